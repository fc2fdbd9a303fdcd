import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createDiskAccess,
  createDiskEncryptionSet,
  isSound,
} from '../../../../rehearsal/azure/services/compute/provision.ts';
import { computeState } from '../../../../rehearsal/azure/services/compute/state.ts';
import {
  addMachine,
  type ComputeWorld,
  collect,
  finish,
  type MachineOptions,
  NORTH,
  refusalOf,
  startComputeWorld,
  WEST,
} from './compute-world.ts';

let world: ComputeWorld;
beforeEach(async () => {
  world = await startComputeWorld({ limits: 'azure' });
});
afterEach(() => world.close());

/** A machine with a collection in its region and one for the copies in the other region. */
async function prepare(options: MachineOptions = {}) {
  const id = addMachine(world, 'web', options);
  const { restorePointCollections } = world.client;
  const near = await restorePointCollections.createOrUpdate('west', 'near', { location: WEST, source: { id } });
  await restorePointCollections.createOrUpdate('north', 'far', { location: NORTH, source: { id: near.id ?? '' } });
}
const crash = { consistencyMode: 'CrashConsistent' };
const create = (name: string) => finish(world, world.client.restorePoints.beginCreate('west', 'near', name, crash), 15);
const pointId = (name: string) => world.id(`restorePointCollections/near/restorePoints/${name}`);
const copy = (name: string, source: string) =>
  finish(
    world,
    world.client.restorePoints.beginCreate('north', 'far', name, { sourceRestorePoint: { id: pointId(source) } }),
    10,
  );
const refusedCopy = (name: string, sourceId: string) =>
  refusalOf(world.refused.restorePoints.beginCreate('north', 'far', name, { sourceRestorePoint: { id: sourceId } }));

async function progress(name = 'copy') {
  const { instanceView } = await world.client.restorePoints.get('north', 'far', name, { expand: 'instanceView' });
  return {
    overall: instanceView?.statuses?.[0]?.code,
    percents: instanceView?.diskRestorePoints?.map(({ replicationStatus }) => replicationStatus?.completionPercent),
  };
}

test('the operation of a copy is over in seconds while its data still travel', async () => {
  await prepare({ osDiskGb: 128, dataDiskGb: 1024 });
  const source = await create('one');

  const copied = await copy('copy', 'one');

  expect(copied.provisioningState).toBe('Succeeded');
  expect(copied.timeCreated).toEqual(source.timeCreated);
  expect(copied.sourceRestorePoint?.id).toBe(pointId('one'));
  expect(await progress()).toEqual({ overall: 'ReplicationState/inProgress', percents: [0, 0] });
});

test('percentages are renewed every ten minutes, and bigger disks take longer', async () => {
  await prepare({ osDiskGb: 128, dataDiskGb: 1024 });
  await create('one');
  await copy('copy', 'one');

  world.advance(580);
  const beforeTenMinutes = await progress();
  world.advance(20);
  const afterTenMinutes = await progress();
  world.advance(580);
  const still = await progress();
  world.advance(3000);
  const oneDone = await progress();
  world.advance(6 * 3600);
  const done = await progress();

  expect(beforeTenMinutes.percents).toEqual([0, 0]);
  expect(afterTenMinutes.percents).toEqual([28, 3]);
  expect(still).toEqual(afterTenMinutes);
  expect([oneDone.overall, oneDone.percents?.[0]]).toEqual(['ReplicationState/inProgress', 100]);
  expect(done).toEqual({ overall: 'ReplicationState/succeeded', percents: [100, 100] });
});

test('little data jump from nothing to all', async () => {
  await prepare({ osDiskGb: 30 });
  await create('one');
  await copy('copy', 'one');

  world.advance(580);
  const before = await progress();
  world.advance(20);

  expect(before.percents).toEqual([0]);
  expect(await progress()).toEqual({ overall: 'ReplicationState/succeeded', percents: [100] });
});

test('the points of the disks tell their progress and where they come from', async () => {
  await prepare({ osDiskGb: 128 });
  await create('one');
  await copy('copy', 'one');
  world.advance(600);

  const [disk] = await collect(world.client.diskRestorePointOperations.listByRestorePoint('north', 'far', 'copy'));

  expect([disk?.replicationState, disk?.completionPercent, disk?.sourceResourceLocation]).toEqual([
    'InProgress',
    28,
    WEST,
  ]);
  expect(disk?.sourceResourceId).toContain(`${pointId('one')}/diskRestorePoints/web-os_`);
});

test('a disk restored from data that have not all arrived is created, and broken', async () => {
  await prepare({ osDiskGb: 128 });
  await create('one');
  await copy('copy', 'one');
  const [point] = await collect(world.client.diskRestorePointOperations.listByRestorePoint('north', 'far', 'copy'));
  const wish = { location: NORTH, creationData: { createOption: 'Restore', sourceResourceId: point?.id ?? '' } };

  const early = await finish(world, world.client.disks.beginCreateOrUpdate('north', 'early', wish));
  world.advance(3600);
  const late = await finish(world, world.client.disks.beginCreateOrUpdate('north', 'late', wish));

  expect([early.provisioningState, early.diskSizeGB, late.provisioningState]).toEqual(['Succeeded', 128, 'Succeeded']);
  expect([early, late].map(({ id = '' }) => isSound(world.azure.world, id))).toEqual([false, true]);
});

