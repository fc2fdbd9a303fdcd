import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePoints } from '../../src/protection/merge-points.ts';
import { shortIdsOf } from '../../src/protection/point-id.ts';
import {
  backupRestorable,
  restorePointRestorable,
  siteRecoveryRestorable,
  snapshotRestorable,
} from '../../src/protection/restorable.ts';
import {
  minutesAgo,
  sampleBackupItem,
  sampleBackupPoint,
  sampleItem,
  sampleRestorePoint,
  sampleSnapshot,
} from '../sample/azure.ts';

const nothing: Parameters<typeof mergePoints>[0] = {
  itemPoints: [],
  backupRegion: 'eastus',
  secondaryRegion: 'westus',
  backupPoints: [],
  restorePoints: [],
  snapshots: [],
};

test('points of every mechanism are one list, newest first, each with an id that tells what it is', () => {
  const item = sampleItem('pay-db-01');
  const points = mergePoints({
    ...nothing,
    item,
    itemPoints: [{ id: 'p1', itemId: item.id, at: minutesAgo(5), consistency: 'crash' }],
    backupPoints: [
      sampleBackupPoint('b1'),
      sampleBackupPoint('b2', { where: 'secondary-region', at: minutesAgo(1500) }),
    ],
    restorePoints: [sampleRestorePoint('nightly')],
    snapshots: [sampleSnapshot('before-upgrade')],
  });

  expect(points.map(({ id, region }) => `${id.slice(0, 2)} ${region}`)).toEqual([
    'sr westus2',
    'bk eastus',
    'rp eastus',
    'xr westus',
    'sn eastus',
  ]);
});

test('one backup point in two regions is two points', () => {
  const points = mergePoints({
    ...nothing,
    backupPoints: [sampleBackupPoint('b1'), sampleBackupPoint('b1', { where: 'secondary-region' })],
  });

  expect(points.map(({ mechanism }) => mechanism).sort()).toEqual(['backup', 'backup-secondary']);
  expect(new Set(points.map(({ id }) => id)).size).toBe(2);
});

test('a copy has the time of its source, comes after it, and names it', () => {
  const source = sampleRestorePoint('nightly');
  const copy = sampleRestorePoint('nightly-west', {
    region: 'westus2',
    copyOf: source.id.toUpperCase(),
    createdAt: minutesAgo(1),
    disks: [{ id: 'd', diskName: 'os', percent: 62 }],
  });

  const [first, second] = mergePoints({ ...nothing, restorePoints: [copy, source] });

  expect(first).toMatchObject({ name: 'nightly', restorable: { now: true } });
  expect(second).toMatchObject({
    name: 'nightly-west',
    at: source.createdAt,
    copyOf: first?.id,
    restorable: { now: false, why: 'copy at 62 %' },
  });
});

test('a copy whose source is gone still says what it was copied from', () => {
  const [copy] = mergePoints({ ...nothing, snapshots: [sampleSnapshot('west', { copyOf: '/gone/snapshot' })] });

  expect(copy?.copyOf).toBe('/gone/snapshot');
});

const anyName = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const anySnapshot = fc
  .record({ name: anyName, minutes: fc.nat(5000), copyOf: fc.option(anyName, { nil: undefined }) })
  .map(({ name, minutes, copyOf }) =>
    sampleSnapshot(name, { createdAt: minutesAgo(minutes), ...(copyOf && { copyOf: sampleSnapshot(copyOf).id }) }),
  );

test('whatever there is, each comes once, newest first, under an id of its own that does not change', () => {
  fc.assert(
    fc.property(fc.array(anySnapshot), (snapshots) => {
      const points = mergePoints({ ...nothing, snapshots });

      expect(points.length).toBe(new Set(snapshots.map(({ id }) => id)).size);
      expect(new Set(points.map(({ id }) => id)).size).toBe(points.length);
      const times = points.map(({ at }) => at?.getTime() ?? 0);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      for (const point of points) {
        const [alone] = mergePoints({ ...nothing, snapshots: snapshots.filter(({ id }) => id === point.resourceId) });
        expect(alone?.id).toBe(point.id);
      }
    }),
  );
});

