import type { Disk } from '@azure/arm-compute';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDiskAccess, isSound } from '../../../../rehearsal/azure/services/compute/provision.ts';
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
});
afterEach(() => world.close());

const empty: Disk = {
  location: WEST,
  sku: { name: 'Premium_LRS' },
  diskSizeGB: 200,
  creationData: { createOption: 'Empty' },
};
const put = (name: string, disk: Disk) => finish(world, world.client.disks.beginCreateOrUpdate('west', name, disk));
const refusedPut = (name: string, disk: Disk) => refusalOf(world.refused.disks.beginCreateOrUpdate('west', name, disk));

test('an empty disk gets the tier and speed that go with its size', async () => {
  const disk = await put('data', empty);

  expect([disk.tier, disk.diskIopsReadWrite, disk.diskMBpsReadWrite, disk.diskState]).toEqual([
    'P15',
    1100,
    125,
    'Unattached',
  ]);
  expect(disk.encryption?.type).toBe('EncryptionAtRestWithPlatformKey');
});

test('a disk is copied from a disk and from a snapshot of its region', async () => {
  const original = await put('data', { ...empty, osType: 'Linux' });
  const source = { createOption: 'Copy', sourceResourceId: original.id ?? '' };
  const snapshot = await finish(
    world,
    world.client.snapshots.beginCreateOrUpdate('west', 'snap', { location: WEST, creationData: source }),
  );

  const copy = await put('copy', { location: WEST, creationData: source });
  const restored = await put('restored', {
    location: WEST,
    creationData: { createOption: 'Copy', sourceResourceId: snapshot.id ?? '' },
  });

  expect([copy.diskSizeGB, copy.osType, restored.diskSizeGB, restored.osType]).toEqual([200, 'Linux', 200, 'Linux']);
  expect(copy.creationData?.sourceUniqueId).toBe(original.uniqueId);
  expect(isSound(world.azure.world, restored.id ?? '')).toBe(true);
});

test('a source in another region is as if it were not there', async () => {
  const original = await put('data', empty);
  const creationData = { createOption: 'Copy', sourceResourceId: original.id ?? '' };

  const refusal = await refusedPut('copy', { location: NORTH, creationData });

  expect(refusal).toMatchObject({ code: 'NotFound', status: 404, message: 'Resource data is not found.' });
});

test('disks are listed, in the subscription with the group in capitals', async () => {
  await put('one', empty);
  await put('two', empty);

  const inGroup = await collect(world.client.disks.listByResourceGroup('west'));
  const all = await collect(world.client.disks.list());

  expect(inGroup.map(({ id }) => id)).toEqual([world.id('disks/one'), world.id('disks/two')]);
  expect(all.map(({ id }) => id)).toEqual([world.id('disks/one', 'WEST'), world.id('disks/two', 'WEST')]);
});

test('a disk grows and never shrinks', async () => {
  await put('data', empty);

  const grown = await finish(
    world,
    world.client.disks.beginUpdate('west', 'data', { diskSizeGB: 600, tags: { a: 'b' } }),
  );

  expect([grown.diskSizeGB, grown.tier, grown.tags]).toEqual([600, 'P30', { a: 'b' }]);
  const shrink = world.refused.disks.beginUpdate('west', 'data', { diskSizeGB: 10 });
  expect(await refusalOf(shrink)).toMatchObject({ code: 'InvalidParameter', status: 400 });
});

test('what a disk was made of cannot change', async () => {
  await put('data', empty);
  const creationData = { createOption: 'Copy', sourceResourceId: world.id('disks/data') };

  expect(await refusedPut('data', { ...empty, creationData })).toMatchObject({
    code: 'PropertyChangeNotAllowed',
    status: 409,
  });
  expect(await refusedPut('data', { ...empty, location: NORTH })).toMatchObject({
    code: 'InvalidResourceLocation',
    status: 409,
  });
});

test('an attached disk is not deleted, a free one is', async () => {
  addMachine(world, 'web');
  await put('data', empty);

  await finish(world, world.client.disks.beginDelete('west', 'data'));

  expect(await refusalOf(world.refused.disks.get('west', 'data'))).toMatchObject({ code: 'ResourceNotFound' });
  const refusal = await refusalOf(world.refused.disks.beginDelete('west', 'web-os'));
  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(refusal.message).toContain(`is attached to VM ${world.id('virtualMachines/web')}`);
});

test('shared access is opened, shows in the state, holds off deletion, and is closed', async () => {
  await put('data', empty);

  const data = { access: 'Read', durationInSeconds: 600 };
  const { accessSAS = '' } = await finish(world, world.client.disks.beginGrantAccess('west', 'data', data), 5);
  const open = (await world.client.disks.get('west', 'data')).diskState;
  const refusal = await refusalOf(world.refused.disks.beginDelete('west', 'data'));
  await finish(world, world.client.disks.beginRevokeAccess('west', 'data'), 5);
  const closed = (await world.client.disks.get('west', 'data')).diskState;

  expect(new URL(accessSAS).searchParams.get('sp')).toBe('r');
  expect([open, refusal.code, closed]).toEqual(['ActiveSAS', 'OperationNotAllowed', 'Unattached']);
});

test('shared access ends by itself when its time is over', async () => {
  await put('data', empty);
  const data = { access: 'Read', durationInSeconds: 600 };
  await finish(world, world.client.disks.beginGrantAccess('west', 'data', data), 5);

  world.advance(600);

  expect((await world.client.disks.get('west', 'data')).diskState).toBe('Unattached');
});

test('the disk of a running machine gives no shared access', async () => {
  addMachine(world, 'web');

  const call = world.refused.disks.beginGrantAccess('west', 'web-os', { access: 'Read', durationInSeconds: 60 });

  expect(await refusalOf(call)).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
});

test('a private disk names the disk access that leads to it', async () => {
  const access = createDiskAccess(world.azure.world, { id: world.id('diskAccesses/door'), location: WEST });
  const found = await world.client.diskAccesses.get('west', 'door');

  const disk = await put('data', { ...empty, networkAccessPolicy: 'AllowPrivate', diskAccessId: access.id });

  expect([found.provisioningState, disk.diskAccessId]).toEqual(['Succeeded', access.id]);
  const withoutDoor = await refusedPut('other', { ...empty, networkAccessPolicy: 'AllowPrivate' });
  expect(withoutDoor).toMatchObject({ code: 'InvalidParameter', status: 400 });
  const opened = await finish(
    world,
    world.client.disks.beginUpdate('west', 'data', { networkAccessPolicy: 'AllowAll' }),
  );
  expect(opened.diskAccessId).toBeUndefined();
});

test('an empty disk needs a size and a copy needs a source', async () => {
  const bare = { location: WEST };

  expect((await refusedPut('a', { ...bare, creationData: { createOption: 'Empty' } })).message).toContain(
    "'disk.diskSizeGB' is missing",
  );
  expect((await refusedPut('b', { ...bare, creationData: { createOption: 'Copy' } })).message).toContain(
    'sourceResourceId',
  );
  expect(await refusedPut('c', { ...bare, creationData: { createOption: 'Nonsense' } })).toMatchObject({
    code: 'InvalidParameter',
  });
});
