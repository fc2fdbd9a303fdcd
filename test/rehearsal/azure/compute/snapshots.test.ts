import type { Snapshot } from '@azure/arm-compute';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSnapshot } from '../../../../rehearsal/azure/services/compute/provision.ts';
import { computeState } from '../../../../rehearsal/azure/services/compute/state.ts';
import {
  addMachine,
  type ComputeWorld,
  collect,
  finish,
  NORTH,
  refusalOf,
  startComputeWorld,
  WEST,
} from './compute-world.ts';

let world: ComputeWorld;
beforeEach(async () => {
  world = await startComputeWorld();
  addMachine(world, 'web', { osDiskGb: 128 });
});
afterEach(() => world.close());

const ofDisk = (incremental: boolean): Snapshot => ({
  location: WEST,
  incremental,
  creationData: { createOption: 'Copy', sourceResourceId: world.id('disks/web-os') },
});
const copyOf = (name: string, change: Partial<Snapshot> = {}): Snapshot => ({
  location: NORTH,
  incremental: true,
  creationData: { createOption: 'CopyStart', sourceResourceId: world.id(`snapshots/${name}`) },
  ...change,
});
const take = (name: string, incremental = true) =>
  finish(world, world.client.snapshots.beginCreateOrUpdate('west', name, ofDisk(incremental)), 5);
const copy = (name: string, source: string) =>
  finish(world, world.client.snapshots.beginCreateOrUpdate('north', name, copyOf(source)), 5);
const refusedCopy = (name: string, wish: Snapshot) =>
  refusalOf(world.refused.snapshots.beginCreateOrUpdate('north', name, wish));

test('a full snapshot is of no family, incremental ones of a disk are of one', async () => {
  const full = await take('full', false);
  const one = await take('one');
  const two = await take('two');

  expect([full.incremental, full.incrementalSnapshotFamilyId]).toEqual([false, undefined]);
  expect([one.diskSizeGB, one.osType, one.completionPercent]).toEqual([128, 'Linux', undefined]);
  expect(two.incrementalSnapshotFamilyId).toBe(one.incrementalSnapshotFamilyId);
});

test('the operation of a copy is over at once, and the data take their time', async () => {
  await take('one');

  const started = await copy('far', 'one');
  world.advance(1000);
  const underWay = await world.client.snapshots.get('north', 'far');
  world.advance(1500);
  const done = await world.client.snapshots.get('north', 'far');

  expect([started.provisioningState, started.completionPercent]).toEqual(['Succeeded', 0]);
  expect(underWay.completionPercent).toBeGreaterThan(10);
  expect(underWay.completionPercent).toBeLessThan(100);
  expect(done.completionPercent).toBe(100);
});

test('a snapshot that is still being copied makes no disk and gives no access', async () => {
  await take('one');
  await copy('far', 'one');
  const disk = {
    location: NORTH,
    creationData: { createOption: 'Copy', sourceResourceId: world.id('snapshots/far', 'north') },
  };

  const early = await refusalOf(world.refused.disks.beginCreateOrUpdate('north', 'restored', disk));
  const access = world.refused.snapshots.beginGrantAccess('north', 'far', { access: 'Read', durationInSeconds: 60 });
  const earlyAccess = await refusalOf(access);
  world.advance(3600);
  const restored = await finish(world, world.client.disks.beginCreateOrUpdate('north', 'restored', disk));

  expect([early.code, earlyAccess.code, restored.diskSizeGB]).toEqual([
    'OperationNotAllowed',
    'OperationNotAllowed',
    128,
  ]);
});

test('the second copy of a disk moves only what changed', async () => {
  await take('one');
  await copy('far-one', 'one');
  world.advance(3600);
  await take('two');
  await copy('far-two', 'two');

  world.advance(120);

  expect((await world.client.snapshots.get('north', 'far-two')).completionPercent).toBe(100);
});

test('only incremental snapshots are copied to another region', async () => {
  await take('full', false);
  await take('one');
  const fromDisk = copyOf('one', {
    creationData: { createOption: 'CopyStart', sourceResourceId: world.id('disks/web-os') },
  });

  expect(await refusedCopy('a', copyOf('full'))).toMatchObject({ code: 'InvalidParameter', status: 400 });
  expect(await refusedCopy('b', copyOf('one', { incremental: false }))).toMatchObject({
    code: 'InvalidParameter',
    status: 400,
  });
  expect((await refusedCopy('c', fromDisk)).message).toContain('not of the expected type');
  expect(await refusedCopy('d', copyOf('nothing'))).toMatchObject({ code: 'NotFound', status: 404 });
});