test('the second copy moves only changes, unless the first point is gone from its source', async () => {
  await prepare({ osDiskGb: 512 });
  await create('one');
  await create('two');
  await create('three');
  await copy('c1', 'one');
  world.advance(5 * 3600);

  await copy('c2', 'two');
  world.advance(600);
  const incremental = await progress('c2');
  for (const name of ['one', 'two']) await finish(world, world.client.restorePoints.beginDelete('west', 'near', name));
  await copy('c3', 'three');
  world.advance(600);
  const full = await progress('c3');

  expect(incremental.percents).toEqual([100]);
  expect(full.percents).toEqual([7]);
});

test('a copy that fails gives a code, no percentage and no reason', async () => {
  await prepare({ osDiskGb: 128 });
  await create('one');
  world.azure.world.state(computeState).copyTroubles.push({ sourceId: pointId('one'), kind: 'fail', atPercent: 50 });
  await copy('copy', 'one');

  world.advance(600);
  const before = await progress();
  world.advance(1200);
  const { instanceView } = await world.client.restorePoints.get('north', 'far', 'copy', { expand: 'instanceView' });

  expect(before.percents).toEqual([28]);
  expect(instanceView?.statuses).toEqual([
    { code: 'ReplicationState/failed', level: 'Error', displayStatus: 'Failed' },
  ]);
  expect(instanceView?.diskRestorePoints?.[0]?.replicationStatus?.completionPercent).toBeUndefined();
});

test('a copy that stalls is ended after two weeks', async () => {
  await prepare({ osDiskGb: 128 });
  await create('one');
  world.azure.world.state(computeState).copyTroubles.push({ sourceId: pointId('one'), kind: 'stall', atPercent: 9 });
  await copy('copy', 'one');

  world.advance(13 * 24 * 3600);
  const stalled = await progress();
  world.advance(24 * 3600);

  expect(stalled).toEqual({ overall: 'ReplicationState/inProgress', percents: [9] });
  expect((await progress()).overall).toBe('ReplicationState/failed');
});

test('a copy is not copied, and no point twice to a region', async () => {
  await prepare();
  await create('one');
  const copied = await copy('copy', 'one');

  const again = await refusedCopy('again', pointId('one'));
  const ofCopy = world.refused.restorePointCollections.createOrUpdate('west', 'back', {
    location: WEST,
    source: { id: world.id('restorePointCollections/far', 'north') },
  });

  expect(again).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(again.message).toContain('only once');
  expect(await refusalOf(ofCopy)).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(await refusedCopy('nested', copied.id ?? '')).toMatchObject({ code: 'InvalidParameter', status: 400 });
});

test('points are copied in the order in which they were taken', async () => {
  await prepare();
  for (const name of ['one', 'two', 'three']) await create(name);
  await copy('c1', 'one');
  await copy('c3', 'three');

  const refusal = await refusedCopy('c2', pointId('two'));

  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(refusal.message).toContain('in sequence');
});

test('three copies begin in an hour for a collection', async () => {
  await prepare();
  for (const name of ['one', 'two', 'three']) await create(name);
  world.advance(3600);
  await create('four');
  for (const name of ['one', 'two', 'three']) await copy(`of-${name}`, name);

  expect(await refusedCopy('of-four', pointId('four'))).toMatchObject({ code: 'OperationNotAllowed', status: 429 });
});

test('points of disks behind private links are not copied', async () => {
  const access = createDiskAccess(world.azure.world, { id: world.id('diskAccesses/door'), location: WEST });
  await prepare({ diskAccessId: access.id });
  await create('one');

  expect((await refusedCopy('copy', pointId('one'))).message).toContain('private links');
});

test('points of confidential machines are not copied', async () => {
  await prepare({ securityType: 'ConfidentialVM', size: 'Standard_DC2as_v5' });
  await create('one');

  expect((await refusedCopy('copy', pointId('one'))).message).toContain('confidential VMs');
});

test('a copy says what it is a copy of, and its collection agrees', async () => {
  await prepare();

  expect(await refusedCopy('copy', pointId('nothing'))).toMatchObject({ code: 'NotFound', status: 404 });
  const bare = world.refused.restorePoints.beginCreate('north', 'far', 'copy', {});
  expect((await refusalOf(bare)).message).toContain('sourceRestorePoint.id');
});

test('a copy is under the platform key, or under the customer key that is asked for', async () => {
  const { world: inner } = world.azure;
  const keyUrl = 'https://vault.vault.azure.net/keys/key/1';
  const west = createDiskEncryptionSet(inner, { id: world.id('diskEncryptionSets/keys'), location: WEST, keyUrl });
  const north = createDiskEncryptionSet(inner, {
    id: world.id('diskEncryptionSets/keys', 'north'),
    location: NORTH,
    keyUrl,
  });
  await prepare({ encryptionSetId: west.id });
  const one = await create('one');
  const two = await create('two');
  const sourceOf = (point: typeof one) => point.sourceMetadata?.storageProfile?.osDisk?.diskRestorePoint;

  const plain = await copy('plain', 'one');
  const keyed = await finish(
    world,
    world.client.restorePoints.beginCreate('north', 'far', 'keyed', {
      sourceMetadata: {
        storageProfile: {
          osDisk: {
            diskRestorePoint: {
              encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSet: { id: north.id } },
              sourceDiskRestorePoint: { id: sourceOf(two)?.id ?? '' },
            },
          },
        },
      },
    }),
    10,
  );

  expect(sourceOf(one)?.encryption).toEqual({
    type: 'EncryptionAtRestWithCustomerKey',
    diskEncryptionSet: { id: world.id('diskEncryptionSets/keys', 'WEST') },
  });
  expect(sourceOf(plain)?.encryption).toEqual({ type: 'EncryptionAtRestWithPlatformKey' });
  expect(sourceOf(keyed)?.encryption?.diskEncryptionSet?.id).toBe(world.id('diskEncryptionSets/keys', 'NORTH'));
});
