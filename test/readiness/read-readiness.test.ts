import { expect, test } from 'vitest';
import { AzureRefused } from '../../src/errors/azure.ts';
import { readReadiness } from '../../src/readiness/read-readiness.ts';
import { readRegions } from '../../src/readiness/read-regions.ts';
import {
  now,
  reading,
  sampleItem,
  sampleOffer,
  sampleQuota,
  sampleReaders,
  sampleVault,
  sampleVm,
} from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
import { samplePolicy, vmInPayments } from '../sample/policy.ts';
import { listedChannel, slackUser } from '../sample/talk.ts';

const target = vmInPayments('pay-web-01');
const internet = {
  name: 'AllowInternetOutBound',
  direction: 'outbound',
  access: 'allow',
  priority: 65_001,
  protocol: '*',
  sources: ['*'],
  destinations: ['Internet'],
  destinationPorts: ['*'],
} as const;

const everyRight = {
  name: 'Contributor',
  scope: '/subscriptions/5a1e0000-0000-0000-0000-000000000001',
  subscription: '5a1e0000-0000-0000-0000-000000000001',
  actions: ['*'],
  notActions: [],
};

type Changes = NonNullable<Parameters<typeof sampleReaders>[0]>;
const azure = (changes: { recovery?: Changes['recovery']; estate?: Changes['estate'] } = {}) =>
  sampleReaders({
    recovery: { ...changes.recovery },
    places: { vaults: async () => reading([sampleVault('recovery')]) },
    rights: { rolesOf: async () => reading([everyRight]) },
    estate: {
      vms: async () => reading([sampleVm('pay-web-01'), sampleVm('pay-app-01'), sampleVm('stranger')]),
      vm: async () => reading(sampleVm('pay-web-01')),
      vmState: async () => reading({ power: 'running', agent: 'ready', provisioning: 'Succeeded' } as const),
      sizes: async () => reading([sampleOffer('Standard_D4s_v5', 4, 16)]),
      quotas: async () => reading([sampleQuota('standardDSv5Family', 0, 6)]),
      effectiveRules: async () => reading([internet]),
      effectiveRoutes: async () => reading([]),
      ...changes.estate,
    },
  });

const sight = (readers: ReturnType<typeof sampleReaders>['readers']) => ({
  readers,
  policy: samplePolicy(),
  now: () => now,
  mayRead: () => true,
  kept: { ...nothingKept, worker: { ...nothingKept.worker, objectId: async () => workerId } },
  asker,
});

const workerId = '0e9c6a10-1f59-4c43-93d4-6c1f00010006';

const cleo = samplePolicy().people.find(({ id }) => id === 'cleo');
const asker = {
  account: slackUser('cleo'),
  channel: listedChannel,
  person: cleo,
};

const checked = async (
  to: Parameters<typeof readReadiness>[1],
  readers: ReturnType<typeof sampleReaders>['readers'],
) => {
  const readiness = await readReadiness(target, to, sight(readers));
  if (readiness.kind !== 'checked') throw new Error(readiness.why);
  return readiness.report;
};

const westUs2 = { kind: 'region', name: 'westus2', where: 'West US 2', resources: [] } as const;

test('a machine is checked alone, and its quota together with its application', async () => {
  const { readers, asked } = azure();

  const { checks } = await checked(westUs2, readers);

  expect(checks.filter(({ outcome }) => outcome !== 'passed').map(({ subject, why }) => `${subject}: ${why}`)).toEqual([
    'quota: standardDSv5Family vCPUs: 8 needed for 2 VMs together, 6 free in West US 2.',
    'cache account: There is none in East US.',
    'your rights: You may not do all of it: what protect pay-web-01 creates needs the grant network-setup.',
  ]);
  expect(asked.length).toBeLessThanOrEqual(12);
});

test('without a region asked for it is where it goes already, else the pair of its own, and it says so', async () => {
  const replicated = azure({ recovery: { items: async () => reading([sampleItem('pay-web-01')]) } });

  const there = await checked(undefined, replicated.readers);
  const paired = await checked(undefined, azure().readers);

  expect([there.target, there.assumed]).toEqual(['West US 2', 'it is replicated there']);
  expect([paired.target, paired.assumed]).toEqual(['West US', 'Azure pairs it with the source region']);
});

test('a region out of reach is refused before anything is asked of it', async () => {
  const { readers, asked } = azure();

  const { checks } = await checked({ ...westUs2, name: 'westeurope' }, readers);

  expect(checks[0]).toMatchObject({ outcome: 'block', subject: 'region pair' });
  expect(asked).not.toContain('estate.sizes');
});

test('what could not be read is a warning with the reason, never a pass', async () => {
  const refuse = async () => {
    throw new AzureRefused({ what: 'read', code: 'AuthorizationFailed', message: 'No right.' });
  };
  const { readers } = azure({
    estate: { effectiveRules: refuse, effectiveRoutes: refuse, quotas: refuse, vmState: refuse },
  });

  const { checks, rules, rulesMissing } = await checked(westUs2, readers);

  const unread = checks.filter(({ why }) => why.includes('No right.'));
  expect(unread.map(({ subject, outcome }) => `${outcome} ${subject}`)).toEqual([
    'warning quota',
    'warning VM agent',
    'warning outbound rules',
    'warning routes',
  ]);
  expect([rules.length, rulesMissing]).toEqual([5, false]);
});

test('a machine that Azure does not show cannot be checked', async () => {
  const { readers } = sampleReaders();

  expect(await readReadiness(target, undefined, sight(readers))).toMatchObject({ kind: 'unreadable' });
});

test('a machine whose region is down is known by its replication, and told how to be moved', async () => {
  const { readers } = sampleReaders({ recovery: { items: async () => reading([sampleItem('pay-web-01')]) } });

  expect(await readReadiness(target, undefined, sight(readers))).toMatchObject({
    kind: 'unreadable',
    why: expect.stringContaining('To move it there: failover pay-web-01'),
  });
});

test('the regions of a machine cost two requests each for the first four, the paired one first', async () => {
  const { readers, asked } = azure();

  const found = await readRegions(target, sight(readers));

  expect(found).toMatchObject({
    kind: 'found',
    report: {
      targets: [
        { region: { name: 'westus' }, paired: true, size: { outcome: 'passed' }, quota: { outcome: 'passed' } },
        { region: { name: 'centralus' }, paired: false },
        { region: { name: 'westus2' }, paired: false },
      ],
    },
  });
  expect(asked.length).toBe(2 + 3 * 2);
});

test('the region that the policy prefers comes right after the paired one', async () => {
  const base = samplePolicy();
  const policy = { ...base, defaults: { ...base.defaults, targetRegion: 'West US 2' } };

  const found = await readRegions(target, { ...sight(azure().readers), policy });

  expect(found.kind === 'found' && found.report.targets.map(({ region }) => region.name)).toEqual([
    'westus',
    'westus2',
    'centralus',
  ]);
});

test('a classic machine is refused with the way out, and nothing is asked about it', async () => {
  const { readers, asked } = azure();
  const classic = {
    ...target,
    name: 'old-01',
    resources: ['/subscriptions/s/resourcegroups/old/providers/microsoft.classiccompute/virtualmachines/old-01'],
  };

  const readiness = await readReadiness(classic, undefined, sight(readers));

  expect(readiness).toMatchObject({
    kind: 'checked',
    report: { checks: [{ outcome: 'block', subject: 'deployment model', fix: expect.stringContaining('Migrate it') }] },
  });
  expect(asked).not.toContain('estate.effectiveRules');
});
