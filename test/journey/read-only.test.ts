import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { createAzureNames } from '../../src/names/azure-names.ts';
import { createCatalogue } from '../../src/names/catalogue.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import type { Application, Policy } from '../../src/policy/policy.ts';
import type { Readers } from '../../src/ports/azure/readers.ts';
import { createPointMemory } from '../../src/protection/point-memory.ts';
import { type AzureWorld, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { nothingKept } from '../sample/kept.ts';
import { everything, gives, samplePolicy } from '../sample/policy.ts';
import { shown, startTalk } from '../sample/talk.ts';

const subscription = contoso.subscriptions[0]?.id ?? '';

const applications = contoso.applications.map(
  ({ name, machines }): Application => ({
    name,
    title: name,
    vms: machines.map(
      (machine) =>
        `/subscriptions/${subscription}/resourcegroups/${name}/providers/microsoft.compute/virtualmachines/${machine.name}`,
    ),
    resourceGroups: [],
    rpoSeconds: 900,
    rtoSeconds: 1800,
  }),
);

/** Rob reads everything in every area; Ana reads payments' replication alone. */
const policy: Policy = samplePolicy({
  applications,
  grants: [
    {
      ...gives('rob', 'reader', everything),
      gives: { kind: 'level', level: 'reader', areas: ['recovery', 'backup', 'copies'] },
    },
    gives('ana', 'reader', { kind: 'application', name: 'payments' }),
  ],
});

/** What a worker has said of itself at its start. */
const workerId = contoso.principals.find(({ name }) => name === 'worker')?.objectId;
const kept = { ...nothingKept, worker: { ...nothingKept.worker, objectId: async () => workerId } };

const catalog = createCatalog(commands);

describe('in an Azure like contoso, with an identity that can only read,', () => {
  let world: AzureWorld;
  let names: ReturnType<typeof createCatalogue>;
  let say: (who: string, line: string, principal?: string) => Promise<string>;

  beforeAll(async () => {
    world = await startAzureWorld({ scenario: contoso });
    const now = () => new Date(world.azure.clock.now());
    const sleep = async (ms: number) => world.azure.clock.advance(ms / 1000);
    const timing = { sharedForMs: 5_000, pollMs: 2_000, now, sleep, monotonic: () => now().getTime() };
    const connections = new Map<string, Readers>();
    const readersOf = (principal: string): Readers => {
      const connection = connections.get(principal) ?? world.connect({ principal, timing }).readers;
      connections.set(principal, connection);
      return connection;
    };
    names = createCatalogue({
      policyNames: createPolicyNames(() => policy),
      source: createAzureNames({ readers: readersOf('front'), policy: () => policy, now }),
      every: () => () => {},
      report: (problem) => {
        throw problem;
      },
    });
    await names.resolve(['vm'], 'pay-db-01', 'remembered');
    const lastPoints = createPointMemory({
      recovery: readersOf('front').recovery,
      policy: () => policy,
      report: (problem) => {
        throw problem;
      },
    });
    await lastPoints.look();
    // As in production, one connection for all lines; so much time passes that nothing is shared with the line before.
    say = async (who, line, principal = 'front') => {
      world.azure.clock.advance(300);
      const readers = readersOf(principal);
      const talk = startTalk({ catalog, names, readers, kept, lastPoints, policy: () => policy, now });
      const reply = await talk.say(who, line);
      expect(talk.problems).toEqual([]);
      return shown(reply);
    };
  });
  afterAll(() => world.close());
  beforeEach(() => world.forget());

  test.each([
    [
      'status payments',
      [
        'Payments: 4 VMs, East US -> West US. Recovery objective at risk.',
        'objective 15 min: over since',
        'Last point',
        'Last recovery points as of',
        '[Check pay-db-01]',
      ],
    ],
    ['status pay-db-01', ['RPO:', '1 h 30 min', 'Azure recommends:', 'Azure Backup:']],
    ['status shop', ['shop-search-01', 'Mobility Service heartbeat is down']],
    ['status ledger', ['drill to be cleaned up', 'failed over, not committed', 'not protected']],
    ['points pay-db-01', ['Site Recovery', 'Backup, secondary region', 'may be up to 36 h old', 'West US']],
    ['jobs --since 30d', ['in the last 30 days']],
    ['events --since 30d', ['critical', 'pay-db-01']],
    ['regions pay-web-01', ['West US (westus)', 'Next: check pay-web-01 --to westus']],
  ])('%s is answered with at most twelve requests', async (line, words) => {
    const text = await say('rob', line);

    for (const word of words) expect(text).toContain(word);
    expect(world.arrived().length).toBeLessThanOrEqual(12);
    expect(world.arrived().length).toBeGreaterThan(0);
  });

  test.each([
    ['check pay-web-01', ['East US -> West US: ready', 'may do all of it, as Lifeboat worker.']],
    ['check build-01', ['16 needed for build-01, 0 free in West US']],
    ['check ledger-keys-01 --to westus', ['is a confidential VM', 'not ready']],
    ['check ledger-old-01 --to "West US"', ['unmanaged disk']],
  ])('%s looks at everything around a machine with at most fourteen questions', async (line, words) => {
    const text = await say('rob', line);

    for (const word of words) expect(text).toContain(word);
    expect(world.arrived().filter((operation) => operation !== 'Network_OperationResult').length).toBeLessThanOrEqual(
      14,
    );
  });

  test('the whole fleet is four requests for two vaults, groups first and the worst of them on top', async () => {
    const text = await say('rob', 'status all');

    expect(text).toContain('Everything: 24 VMs');
    expect(text.indexOf('payments')).toBeLessThan(text.indexOf('intranet'));
    expect(world.arrived()).toHaveLength(4);
  });

  test('a vault and a region are fleets of their own', async () => {
    expect(await say('rob', 'status contoso-recovery')).toContain('Vault contoso-recovery: 19 VMs');
    expect(await say('rob', 'status "East US"')).toContain('East US: 12 VMs');
  });

  test('somebody who may read one application and one area sees no more, and is told so', async () => {
    const all = await say('ana', 'status');
    const points = await say('ana', 'points pay-db-01');

    expect(all).toContain('4 VMs');
    expect(all).not.toMatch(/shop|ledger|wiki/u);
    expect(all).toContain('that you may not read in full');
    expect(points).toContain('areas that you may not read (backup and copies)');
    expect(points).not.toContain('Backup, secondary region');
    expect(await say('ana', 'status shop')).toContain('You may not do this');
  });

  test('an identity that lacks an action is named with it, and what it cannot see is no pass', async () => {
    const text = await say('rob', 'check pay-web-01', 'reader');

    expect(text).toContain('lacks Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action');
  });

  test('blocked traffic is found, with the rules to add', async () => {
    const text = await say('rob', 'check shop-app-02 --export');

    expect(text).toContain('outbound to Storage.EastUS');
    expect(text).toContain('The rules to add to the network security group:');
    expect(text).toContain('"destinationAddressPrefix": "EventHub.WestUS"');
  });

  test('names are suggested without any request', () => {
    expect(names.known(['vm']).map(({ name }) => name)).toContain('build-02');
    expect(names.known(['vault']).map(({ name }) => name)).toContain('contoso-backup');
    expect(names.known(['region']).map(({ where }) => where)).toContain('West US 2');
    expect(world.arrived()).toEqual([]);
  });

  test('nobody is offered what they may not do, and everybody sees all buttons of what is shown to all', async () => {
    const alone = await say('rob', 'recovery-plan show plan-payments');
    const toAll = await say('rob', 'recovery-plan show plan-payments --share');

    expect(alone).not.toContain('[Fail plan-payments over');
    expect(toAll).toContain('[Fail plan-payments over');
  });

  test('a name that Azure does not know is answered with those near to it', async () => {
    expect(await say('rob', 'points pay-db-02')).toContain('pay-db-01');
  });
});