test('a disk has one copy under way at a time', async () => {
  await take('one');
  await take('two');
  await copy('far-one', 'one');

  const early = await refusedCopy('far-two', copyOf('two'));
  world.advance(3600);
  const later = await copy('far-two', 'two');

  expect([early.code, later.provisioningState]).toEqual(['OperationNotAllowed', 'Succeeded']);
});

test('snapshots are copied in the order in which they were taken', async () => {
  await take('one');
  await take('two');
  await copy('far-two', 'two');
  world.advance(3600);

  const refusal = await refusedCopy('far-one', copyOf('one'));

  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(refusal.message).toContain('in the order of their creation');
});

test('a hundred copies run at a time in a region', async () => {
  for (let number = 0; number < 100; number += 1) {
    addMachine(world, `m${number}`, { osDiskGb: 64 });
    const near = createSnapshot(world.azure.world, {
      id: world.id(`snapshots/s${number}`),
      location: WEST,
      sourceId: world.id(`disks/m${number}-os`),
    });
    createSnapshot(world.azure.world, {
      id: world.id(`snapshots/far${number}`, 'north'),
      location: NORTH,
      sourceId: near.id,
    });
  }
  await take('one');

  expect((await refusedCopy('one-more', copyOf('one'))).message).toContain('limit of 100');
});

test('a copy whose source is deleted on the way breaks, and tells that', async () => {
  await take('one');
  await copy('far', 'one');
  world.advance(600);

  await finish(world, world.client.snapshots.beginDelete('west', 'one'));
  world.advance(7200);

  const broken = await world.client.snapshots.get('north', 'far');
  expect(broken.copyCompletionError?.errorCode).toBe('CopySourceNotFound');
  expect(broken.completionPercent).not.toBe(100);
});

test('a copy can be made to stall', async () => {
  await take('one');
  world.azure.world
    .state(computeState)
    .copyTroubles.push({ sourceId: world.id('snapshots/one'), kind: 'stall', atPercent: 42 });
  await copy('far', 'one');

  world.advance(24 * 3600);

  expect((await world.client.snapshots.get('north', 'far')).completionPercent).toBe(42);
});

test('snapshots are listed, changed and deleted', async () => {
  await take('one');
  await finish(
    world,
    world.client.snapshots.beginUpdate('west', 'one', { tags: { kept: 'yes' }, sku: { name: 'Standard_ZRS' } }),
  );

  const inGroup = await collect(world.client.snapshots.listByResourceGroup('west'));
  const all = await collect(world.client.snapshots.list());
  await finish(world, world.client.snapshots.beginDelete('west', 'one'));

  expect(inGroup.map(({ name, tags, sku }) => [name, tags, sku?.name])).toEqual([
    ['one', { kept: 'yes' }, 'Standard_ZRS'],
  ]);
  expect(all).toHaveLength(1);
  expect(await refusalOf(world.refused.snapshots.get('west', 'one'))).toMatchObject({
    code: 'ResourceNotFound',
    status: 404,
  });
});

test('a snapshot with open access is neither changed nor deleted', async () => {
  await take('one');
  const data = { access: 'Read', durationInSeconds: 600, fileFormat: 'VHDX' };

  const { accessSAS } = await finish(world, world.client.snapshots.beginGrantAccess('west', 'one', data), 5);
  const deletion = await refusalOf(world.refused.snapshots.beginDelete('west', 'one'));
  const change = await refusalOf(world.refused.snapshots.beginUpdate('west', 'one', { tags: {} }));
  await finish(world, world.client.snapshots.beginRevokeAccess('west', 'one'), 5);

  expect(accessSAS).toMatch(/^https:\/\/md-/);
  expect([deletion.code, change.code]).toEqual(['OperationNotAllowed', 'OperationNotAllowed']);
  expect((await world.client.snapshots.get('west', 'one')).diskState).toBe('Unattached');
});

test('what a snapshot was made of cannot change', async () => {
  await take('one');

  const change = world.refused.snapshots.beginCreateOrUpdate('west', 'one', ofDisk(false));

  expect(await refusalOf(change)).toMatchObject({ code: 'PropertyChangeNotAllowed', status: 409 });
});