const idOf = (resourceId: string) => [...shortIdsOf([{ mechanism: 'snapshot', resourceId }]).values()][0];

test('a short id does not depend on letter case', () => {
  expect(idOf('/A/B')).toBe(idOf('/a/b'));
  expect(idOf('/a/b')).toMatch(/^sn-[0-9a-hjkmnp-tv-z]{6}$/u);
});

test('two points that would get one id get longer ones, and others keep theirs', () => {
  const alike = ['s34469', 's48095', 's1'].map((resourceId) => ({ mechanism: 'snapshot', resourceId }) as const);

  expect(idOf('s34469')).toBe(idOf('s48095'));
  const ids = [...shortIdsOf(alike).values()];
  expect(new Set(ids).size).toBe(3);
  expect(ids.map((id) => id.length).sort((a, b) => a - b)).toEqual([9, 11, 11]);
});

test.each([
  [['UnplannedFailover'], { now: true }],
  [['ChangePit'], { now: true, remark: 'by changing the recovery point' }],
  [['DisableProtection'], { now: false, why: 'Site Recovery allows no failover now (protected)' }],
])('Site Recovery allows %s', (allowed, restorable) => {
  expect(siteRecoveryRestorable(sampleItem('x', { allowed }))).toEqual(restorable);
});

test('a point is not usable while Site Recovery works on its machine', () => {
  const item = sampleItem('x', {
    allowed: [],
    runningJob: { scenario: 'Failover', jobId: 'j', startedAt: minutesAgo(1) },
  });

  expect(siteRecoveryRestorable(item)).toEqual({ now: false, why: 'Site Recovery still works on it (Failover)' });
});

test.each([
  ['in the vault', {}, {}, { now: true }],
  [
    'in a snapshot alone',
    { tiers: ['snapshot'] },
    {},
    { now: true, remark: 'snapshot tier only: it is lost with its region' },
  ],
  ['archived', { tiers: ['archive'] }, {}, { now: false, why: 'in the archive tier: it has to be rehydrated first' }],
  ['in no tier', { tiers: [] }, {}, { now: false, why: 'Azure lists no tier that still holds it' }],
  ['soft-deleted', {}, { state: 'soft-deleted' }, { now: false, why: 'soft-deleted: undelete it first' }],
  [
    'in the secondary region without the vault tier',
    { where: 'secondary-region', tiers: ['snapshot'] },
    {},
    { now: false, why: 'not in the vault tier, and only that is copied across regions' },
  ],
] as const)('a backup point %s', (_, point, item, restorable) => {
  expect(backupRestorable(sampleBackupPoint('b', point), sampleBackupItem('x', item))).toEqual(restorable);
});

const disks = (...percents: (number | undefined)[]) =>
  percents.map((percent, at) => ({ id: `d${at}`, diskName: `d${at}`, ...(percent !== undefined && { percent }) }));

test.each([
  ['a point that failed', { provisioning: 'failed' }, 'it failed'],
  ['a point that is being made', { provisioning: 'creating' }, 'it is still being made'],
  ['a copy with one disk behind', { copyOf: '/x', disks: disks(100, 99.9, 100) }, 'copy at 99 %'],
  ['a copy of which one disk is not known', { copyOf: '/x', disks: disks(100, undefined) }, 'copy: progress not known'],
  ['a copy without disks', { copyOf: '/x', disks: [] }, 'copy: progress not known'],
] as const)('%s cannot be restored', (_, changes, why) => {
  expect(restorePointRestorable(sampleRestorePoint('p', changes))).toEqual({ now: false, why });
});

test('a copy with every disk at 100 % can be restored', () => {
  expect(restorePointRestorable(sampleRestorePoint('p', { copyOf: '/x', disks: disks(100, 100) }))).toEqual({
    now: true,
  });
});

test.each([
  [{ percent: 40 }, 'copy at 40 %'],
  [{ copyError: 'CopySourceNotFound' }, 'copy failed: CopySourceNotFound'],
  [{ copyOf: '/x', percent: undefined } as never, 'copy: progress not known'],
])('a snapshot with %o cannot be used', (changes, why) => {
  expect(snapshotRestorable(sampleSnapshot('s', changes))).toEqual({ now: false, why });
});
