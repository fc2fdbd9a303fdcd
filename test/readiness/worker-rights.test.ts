import { expect, test } from 'vitest';
import { AzureRefused } from '../../src/errors/azure.ts';
import type { HeldRole } from '../../src/ports/azure/rights.ts';
import { checkWorker } from '../../src/readiness/worker-rights.ts';
import { reading, recoveryVault, sampleReaders } from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
import { groupId, vmId } from '../sample/policy.ts';

const worker = '0e9c6a10-1f59-4c43-93d4-6c1f00010006';
const vm = vmId('rg-payments', 'pay-web-01');
const subscription = vm.split('/')[2] ?? '';
const item =
  'Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers/replicationProtectedItems';

const role = (changes: Partial<HeldRole> = {}): HeldRole => ({
  name: 'Contributor',
  scope: `/subscriptions/${subscription}`,
  subscription,
  actions: ['*'],
  notActions: ['Microsoft.Authorization/*/Write'],
  ...changes,
});

const judged = (
  roles: readonly HeldRole[],
  commands: readonly string[] = ['failover'],
  missing: readonly string[] = [],
) =>
  checkWorker(
    { vmId: vm, vaultId: recoveryVault, commands },
    {
      readers: sampleReaders({ rights: { rolesOf: async () => reading(roles, missing) } }).readers,
      kept: { worker: { objectId: async () => worker } },
    },
  );

test.each([
  ['on the subscription', {}],
  [
    'on the vault alone',
    {
      scope: recoveryVault.toUpperCase(),
      actions: [`${item}/UnplannedFailover/action`, 'Microsoft.RecoveryServices/vaults/replicationRecoveryPlans/*'],
    },
  ],
  ['above the subscription', { scope: '/providers/Microsoft.Management/managementGroups/all' }],
])('a role %s that has what a failover takes is enough', async (_, changes) => {
  expect(await judged([role(changes)])).toMatchObject({
    outcome: 'passed',
    why: expect.stringContaining('Contributor'),
  });
});

test.each([
  ['on another vault', { scope: `${groupId('rg-vaults')}/providers/microsoft.recoveryservices/vaults/recovery2` }],
  ['above another subscription', { scope: '/', subscription: '5a1e0000-0000-0000-0000-000000000002' }],
  ['that takes it away again', { notActions: [`${item}/*`] }],
  ['that only reads', { actions: ['*/read'] }],
])('a role %s is not, and the line says what is missing where, and which role to give', async (_, changes) => {
  const { outcome, why, fix } = await judged([role(changes)]);

  expect(outcome).toBe('warning');
  expect(why).toContain(`on recovery ${item}/unplannedFailover/action`);
  expect(fix).toBe(`Give ${worker} the role "Lifeboat worker" of docs/azure-role.json there.`);
});

test('what protecting creates is asked for where it is created, and each action where Azure asks for it', async () => {
  const onVault = role({ scope: recoveryVault });

  const { why } = await judged([onVault], ['protect']);

  expect(why).toContain(`on subscription ${subscription} `);
  expect(why).toContain('on pay-web-01 Microsoft.Compute/virtualMachines/write');
  expect(why).not.toContain('on recovery');
});

test('half an answer, no answer and no worker are no pass', async () => {
  const kept = { worker: { objectId: async () => worker } };
  const refuse = async () => {
    throw new AzureRefused({ what: 'read', code: 'AuthorizationFailed', message: 'No right.' });
  };
  const { readers } = sampleReaders({ rights: { rolesOf: refuse } });
  const asked = { vmId: vm, vaultId: recoveryVault, commands: ['failover'] };

  expect(await judged([role()], ['failover'], ['One role could not be read.'])).toMatchObject({ outcome: 'warning' });
  expect(await checkWorker(asked, { readers, kept })).toMatchObject({ outcome: 'warning', why: /No right/u });
  expect(await checkWorker(asked, { readers, kept: nothingKept })).toMatchObject({
    outcome: 'warning',
    fix: 'Start one: npm run bot -- --only worker',
  });
});
