import { expect, test } from 'vitest';
import type { PlanContext } from '../../src/definitions/command.ts';
import { AzureUnreachable } from '../../src/errors/azure.ts';
import { planFailover } from '../../src/plans/recovery/failover.ts';
import type { ItemRecoveryPoint, PointSelector, ProtectedItem } from '../../src/ports/azure/recovery.ts';
import { mergePoints } from '../../src/protection/merge-points.ts';
import { minutesAgo, now, reading, sampleItem, sampleReaders } from '../sample/azure.ts';
import { samplePolicy, vmId } from '../sample/policy.ts';

const vm = {
  kind: 'vm',
  name: 'pay-db-01',
  where: 'rg-payments',
  resources: [vmId('rg-payments', 'pay-db-01')],
} as const;
const item = sampleItem('pay-db-01');

const pointAt = (minutes: number, consistency: 'crash' | 'application' = 'crash'): ItemRecoveryPoint => ({
  id: `${item.id}/recoveryPoints/point-${minutes}`,
  itemId: item.id,
  at: minutesAgo(minutes),
  consistency,
});

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
  const context = { policy: samplePolicy(), now: () => now, readers } as PlanContext;
  return planFailover({ target: vm, point, shutdownSource: true }, context);
};

const points = [pointAt(60, 'application'), pointAt(5), pointAt(10), pointAt(240, 'application')];

test('the latest is left to Azure, and loses what Azure says', async () => {
  const made = await plan({ kind: 'latest' }, { points });

  expect(made.consequences[0]).toBe('What you lose: up to 2 minutes of data on pay-db-01.');
  expect(made.facts).toMatchObject({
    decisive: { point: 'latest' },
    bounded: { 'data loss': { now: 2, most: 17, unit: 'minutes' } },
  });
  expect(made.work.order).not.toHaveProperty('moves.0.pointId');
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
    expect(made.consequences[0]).toContain(`up to ${minutes} minutes`);
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
    expect(made.consequences[0]).toBe('What you lose: up to 240 minutes of data on pay-db-01.');
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
    AzureUnreachable,
  );
  expect((await plan({ kind: 'latest' }, { items: [] })).checks).toMatchObject([
    { outcome: 'block', why: 'Site Recovery does not replicate it.' },
  ]);
});

test.each([
  [['DisableProtection'], 'It allows: DisableProtection.'],
  [['Commit', 'ChangePit'], 'It is failed over already. Next: commit pay-db-01'],
])('what Azure does not allow now is refused, with what it allows: %s', async (allowed, fix) => {
  const made = await plan({ kind: 'latest' }, { items: [{ ...item, allowed }] });

  expect(made.checks).toContainEqual(expect.objectContaining({ outcome: 'block', fix }));
});
