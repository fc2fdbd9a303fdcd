import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OperationToken } from '../../../../src/ports/azure/write.ts';
import { type AzureWorld, reread, sending, startAzureWorld } from '../azure-world.ts';

let world: AzureWorld;
beforeEach(async () => {
  world = await startAzureWorld();
});
afterEach(() => world.close());

const vmId = () => world.id('app', 'Microsoft.Compute/virtualMachines/db-01');
const collection = () => world.id('app', 'Microsoft.Compute/restorePointCollections/db-01');
const copies = () => world.id('network-westus', 'Microsoft.Compute/restorePointCollections/db-01-copies');
const point = (name: string) => `${collection()}/restorePoints/${name}`;
const copyOf = (name: string) => `${copies()}/restorePoints/${name}`;
const snapshot = (name: string, group = 'app') => world.id(group, `Microsoft.Compute/snapshots/${name}`);

const writer = () => world.connected.writers.copies;
const reader = () => world.connected.readers.copies;

/** How it ends, asked by another process. */
const end = async (token: OperationToken, seconds = 60) => {
  world.azure.clock.advance(seconds);
  return (await world.connect().writers.copies.standing(reread(token))).state;
};

const takePoint = async (name: string, consistency: 'crash' | 'application' = 'crash') => {
  await writer().createCollection({ id: collection(), region: 'eastus', sourceId: vmId() }, sending());
  return writer().createRestorePoint({ id: point(name), consistency, excludeDiskIds: [] }, sending());
};

const copyPoint = async (name: string) => {
  await writer().createCollection({ id: copies(), region: 'westus', sourceId: collection() }, sending());
  return writer().copyRestorePoint({ id: copyOf(name), sourceId: point(name) }, sending());
};

test('a restore point is taken, and another process hears from the token how it ended', async () => {
  const token = await takePoint('one');
  const before = await writer().standing(token);

  expect(token).toMatchObject({ kind: 'status-address', resource: point('one') });
  expect(before).toMatchObject({ state: 'running', askAgainInSeconds: 10 });
  expect(await end(token)).toBe('succeeded');
});

test('a restore point knows its machine, its consistency and its disks', async () => {
  await end(await takePoint('one', 'application'));

  const { value } = await reader().restorePoint(point('one'));

  expect(value).toMatchObject({
    name: 'one',
    region: 'eastus',
    vmId: expect.stringMatching(/db-01$/),
    consistency: 'file-system',
    provisioning: 'succeeded',
  });
  expect(value.createdAt).toBeInstanceOf(Date);
  expect(value.disks.map(({ percent, sizeBytes }) => [percent, (sizeBytes ?? 0) / 1024 ** 3])).toEqual([
    [100, 30],
    [100, 128],
    [100, 256],
  ]);
});

test('disks can be left out of a point', async () => {
  const dataDisk = (await world.connected.readers.estate.vm(vmId())).value.disks[1]?.id ?? '';
  await writer().createCollection({ id: collection(), region: 'eastus', sourceId: vmId() }, sending());

  await end(
    await writer().createRestorePoint(
      { id: point('one'), consistency: 'crash', excludeDiskIds: [dataDisk] },
      sending(),
    ),
  );

  expect((await reader().restorePoint(point('one'))).value.disks).toHaveLength(2);
});

test('the operation of a copy is over long before its data have arrived', async () => {
  await end(await takePoint('one'));

  const state = await end(await copyPoint('one'), 10);
  const early = await reader().restorePoint(copyOf('one'));
  world.azure.clock.advance(86_400);
  const late = await reader().restorePoint(copyOf('one'));

  expect(state).toBe('succeeded');
  expect(early.value).toMatchObject({ region: 'westus', copyOf: expect.stringMatching(/restorePoints\/one$/i) });
  expect(early.value).not.toHaveProperty('vmId');
  expect(early.value.disks.map(({ percent }) => percent)).toEqual([0, 0, 0]);
  expect(late.value.disks.map(({ percent }) => percent)).toEqual([100, 100, 100]);
});

test('all points of a collection are one request, without the progress of copies', async () => {
  await end(await takePoint('one'));
  await end(await takePoint('two'));
  await end(await copyPoint('one'));
  world.forget();

  const near = await reader().restorePoints(collection());
  const far = await reader().restorePoints(copies());

  expect(near.value.map(({ name, disks }) => [name, disks[0]?.percent])).toEqual([
    ['one', 100],
    ['two', 100],
  ]);
  expect(far.value.map(({ name, disks }) => [name, disks[0]?.percent])).toEqual([['one', undefined]]);
  expect(world.arrived()).toEqual(['RestorePointCollections_Get', 'RestorePointCollections_Get']);
});

test('collections say where their points come from', async () => {
  await end(await takePoint('one'));
  await end(await copyPoint('one'));
  world.forget();

  const { value } = await reader().collections('fresh');

  expect(
    value.map(({ name, region, vmId, sourceCollectionId, sourceRegion }) => ({
      name,
      region,
      ofMachine: vmId !== undefined,
      ofCollection: sourceCollectionId !== undefined,
      sourceRegion,
    })),
  ).toEqual([
    { name: 'db-01', region: 'eastus', ofMachine: true, ofCollection: false, sourceRegion: 'eastus' },
    { name: 'db-01-copies', region: 'westus', ofMachine: false, ofCollection: true, sourceRegion: 'eastus' },
  ]);
  expect(world.arrived()).toEqual(['RestorePointCollections_ListAll']);
});

test('a point that is deleted is gone', async () => {
  await end(await takePoint('one'));

  const state = await end(await writer().deleteRestorePoint({ id: point('one') }, sending()));

  expect(state).toBe('succeeded');
  expect((await reader().restorePoints(collection())).value).toEqual([]);
});

test('what is refused says why: a copy is not copied', async () => {
  await end(await takePoint('one'));
  await end(await copyPoint('one'));

  const again = writer().copyRestorePoint({ id: copyOf('two'), sourceId: point('one') }, sending());

  await expect(again).rejects.toMatchObject({
    problem: { what: 'copy into restore point two', code: 'OperationNotAllowed', next: 'points' },
  });
});

test('a snapshot is taken, copied to another region, watched and deleted', async () => {
  const diskId = world.id('app', 'Microsoft.Compute/disks/web-01-os');
  const order = { id: snapshot('one'), region: 'eastus', diskId, incremental: true };
  const far = snapshot('far', 'network-westus');

  const taken = await end(await writer().createSnapshot(order, sending()));
  const copying = await writer().copySnapshot({ id: far, region: 'westus', sourceId: snapshot('one') }, sending());
  const copied = await end(copying, 5);
  const early = await reader().snapshot(far);
  world.azure.clock.advance(86_400);
  const all = await reader().snapshots('fresh');
  const deleted = await end(await writer().deleteSnapshot({ id: far }, sending()));

  expect([taken, copied, deleted]).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(early.value).toMatchObject({ region: 'westus', incremental: true, percent: 0 });
  expect(
    all.value.map(({ name, percent, diskId, copyOf }) => [name, percent, Boolean(diskId), Boolean(copyOf)]),
  ).toEqual(
    expect.arrayContaining([
      ['one', 100, true, false],
      ['far', 100, false, true],
    ]),
  );
});
