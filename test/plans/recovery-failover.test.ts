import { expect, test } from 'vitest';
import { beyondBounds } from '../../src/approvals/digest.ts';
import type { PlanContext } from '../../src/definitions/command.ts';
import { AzureReadInPart } from '../../src/errors/azure.ts';
import { planFailover } from '../../src/plans/recovery/failover.ts';
import type { Vm } from '../../src/ports/azure/estate.ts';
import type {
  HealthError,
  ItemRecoveryPoint,
  PointSelector,
  ProtectedItem,
  RecoveryPlan,
} from '../../src/ports/azure/recovery.ts';
import type { Target } from '../../src/ports/names.ts';
import { mergePoints } from '../../src/protection/merge-points.ts';
import { inWords } from '../../src/views/words.ts';
import { minutesAgo, now, reading, sampleItem, sampleReaders } from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
import { groupId, samplePolicy, vmId, vmInPayments } from '../sample/policy.ts';

const vm = vmInPayments('pay-db-01');
const item = sampleItem('pay-db-01');

const pointAt = (minutes: number, consistency: 'crash' | 'application' = 'crash'): ItemRecoveryPoint => ({
  id: `${item.id}/recoveryPoints/point-${minutes}`,
  itemId: item.id,
  at: minutesAgo(minutes),
  consistency,
});

const silentAgent: HealthError = {
  code: '78144',
  summary: 'The agent of pay-db-01 has sent nothing for 2 h.',
  possibleCauses: '',
  recommendedAction: '',
  level: 'critical',
};

interface There {
  readonly items?: readonly ProtectedItem[];
  readonly missing?: readonly string[];
  readonly points?: readonly ItemRecoveryPoint[];
}

const plan = (point: PointSelector, { items = [item], missing = [], points = [] }: There = {}) => {
  const { readers } = sampleReaders({
    recovery: { items: async () => reading(items, missing), recoveryPoints: async () => reading(points) },
    estate: { sizes: async () => reading([]), quotas: async () => reading([]) },
  });
  const context = { policy: samplePolicy(), now: () => now, readers, kept: nothingKept } as unknown as PlanContext;
  return planFailover({ target: vm, point, shutdownSource: true }, context);
};

const points = [pointAt(60, 'application'), pointAt(5), pointAt(10), pointAt(240, 'application')];

test('the latest is left to Azure, and loses what Azure says', async () => {
  const made = await plan({ kind: 'latest' }, { points });

  expect(made.consequences[0]).toBe('What you lose: up to 2 min of data on pay-db-01.');
  expect(made.facts).toMatchObject({
    decisive: { point: 'latest' },
    bounded: { 'data loss': { now: 2, most: 17, unit: 'minutes' } },
  });
  expect(made.work.order).not.toHaveProperty('moves.0.pointId');
});

test.each<[string, Partial<ProtectedItem>, string, string]>([
  ['nothing in the way', {}, 'passed', 'Azure sees nothing in the way.'],
  ['a failover that Azure calls critical', { failoverHealth: 'critical' }, 'warning', 'Azure calls it critical.'],
  ['a replication in trouble', { health: 'critical', healthErrors: [silentAgent] }, 'warning', silentAgent.summary],
  ['a trouble without a name', { health: 'critical' }, 'warning', 'Azure calls its health critical.'],
])('of %s whoever approves is told, and not kept from it', async (_what, changes, outcome, why) => {
  const { checks } = await plan({ kind: 'latest' }, { items: [{ ...item, ...changes }] });

  expect(checks).toContainEqual(expect.objectContaining({ outcome, why }));
});

test('what an old figure says is lost, and all since', async () => {
  const old = { ...item, rpoSeconds: 120, rpoCalculatedAt: minutesAgo(90) };

  const made = await plan({ kind: 'latest' }, { items: [old] });

  expect(made.consequences[0]).toBe('What you lose: up to 1 h 32 min of data on pay-db-01.');
  expect(made.facts.bounded).toEqual({ 'data loss': { now: 92, most: 107, unit: 'minutes' } });
});

test.each<[PointSelector['kind'] & ('latest-processed' | 'app-consistent' | 'crash-consistent'), number]>([
  ['latest-processed', 5],
  ['crash-consistent', 5],
  ['app-consistent', 60],
])(
  '%s takes the newest that fits, tells its own age, and is agreed to as the rule that it is',
  async (kind, minutes) => {
    const made = await plan({ kind }, { points });

    expect(made.work.order).toMatchObject({ moves: [{ pointId: pointAt(minutes).id }] });
    expect(made.consequences[0]).toContain(`up to ${inWords(minutes * 60)} of data`);
    expect(made.facts).toMatchObject({
      decisive: { point: kind },
      bounded: { 'data loss': { now: minutes, most: minutes + 15 } },
    });
  },
);

