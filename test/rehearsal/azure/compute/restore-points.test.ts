import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createRestorePoint,
  createRestorePointCollection,
  createVirtualMachine,
  deleteVirtualMachine,
  setAgent,
} from '../../../../rehearsal/azure/services/compute/provision.ts';
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
  world = await startComputeWorld({ limits: 'azure' });
});
afterEach(() => world.close());

async function addCollection(machine = 'web') {
  const source = { id: world.id(`virtualMachines/${machine}`) };
  return world.client.restorePointCollections.createOrUpdate('west', 'points', { location: WEST, source });
}
const create = (name: string, parameters = {}) =>
  finish(world, world.client.restorePoints.beginCreate('west', 'points', name, parameters));
const refusedCreate = (name: string, parameters = {}) =>
  refusalOf(world.refused.restorePoints.beginCreate('west', 'points', name, parameters));
const crash = { consistencyMode: 'CrashConsistent' };

test('a collection is made for a machine, told, listed, tagged and deleted', async () => {
  addMachine(world, 'web');
  const made = await addCollection();
  const again = await addCollection();

  const tagged = await world.client.restorePointCollections.update('west', 'points', { tags: { a: 'b' } });
  const inGroup = await collect(world.client.restorePointCollections.list('west'));
  const all = await collect(world.client.restorePointCollections.listAll());
  await create('one');
  await finish(world, world.client.restorePointCollections.beginDelete('west', 'points'));

  expect(made.source).toEqual({ location: WEST, id: world.id('virtualMachines/web') });
  expect([again.restorePointCollectionId, tagged.tags]).toEqual([made.restorePointCollectionId, { a: 'b' }]);
  expect([...inGroup, ...all].map(({ id }) => id)).toEqual([
    world.id('restorePointCollections/points'),
    world.id('restorePointCollections/points', 'WEST'),
  ]);
  const gone = await refusalOf(world.refused.restorePoints.get('west', 'points', 'one'));
  expect(gone).toMatchObject({ code: 'ResourceNotFound', status: 404 });
});

test('a collection lies where its machine does, and keeps to it', async () => {
  addMachine(world, 'web');
  addMachine(world, 'other');
  await addCollection();
  const put = (group: string, name: string, location: string, machine: string) =>
    refusalOf(
      world.refused.restorePointCollections.createOrUpdate(group, name, {
        location,
        source: { id: world.id(`virtualMachines/${machine}`) },
      }),
    );

  expect(await put('north', 'points', NORTH, 'web')).toMatchObject({ code: 'InvalidParameter', status: 400 });
  expect(await put('west', 'points', WEST, 'other')).toMatchObject({ code: 'PropertyChangeNotAllowed', status: 409 });
  expect(await put('west', 'new', WEST, 'nothing')).toMatchObject({ code: 'NotFound', status: 404 });
});

test('a restore point is application consistent on Windows and file-system consistent on Linux', async () => {
  addMachine(world, 'web', { osType: 'Windows', dataDiskGb: 64 });
  await addCollection();

  const begun = await world.client.restorePoints.beginCreate('west', 'points', 'one', {});
  const early = await world.client.restorePoints.get('west', 'points', 'one');
  world.advance(30);
  const point = await begun.pollUntilDone();

  expect([early.provisioningState, early.consistencyMode]).toEqual(['Creating', undefined]);
  expect(early.sourceMetadata?.storageProfile?.osDisk?.diskRestorePoint).toBeUndefined();
  expect([point.provisioningState, point.consistencyMode]).toEqual(['Succeeded', 'ApplicationConsistent']);
  expect(point.timeCreated).toEqual(early.timeCreated);
  expect(point.sourceMetadata?.storageProfile?.dataDisks?.[0]?.diskRestorePoint?.id).toContain(
    '/diskRestorePoints/web-data_',
  );
});

