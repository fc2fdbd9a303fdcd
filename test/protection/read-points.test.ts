import { expect, test } from 'vitest';
import { AzureUnreachable } from '../../src/errors/azure.ts';
import { readPoints } from '../../src/protection/read-points.ts';
import { gapSentences } from '../../src/views/gap-words.ts';
import {
  collectionId,
  diskId,
  minutesAgo,
  now,
  reading,
  sampleBackupItem,
  sampleBackupPoint,
  sampleItem,
  sampleReaders,
  sampleRestorePoint,
  sampleSnapshot,
  sampleVault,
  sampleVm,
} from '../sample/azure.ts';
import { samplePolicy, vmId, vmInPayments } from '../sample/policy.ts';

const target = vmInPayments('pay-db-01');
const sight = (readers: ReturnType<typeof sampleReaders>['readers'], areas = ['recovery', 'backup', 'copies']) => ({
  readers,
  policy: samplePolicy(),
  now: () => now,
  mayRead: (area: string) => areas.includes(area),
});

const collection = { id: collectionId('db'), name: 'db', region: 'eastus', vmId: vmId('rg-payments', 'pay-db-01') };
const copies = { id: collectionId('db-west'), name: 'db-west', region: 'westus2', sourceCollectionId: collection.id };
const full = () =>
  sampleReaders({
    recovery: {
      items: async () => reading([sampleItem('pay-db-01')]),
      recoveryPoints: async (itemId) => reading([{ id: 'p1', itemId, at: minutesAgo(5), consistency: 'crash' }]),
    },
    backup: {
      items: async () => reading([sampleBackupItem('pay-db-01')]),
      points: async () => reading([sampleBackupPoint('b1')]),
      secondaryPoints: async () =>
        reading([sampleBackupPoint('b0', { where: 'secondary-region', at: minutesAgo(1800) })]),
    },
    places: { vaults: async () => reading([sampleVault('backup', { region: 'eastus', crossRegionRestore: true })]) },
    copies: {
      collections: async () => reading([collection, copies, { id: '/other', name: 'other', region: 'eastus' }]),
      restorePoints: async (id) =>
        reading(
          id === collection.id
            ? [sampleRestorePoint('nightly')]
            : [
                sampleRestorePoint('west', {
                  id: `${copies.id}/restorepoints/west`,
                  copyOf: sampleRestorePoint('nightly').id,
                  disks: [{ id: 'd', diskName: 'os' }],
                }),
              ],
        ),
      restorePoint: async (id) =>
        reading(
          sampleRestorePoint('west', {
            id,
            copyOf: sampleRestorePoint('nightly').id,
            disks: [{ id: 'd', diskName: 'os', percent: 62 }],
          }),
        ),
      snapshots: async () =>
        reading([
          sampleSnapshot('mine'),
          sampleSnapshot('copied', { diskId: undefined, copyOf: sampleSnapshot('mine').id } as never),
          sampleSnapshot('foreign', { diskId: diskId('somebody-elses') }),
        ]),
    },
    estate: { vm: async () => reading(sampleVm('pay-db-01')) },
  });

test('everything that a machine can be brought back to is gathered, each list read once', async () => {
  const { readers, asked } = full();

  const { points, missing } = await readPoints(target, sight(readers));

  expect(points.map(({ name, mechanism }) => name ?? mechanism).sort()).toEqual(
    ['backup', 'backup-secondary', 'copied', 'mine', 'nightly', 'site-recovery', 'west'].sort(),
  );
  expect(missing).toEqual([]);
  expect(asked.sort()).toEqual([
    'backup.items',
    'backup.points',
    'backup.secondaryPoints',
    'copies.collections',
    'copies.restorePoint',
    'copies.restorePoints',
    'copies.restorePoints',
    'copies.snapshots',
    'estate.regions',
    'estate.vm',
    'places.vaults',
    'recovery.items',
    'recovery.recoveryPoints',
  ]);
});

test('the secondary region is named by the pair of the vault, and how far a copy is was asked for', async () => {
  const { points } = await readPoints(target, sight(full().readers));

  expect(points.find(({ mechanism }) => mechanism === 'backup-secondary')?.region).toBe('westus');
  expect(points.find(({ name }) => name === 'west')?.restorable).toEqual({ now: false, why: 'copy at 62 %' });
});

test('what the asker may not see is not even asked for', async () => {
  const { readers, asked } = full();

  const { points, leftOut } = await readPoints(target, sight(readers, ['backup']));

  expect(new Set(points.map(({ mechanism }) => mechanism))).toEqual(new Set(['backup', 'backup-secondary']));
  expect(leftOut).toEqual(['recovery', 'copies']);
  expect(asked.some((each) => each.startsWith('copies.') || each === 'recovery.recoveryPoints')).toBe(false);
});

test('with the region of the vault down, its points in the secondary region are found all the same', async () => {
  const down = async () => {
    throw new AzureUnreachable('list the items of Azure Backup', undefined);
  };
  const { readers } = sampleReaders({
    backup: {
      items: down,
      secondaryItems: async () => reading([sampleBackupItem('pay-db-01')]),
      secondaryPoints: async () => reading([sampleBackupPoint('b0', { where: 'secondary-region' })]),
    },
    places: { vaults: async () => reading([sampleVault('backup', { region: 'eastus', crossRegionRestore: true })]) },
  });

  const { points, missing } = await readPoints(target, sight(readers));

  expect(points.map(({ mechanism }) => mechanism)).toEqual(['backup-secondary']);
  expect(gapSentences(missing)).toEqual(['I could not read Azure Backup: Azure could not be reached.']);
});