test.each<[string, PointSelector]>([
  ['a rule that no point fits', { kind: 'app-consistent' }],
  ['a point that is not there', { kind: 'id', id: 'sr-000000' }],
])('%s is refused, and the latest is never taken in its place', async (_what, point) => {
  const made = await plan(point, { points: [pointAt(5)] });

  expect(made.checks).toContainEqual(expect.objectContaining({ outcome: 'block' }));
});

test('a point is named by the id that points shows, by its own name, or in full', async () => {
  const wanted = pointAt(240, 'application');
  const shown = mergePoints({
    item,
    itemPoints: points,
    backupPoints: [],
    restorePoints: [],
    snapshots: [],
    backupRegion: '',
    secondaryRegion: '',
  });
  const short = shown.find(({ resourceId }) => resourceId === wanted.id)?.id ?? '';

  for (const id of [short, 'POINT-240', wanted.id]) {
    const made = await plan({ kind: 'id', id }, { points });
    expect(made.work.order, id).toMatchObject({ moves: [{ pointId: wanted.id }] });
    expect(made.consequences[0]).toBe('What you lose: up to 4 h of data on pay-db-01.');
    expect(made.facts).toMatchObject({ decisive: { point: wanted.id.toLowerCase() }, bounded: {} });
  }
});

test('a loss that Azure gives no figure for is not called none', async () => {
  const { rpoSeconds: _, ...silent } = item;

  const made = await plan({ kind: 'latest' }, { items: [silent] });

  expect(made.consequences[0]).toBe('What you lose: not known. Azure gives no figure for pay-db-01.');
  expect(made.facts.bounded).toEqual({});
});

test('not found in half of Azure is not "not replicated"', async () => {
  await expect(plan({ kind: 'latest' }, { items: [], missing: ['vault v1 could not be read.'] })).rejects.toThrow(
    AzureReadInPart,
  );
  expect((await plan({ kind: 'latest' }, { items: [] })).checks).toMatchObject([
    { outcome: 'block', why: 'Site Recovery does not replicate it.' },
  ]);
});

test.each([
  [['DisableProtection'], 'Azure allows now: unprotect.'],
  [['Commit', 'ChangePit'], 'It is failed over already. Next: commit pay-db-01'],
])('what Azure does not allow now is refused, with what it allows: %s', async (allowed, fix) => {
  const made = await plan({ kind: 'latest' }, { items: [{ ...item, allowed }] });

  expect(made.checks).toContainEqual(expect.objectContaining({ outcome: 'block', fix }));
});

test('what Azure works on is told in words of ours', async () => {
  const busy = { ...item, allowed: [], runningJob: { scenario: 'ChangePit', jobId: 'j', startedAt: now } };

  const made = await plan({ kind: 'latest' }, { items: [busy] });

  expect(made.checks[0]?.why).toContain('and its change of the recovery point runs');
});

const planOf = (target: Target, items: readonly ProtectedItem[], more: MoreOf = {}) => {
  const { vms = [], recoveryPlan, back } = more;
  const policy = samplePolicy();
  const applications = policy.applications.map((each) => ({
    ...each,
    rpoSeconds: 900,
    rtoSeconds: 1800,
    ...(recoveryPlan && { recoveryPlan: { vault: recoveryPlan.vaultId, name: recoveryPlan.name } }),
  }));
  const { readers } = sampleReaders({
    recovery: {
      items: async () => reading(items),
      plans: async () => reading(recoveryPlan ? [recoveryPlan] : []),
      plan: async () => reading(recoveryPlan ?? planHolding([])),
    },
    estate: { sizes: async () => reading([]), quotas: async () => reading([]), vms: async () => reading(vms) },
  });
  const context = {
    policy: { ...policy, applications },
    now: () => now,
    readers,
    kept: nothingKept,
  } as unknown as PlanContext;
  return planFailover({ target, point: { kind: 'latest' }, shutdownSource: true, ...(back && { back }) }, context);
};

interface MoreOf {
  readonly vms?: readonly Vm[];
  readonly recoveryPlan?: RecoveryPlan;
  readonly back?: true;
}

const payments = samplePolicy().applications[0];
const application = {
  kind: 'application',
  name: payments?.name ?? '',
  where: '4 VMs',
  resources: payments?.vms ?? [],
} as const;
const four = ['pay-web-01', 'pay-web-02', 'pay-app-01', 'pay-db-01'].map((name) => sampleItem(name));
const losing = (seconds: number) => (each: ProtectedItem) =>
  each.vmName === 'pay-db-01' ? { ...each, rpoSeconds: seconds } : each;