test('a crash-consistent point leaves out the disks that it is told to', async () => {
  addMachine(world, 'web', { dataDiskGb: 64 });
  await addCollection();
  const excludeDisks = [{ id: world.id('disks/web-data') }];

  const point = await create('one', { ...crash, excludeDisks });

  expect([point.consistencyMode, point.sourceMetadata?.storageProfile?.dataDisks]).toEqual(['CrashConsistent', []]);
  expect(point.excludeDisks).toEqual(excludeDisks);
  const unknown = { ...crash, excludeDisks: [{ id: world.id('disks/else') }] };
  expect(await refusedCreate('two', unknown)).toMatchObject({ code: 'InvalidParameter', status: 400 });
});

test('a collection tells its points where asked', async () => {
  addMachine(world, 'web');
  await addCollection();
  await create('one');

  const plain = await world.client.restorePointCollections.get('west', 'points');
  const expanded = await world.client.restorePointCollections.get('west', 'points', { expand: 'restorePoints' });

  expect(plain.restorePoints).toBeUndefined();
  expect(expanded.restorePoints?.map(({ name }) => name)).toEqual(['one']);
});

test('the points of the disks are listed and told, without progress for they were not copied', async () => {
  addMachine(world, 'web', { dataDiskGb: 64 });
  await addCollection();
  await create('one');

  const points = await collect(world.client.diskRestorePointOperations.listByRestorePoint('west', 'points', 'one'));
  const first = await world.client.diskRestorePointOperations.get('west', 'points', 'one', points[0]?.name ?? '');
  const { instanceView } = await world.client.restorePoints.get('west', 'points', 'one', { expand: 'instanceView' });

  expect(points.map(({ sourceResourceId }) => sourceResourceId)).toEqual([
    world.id('disks/web-os'),
    world.id('disks/web-data'),
  ]);
  expect([first.osType, first.replicationState, first.completionPercent]).toEqual(['Linux', undefined, undefined]);
  expect(instanceView?.statuses?.map(({ code }) => code)).toEqual(['ReplicationState/succeeded']);
});

test('a machine takes three points of each kind an hour', async () => {
  addMachine(world, 'web');
  await addCollection();
  for (const name of ['one', 'two', 'three']) await create(name, crash);

  const headers: Record<string, string | undefined> = {};
  const call = world.refused.restorePoints.beginCreate('west', 'points', 'four', crash, {
    onResponse: ({ headers: got }) => {
      headers.remaining = got.get('x-ms-ratelimit-remaining-resource');
      headers.retryAfter = got.get('retry-after');
    },
  });
  const refusal = await refusalOf(call);
  const otherKind = await create('app');
  world.advance(3600);
  const later = await create('four', crash);

  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 429 });
  expect(headers.remaining).toBe('Microsoft.Compute/CreateCrashConsistentRestorePoint;0');
  expect(Number(headers.retryAfter)).toBeGreaterThan(3000);
  expect([otherKind.provisioningState, later.provisioningState]).toEqual(['Succeeded', 'Succeeded']);
});

test('the answer counts down what may still be done this hour', async () => {
  addMachine(world, 'web');
  await addCollection();
  const counters: (string | undefined)[] = [];
  const onResponse = ({ status, headers }: { status: number; headers: { get(name: string): string | undefined } }) => {
    if (status === 201) counters.push(headers.get('x-ms-ratelimit-remaining-resource')?.split(',').at(-1));
  };

  for (const name of ['one', 'two']) {
    await finish(world, world.client.restorePoints.beginCreate('west', 'points', name, {}, { onResponse }));
  }

  expect(counters).toEqual([
    'Microsoft.Compute/CreateApplicationConsistentRestorePoint;2',
    'Microsoft.Compute/CreateApplicationConsistentRestorePoint;1',
  ]);
});

test('one point of a machine is created at a time', async () => {
  addMachine(world, 'web');
  await addCollection();

  await world.client.restorePoints.beginCreate('west', 'points', 'one', {});

  expect(await refusedCreate('two')).toMatchObject({ code: 'Conflict', status: 409 });
});

test('a machine has at most 500 points', async () => {
  const id = addMachine(world, 'web');
  const { world: inner } = world.azure;
  const collection = createRestorePointCollection(inner, {
    id: world.id('restorePointCollections/points'),
    location: WEST,
    sourceId: id,
  });
  for (let number = 0; number < 500; number += 1)
    createRestorePoint(inner, { id: `${collection.id}/restorePoints/p${number}` });

  const refusal = await refusedCreate('more');

  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(refusal.message).toContain('cannot exceed 500');
});

