import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createLiveRoles } from '../../src/authorization/live-roles.ts';
import { createPolicyFor } from '../../src/authorization/policy-for.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { createAzureNames } from '../../src/names/azure-names.ts';
import { createCatalogue } from '../../src/names/catalogue.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { type AzureWorld, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { fleet } from '../sample/fleet.ts';
import { person, samplePolicy } from '../sample/policy.ts';
import { shown, startTalk } from '../sample/talk.ts';

let world: AzureWorld;
let bot: ReturnType<typeof startBot>;
beforeAll(async () => {
  world = await startAzureWorld({ scenario: fleet });
  bot = startBot();
  await bot.names.resolve(['vm'], 'vault-1-vm-7', 'remembered');
});
afterAll(() => world.close());
beforeEach(() => world.forget());

const objectId = fleet.principals.find(({ name }) => name === 'reader')?.objectId ?? 'none';
const rob = person('rob', 'Rob Lane');

/** Rob has nothing by the policy: that he may read is one more thing to be read from Azure. */
const policyOf = (): Policy =>
  samplePolicy({
    azureRoles: true,
    people: [{ ...rob, accounts: [...rob.accounts, { platform: 'entra', tenant: fleet.tenantId, objectId }] }],
    grants: [],
    applications: [
      {
        name: 'payments',
        title: 'Payments',
        vms: [0, 1, 2, 3].map((index) =>
          world.id('app-of-vault-1', `Microsoft.Compute/virtualMachines/vault-1-vm-${index}`).toLowerCase(),
        ),
        resourceGroups: [],
      },
    ],
    defaults: { ...samplePolicy().defaults, subscription: world.subscriptionId },
  });

/** A bot that has just started; no answer is shared but within one command. */
const startBot = () => {
  const policy = policyOf();
  const { readers, roles } = world.connect({ principal: 'front', timing: { sharedForMs: 1 } });
  const now = () => new Date(world.azure.clock.now());
  const names = createCatalogue({
    policyNames: createPolicyNames(() => policy),
    source: createAzureNames({ readers, policy: () => policy, now }),
    every: () => () => {},
    report: () => {},
  });
  const policyFor = createPolicyFor({ policy: () => policy, roles: createLiveRoles({ roles, now }) });
  const talk = startTalk({ catalog: createCatalog(commands), names, readers, policy: () => policy, policyFor, now });
  return { names, say: async (line: string) => shown(await talk.say('rob', line)) };
};

test('the status of a thousand machines in five vaults costs at most thirty requests, roles and names included', async () => {
  const { say } = startBot();

  expect(await say('status')).toContain('Everything: 1000 VMs');

  expect(world.arrived().length).toBeLessThanOrEqual(30);
  expect(world.arrived()).toContain('RoleAssignments_ListForSubscription');
});

test.each([
  ['status vault-1-vm-7', 'vault-1-vm-7'],
  ['points vault-1-vm-7', 'vault-1-vm-7'],
  ['status payments', 'Payments: 4 VMs'],
])('%s costs at most twelve of them, once the names have been read', async (line, words) => {
  expect(await bot.say(line)).toContain(words);

  expect(world.arrived().length).toBeLessThanOrEqual(12);
});