test('the losses of several machines are bounded one by one: what is lost beyond that is asked for again', async () => {
  const shown = await planOf(application, four.map(losing(600)));

  const [later, much] = await Promise.all(
    [1400, 1600].map((seconds) => planOf(application, four.map(losing(seconds)))),
  );

  expect(shown.facts.bounded).toMatchObject({
    'data loss of pay-db-01': { now: 10, most: 25 },
    'data loss of pay-web-01': { now: 2, most: 17 },
  });
  expect(later && beyondBounds(shown.facts, later.facts)).toEqual([]);
  expect(much && beyondBounds(shown.facts, much.facts)).toEqual([expect.stringContaining('data loss of pay-db-01')]);
});

test('the card says what is over its objective, what was proven, and what is not undone', async () => {
  const made = await planOf(application, four.map(losing(2460)));

  expect(made.checks).toContainEqual({
    outcome: 'warning',
    subject: 'pay-db-01 RPO',
    why: 'its data is up to 41 min old; objective 15 min.',
  });
  expect(made).toMatchObject({
    objectiveSeconds: 1800,
    proven: expect.stringMatching(/^Last proven: drill 12 days ago/u),
    notUndone: expect.stringContaining('after commit the recovery points are gone'),
  });
});

test('what runs at home cannot be failed back', async () => {
  const made = await planOf(vm, [item], { back: true });

  expect(made.checks).toContainEqual({
    outcome: 'block',
    subject: 'pay-db-01',
    why: 'it runs at home, in East US: there is nothing to fail back.',
    fix: 'To move it to West US 2: failover pay-db-01',
  });
});

/** It was failed over and turned around: it runs in the other region and would be replicated home. */
const turned = sampleItem('pay-web-01', {
  vmId: vmId('rg-payments-asr', 'pay-web-01'),
  sourceRegion: 'westus2',
  targetRegion: 'eastus',
  recoveryResourceGroupId: groupId('rg-payments'),
});
const halfMoved = [turned, ...four.slice(1)];

test('what was moved and turned around before stays when its application is failed over', async () => {
  const made = await planOf(application, halfMoved);

  expect(made.title).toBe('fail over payments (3 VMs), East US -> West US 2');
  expect(made.work.order).toMatchObject({ moves: four.slice(1).map(({ id }) => ({ itemId: id })) });
  expect(made.checks).toContainEqual({
    outcome: 'warning',
    subject: 'pay-web-01',
    why: 'it runs in West US 2 already, away from home, and stays there.',
    fix: 'To bring it back to East US: failback pay-web-01',
  });
});

test('a recovery plan whose machines go both ways is left aside, or refused where it was named', async () => {
  const recoveryPlan = planHolding(halfMoved);
  const named = { kind: 'recovery-plan', name: 'plan-payments', where: '', resources: [recoveryPlan.id] } as const;

  const ofApplication = await planOf(application, halfMoved, { recoveryPlan });
  const ofPlan = await planOf(named, halfMoved, { recoveryPlan });

  expect(ofApplication).toMatchObject({ vms: 3, work: { workflow: 'move-machines' } });
  expect(ofPlan.checks).toContainEqual({
    outcome: 'block',
    subject: 'plan-payments',
    why: 'Machines of the recovery plan plan-payments go in different directions now, and Azure moves a plan in one.',
    fix: 'Name machines one by one. To westus2: pay-web-02, pay-app-01 and pay-db-01. To eastus: pay-web-01.',
  });
});

test('what never left stays when its application is failed back', async () => {
  const made = await planOf(application, halfMoved, { back: true });

  expect(made.title).toBe('fail back payments (1 VM), West US 2 -> East US');
  expect(made.checks).toContainEqual(expect.objectContaining({ outcome: 'warning', subject: 'pay-web-02' }));
  expect(made.checks).not.toContainEqual(expect.objectContaining({ outcome: 'block', subject: 'pay-web-02' }));
});

const planHolding = (members: readonly ProtectedItem[]): RecoveryPlan => ({
  id: `${item.vaultId}/replicationrecoveryplans/plan-payments`,
  name: 'plan-payments',
  vaultId: item.vaultId,
  sourceRegion: 'eastus',
  targetRegion: 'westus2',
  primaryFabricId: `${item.vaultId}/replicationfabrics/east`,
  recoveryFabricId: `${item.vaultId}/replicationfabrics/west`,
  allowed: ['UnplannedFailover'],
  groups: [{ kind: 'boot', itemIds: members.map(({ id }) => id), before: [], after: [] }],
});

test('an application goes as the recovery plan that holds exactly its machines', async () => {
  const fitting = await planOf(application, four, { recoveryPlan: planHolding(four) });
  const other = await planOf(application, four, { recoveryPlan: planHolding(four.slice(1)) });

  expect(fitting.work).toMatchObject({ workflow: 'run-recovery-plan', order: { targetRegion: 'West US 2' } });
  expect(fitting.lines[0]?.title).toMatch(/^Group 1: /u);
  expect(other.work.workflow).toBe('move-machines');
  expect(other.checks).toContainEqual(
    expect.objectContaining({ outcome: 'warning', why: expect.stringContaining('does not hold exactly the machines') }),
  );
});
