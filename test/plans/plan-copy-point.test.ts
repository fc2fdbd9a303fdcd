import { expect, test } from 'vitest';
import type { PlanContext } from '../../src/definitions/command.ts';
import { AzureReadInPart } from '../../src/errors/azure.ts';
import { planCopyPoint } from '../../src/plans/copies/plan-copy-point.ts';
import type { RestorePoint, RestorePointCollection } from '../../src/ports/azure/copies.ts';
import type { Disk } from '../../src/ports/azure/estate.ts';
import type { CopyRecord } from '../../src/ports/copy-records.ts';
import { pointKey, shortIdsOf } from '../../src/protection/point-id.ts';
import { minutesAgo, now, reading } from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
import { groupId, samplePolicy, vmId, vmInPayments } from '../sample/policy.ts';
import { noAzure } from '../sample/talk.ts';

const vm = vmInPayments('pay-db-01');
const region = { kind: 'region', name: 'westus', where: 'West US', resources: [] } as const;

const collection = (name: string, changes: Partial<RestorePointCollection> = {}): RestorePointCollection => ({
  id: `${groupId('rg-payments')}/providers/microsoft.compute/restorepointcollections/${name}`,
  name,
  region: 'eastus',
  vmId: vmId('rg-payments', 'pay-db-01'),
  ...changes,
});

const pointIn = (
  { id, region: place }: RestorePointCollection,
  name: string,
  changes: Partial<RestorePoint> = {},
): RestorePoint => ({
  id: `${id}/restorePoints/${name}`,
  name,
  collectionId: id,
  region: place,
  consistency: 'crash',
  provisioning: 'succeeded',
  disks: [{ id: `${id}/disk`, diskName: 'os', percent: 100 }],
  ...changes,
});

const nightly = collection('nightly');

const nothing = (id: string): never => {
  throw new Error(`No disk ${id} here.`);
};

const named = (name: string) => ({ kind: 'point', name, where: vm.name, resources: vm.resources }) as const;

interface There {
  readonly collections?: readonly RestorePointCollection[];
  readonly points?: readonly RestorePoint[];
  readonly missing?: readonly string[];
  readonly disks?: readonly Disk[];
  readonly recent?: readonly CopyRecord[];
}

const plan = (
  point: string,
  { collections = [nightly], points = [pointIn(nightly, 'monday')], missing = [], disks = [], recent = [] }: There = {},
) => {
  const copies: Partial<PlanContext['readers']['copies']> = {
    collections: async () => reading(collections, missing),
    restorePoints: async (id) => reading(points.filter(({ collectionId }) => collectionId === id)),
  };
  const estate: Partial<PlanContext['readers']['estate']> = {
    disk: async (id) => reading(disks.find((each) => each.id === id) ?? disks[0] ?? nothing(id)),
  };
  const kept = { ...nothingKept, copies: { ...nothingKept.copies, begunInto: async () => recent } };
  const readers = Object.assign(Object.create(noAzure), { copies, estate }) as PlanContext['readers'];
  const context = { policy: samplePolicy(), now: () => now, readers, kept } as Partial<PlanContext> as PlanContext;
  return planCopyPoint({ point: named(point), region }, context);
};

const blocks = async (...given: Parameters<typeof plan>) =>
  (await plan(...given)).checks.filter(({ outcome }) => outcome === 'block').map(({ why }) => why);

test('a point is copied into a collection whose name follows from its own', async () => {
  const [made, again] = [await plan('monday'), await plan('MONDAY')];

  expect(made.writes.map(({ action }) => action)).toEqual([
    'Microsoft.Compute/restorePointCollections/write',
    'Microsoft.Compute/restorePointCollections/restorePoints/write',
  ]);
  expect(made.work).toMatchObject({
    workflow: 'copy-restore-point',
    locks: [{ machine: vm.resources[0], kind: 'copy' }],
  });
  expect(again.facts).toEqual(made.facts);
});

test('a collection that is there is not made again', async () => {
  const first = await plan('monday');
  const id = String((first.work.order as { collectionId: string }).collectionId);
  const copies = collection(id.split('/').at(-1) ?? '', { region: 'westus', sourceCollectionId: nightly.id });
  const { vmId: _, ...there } = copies;

  const made = await plan('monday', { collections: [nightly, { ...there, id: id.toUpperCase() }] });

  expect(made.writes).toHaveLength(1);
  expect(made.facts).toEqual(first.facts);
});

