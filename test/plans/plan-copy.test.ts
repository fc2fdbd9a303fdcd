import { expect, test } from 'vitest';
import type { PlanContext } from '../../src/definitions/command.ts';
import { AzureUnreachable } from '../../src/errors/azure.ts';
import { planCopy } from '../../src/plans/plan-copy.ts';
import type { RestorePoint, RestorePointCollection } from '../../src/ports/azure/copies.ts';
import { now, reading } from '../sample/azure.ts';
import { groupId, samplePolicy, vmId } from '../sample/policy.ts';
import { noAzure } from '../sample/talk.ts';

const vm = {
  kind: 'vm',
  name: 'pay-db-01',
  where: 'rg-payments',
  resources: [vmId('rg-payments', 'pay-db-01')],
} as const;
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

interface There {
  readonly collections?: readonly RestorePointCollection[];
  readonly points?: readonly RestorePoint[];
  readonly missing?: readonly string[];
}

const plan = (
  point: string,
  { collections = [nightly], points = [pointIn(nightly, 'monday')], missing = [] }: There = {},
) => {
  const copies: Partial<PlanContext['readers']['copies']> = {
    collections: async () => reading(collections, missing),
    restorePoints: async (id) => reading(points.filter(({ collectionId }) => collectionId === id)),
  };
  const readers = Object.assign(Object.create(noAzure), { copies }) as PlanContext['readers'];
  return planCopy({ vm, point, region }, { policy: samplePolicy(), now: () => now, readers } as PlanContext);
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
  const { vmId: _, ...west } = collection('west', { id: collectionId, region: 'westus' });
  const source = pointIn(nightly, 'monday');

  expect(await blocks('monday', { points: [{ ...source, copyOf: 'x' }] })).toEqual([
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
  ).toEqual(['westus has a copy of it already, and Azure refuses a second one.']);
  const near = collection('near', { region: 'westus' });
  expect(await blocks('monday', { collections: [near], points: [pointIn(near, 'monday')] })).toEqual([
    'it is in westus already.',
  ]);
});

test('a name that two of its points bear is taken for neither', async () => {
  const weekly = collection('weekly');
  const points = [pointIn(nightly, 'monday'), pointIn(weekly, 'monday')];

  expect(await blocks('monday', { collections: [nightly, weekly], points })).toEqual([
    'it has several restore points monday: in nightly, weekly.',
  ]);
});

test('not found in half of Azure is not "it has none"', async () => {
  expect(await blocks('tuesday')).toEqual(['it has no restore point tuesday.']);
  await expect(plan('tuesday', { missing: ['subscription s could not be read.'] })).rejects.toThrow(AzureUnreachable);
});