test('an agent that does not answer fails an application-consistent point, and no crash-consistent one', async () => {
  const id = addMachine(world, 'web');
  await addCollection();
  setAgent(world.azure.world, id, 'not-ready');

  const poller = await world.refused.restorePoints.beginCreate('west', 'points', 'one', {});
  world.advance(60);
  const failure = await poller.pollUntilDone().catch((problem: unknown) => problem);
  const failed = await world.client.restorePoints.get('west', 'points', 'one');

  expect(String(failure)).toContain('VM agent');
  expect(failed.provisioningState).toBe('Failed');
  expect((await create('two', crash)).provisioningState).toBe('Succeeded');
});

test('a machine that goes while its point is created fails the point', async () => {
  const id = addMachine(world, 'web');
  await addCollection();

  const poller = await world.refused.restorePoints.beginCreate('west', 'points', 'one', {});
  deleteVirtualMachine(world.azure.world, id);
  world.advance(60);
  const failure = await poller.pollUntilDone().catch((problem: unknown) => problem);

  expect(String(failure)).toContain('changed meanwhile');
});

test('a point is created in a collection that is there, once', async () => {
  addMachine(world, 'web');

  const orphan = await refusedCreate('one');
  await addCollection();
  await create('one');

  expect(orphan).toMatchObject({ code: 'ParentResourceNotFound', status: 404 });
  expect(await refusedCreate('one')).toMatchObject({ code: 'PropertyChangeNotAllowed', status: 409 });
});

test('open access to a disk of a point keeps the point and its collection', async () => {
  addMachine(world, 'web');
  await addCollection();
  await create('one');
  const [disk] = await collect(world.client.diskRestorePointOperations.listByRestorePoint('west', 'points', 'one'));
  const data = { access: 'Read', durationInSeconds: 600 };

  const opened = world.client.diskRestorePointOperations.beginGrantAccess(
    'west',
    'points',
    'one',
    disk?.name ?? '',
    data,
  );
  const { accessSAS } = await finish(world, opened, 5);
  const point = await refusalOf(world.refused.restorePoints.beginDelete('west', 'points', 'one'));
  const collection = await refusalOf(world.refused.restorePointCollections.beginDelete('west', 'points'));
  await finish(
    world,
    world.client.diskRestorePointOperations.beginRevokeAccess('west', 'points', 'one', disk?.name ?? ''),
    5,
  );
  await finish(world, world.client.restorePoints.beginDelete('west', 'points', 'one'));

  expect(accessSAS).toContain('sp=r');
  expect([point, collection].map(({ code, status }) => [code, status])).toEqual([
    ['DiskRestorePointUsedByCustomer', 409],
    ['DiskRestorePointUsedByCustomer', 409],
  ]);
  expect(await refusalOf(world.refused.restorePoints.get('west', 'points', 'one'))).toMatchObject({ status: 404 });
});

test('a machine whose disks are blobs takes no restore points', async () => {
  const uri = 'https://account.blob.core.windows.net/vhds/old.vhd';
  const common = { location: WEST, size: 'Standard_D2s_v5', osType: 'Windows' as const, nicIds: [], running: true };
  createVirtualMachine(world.azure.world, { ...common, id: world.id('virtualMachines/web'), osVhdUri: uri });
  await addCollection();

  const { storageProfile } = await world.client.virtualMachines.get('west', 'web');

  expect([storageProfile?.osDisk?.vhd?.uri, storageProfile?.osDisk?.managedDisk]).toEqual([uri, undefined]);
  expect((await refusedCreate('one')).message).toContain('unmanaged disks');
});

test('a point remembers how the machine starts', async () => {
  addMachine(world, 'web', { securityType: 'TrustedLaunch' });
  await addCollection();

  const point = await create('one');

  expect(point.sourceMetadata?.securityProfile?.securityType).toBe('TrustedLaunch');
  expect(point.sourceMetadata?.hardwareProfile?.vmSize).toBe('Standard_D2s_v5');
});