test('what Azure would refuse is refused, with the reason', async () => {
  const first = await plan('monday');
  const { collectionId } = first.work.order as { collectionId: string };
  const { vmId: _, ...west } = collection('west', {
    id: collectionId,
    region: 'westus',
    sourceCollectionId: nightly.id,
  });
  const source = pointIn(nightly, 'monday');

  // Its source bears the name, so a copy is typed by its id.
  const key = pointKey({ mechanism: 'restore-point', resourceId: source.id });
  const shortId = shortIdsOf([{ mechanism: 'restore-point', resourceId: key }]).get(key) ?? 'none';
  expect(await blocks(shortId, { points: [{ ...source, copyOf: 'x' }] })).toEqual([
    'it is itself a copy, and Azure does not copy copies.',
  ]);
  expect(await blocks('monday', { points: [{ ...source, provisioning: 'creating' }] })).toEqual([
    'Azure has not finished it yet.',
  ]);
  expect(
    await blocks('monday', {
      collections: [nightly, west],
      points: [source, pointIn(west, 'monday', { copyOf: source.id.toUpperCase() })],
    }),
  ).toEqual(['West US has a copy of it already, and Azure refuses a second one, even of one that failed.']);
  const near = collection('near', { region: 'westus' });
  expect(await blocks('monday', { collections: [near], points: [pointIn(near, 'monday')] })).toEqual([
    'it is in West US already.',
  ]);
});

test('a name that two of its points bear is taken for neither', async () => {
  const weekly = collection('weekly');
  const points = [pointIn(nightly, 'monday'), pointIn(weekly, 'monday')];

  expect(await blocks('monday', { collections: [nightly, weekly], points })).toEqual([
    'it has no restore point monday.',
  ]);
});

test('not found in half of Azure is not "it has none"', async () => {
  expect(await blocks('tuesday')).toEqual(['it has no restore point tuesday.']);
  await expect(plan('tuesday', { missing: ['subscription s could not be read.'] })).rejects.toThrow(AzureReadInPart);
});

const checks = async (...given: Parameters<typeof plan>) =>
  (await plan(...given)).checks.map(({ outcome, why }) => `${outcome}: ${why}`);

test('points are copied in their order alone', async () => {
  const { vmId: _, ...west } = collection('west', { region: 'westus', sourceCollectionId: nightly.id });
  const [early, late] = [
    pointIn(nightly, 'monday', { createdAt: minutesAgo(600) }),
    pointIn(nightly, 'tuesday', { createdAt: minutesAgo(60) }),
  ];
  const copied = pointIn(west, 'tuesday', { copyOf: late.id, createdAt: minutesAgo(60) });

  expect(await blocks('monday', { collections: [nightly, west], points: [early, late, copied] })).toEqual([
    'tuesday was made after it and is in West US already: Azure copies points in their order alone.',
  ]);
});

test('points of confidential machines, and of disks behind private links, are not copied', async () => {
  const ofConfidential = pointIn(nightly, 'monday', {
    machine: { os: 'linux', confidential: true, trustedLaunch: false },
  });
  const [disk] = pointIn(nightly, 'monday').disks;
  const ofPrivate = pointIn(nightly, 'monday', { disks: disk ? [{ ...disk, diskId: '/disks/os' }] : [] });
  const closed: Disk = {
    id: '/disks/os',
    name: 'pay-db-01-os',
    region: 'eastus',
    sizeGb: 64,
    type: 'Premium_LRS',
    state: 'Attached',
    networkAccess: 'private',
  };

  expect(await blocks('monday', { points: [ofConfidential] })).toEqual([
    'its VM is a confidential one, and Azure copies no points of those to another region.',
  ]);
  expect(await blocks('monday', { points: [ofPrivate], disks: [closed] })).toEqual([
    'pay-db-01-os can be reached through private links alone (disk access), and Azure copies no points of such disks.',
  ]);
});

test('of keys of their own people are told that the copy itself will show which key it got', async () => {
  const [disk] = pointIn(nightly, 'monday').disks;
  const encrypted = disk && { ...disk, encryption: 'EncryptionAtRestWithCustomerKey' };

  expect(
    await checks('monday', { points: [pointIn(nightly, 'monday', { disks: encrypted ? [encrypted] : [] })] }),
  ).toEqual([expect.stringMatching(/^warning: its disks are encrypted with keys of yours/u)]);
});

test('a fourth copy within the hour is told when it begins', async () => {
  const recent = [50, 40, 30].map(
    (minutes): CopyRecord => ({
      copyId: `/copies/${minutes}`,
      kind: 'restore-point',
      name: 'earlier',
      sourceId: '/source',
      region: 'westus',
      place: '/west',
      begunAt: minutesAgo(minutes),
      looks: [],
    }),
  );

  expect(await checks('monday', { recent })).toEqual([
    'warning: 3 copies went into that collection within the last hour, and Azure takes 3. It waits until 14:10 UTC.',
  ]);
  expect(await checks('monday', { recent: recent.slice(1) })).toEqual(['passed: it can be copied.']);
});
