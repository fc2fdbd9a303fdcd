import type { VirtualMachine } from '@azure/arm-compute';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDisk, restrictSku, setQuota } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  addInterface,
  addMachine,
  type ComputeWorld,
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

function wish(change: Partial<VirtualMachine> = {}): VirtualMachine {
  return {
    location: WEST,
    hardwareProfile: { vmSize: 'Standard_D4s_v5' },
    storageProfile: { osDisk: { createOption: 'FromImage' }, dataDisks: [] },
    networkProfile: { networkInterfaces: [{ id: addInterface(world, 'nic') }] },
    ...change,
  };
}

const put = (name: string, machine: VirtualMachine, options = {}) =>
  refusalOf(world.refused.virtualMachines.beginCreateOrUpdate('west', name, machine, options));

test('a machine beyond the quota of its family is refused with the numbers', async () => {
  const { subscriptionId } = world;
  setQuota(world.azure.world, { subscriptionId, location: WEST, family: 'standardDSv5Family', limit: 5 });
  addMachine(world, 'web', { size: 'Standard_D2s_v5' });

  const refusal = await put('more', wish());

  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(refusal.message).toContain(
    'Current Limit: 5, Current Usage: 2, Additional Required: 4, (Minimum) New Limit Required: 6',
  );
});

test('starting a deallocated machine needs its cores back', async () => {
  const { subscriptionId } = world;
  addMachine(world, 'web', { size: 'Standard_D2s_v5' });
  addMachine(world, 'idle', { size: 'Standard_D2s_v5', running: false });
  setQuota(world.azure.world, { subscriptionId, location: WEST, family: 'cores', limit: 3 });

  const refusal = await refusalOf(world.refused.virtualMachines.beginStart('west', 'idle'));

  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(refusal.message).toContain('Total Regional Cores quota');
});

test('a size that the subscription cannot have here is not available', async () => {
  const { subscriptionId } = world;
  restrictSku(world.azure.world, { subscriptionId, location: WEST, size: 'Standard_D4s_v5' });

  expect(await put('more', wish())).toMatchObject({ code: 'SkuNotAvailable', status: 409 });
});

test('a size that does not exist is refused', async () => {
  const machine = wish({ hardwareProfile: { vmSize: 'Standard_X99' } });

  expect(await put('more', machine)).toMatchObject({ code: 'InvalidParameter', status: 400 });
});

test('a confidential machine needs a confidential size', async () => {
  const machine = wish({ securityProfile: { securityType: 'ConfidentialVM' } });

  expect(await put('more', machine)).toMatchObject({ code: 'BadRequest', status: 400 });
});

test('a machine is not made anew over one that is there, where the caller forbids it', async () => {
  addMachine(world, 'web');

  expect(await put('web', wish(), { ifNoneMatch: '*' })).toMatchObject({ code: 'PreconditionFailed', status: 412 });
  expect(await put('web', wish(), { ifMatch: '"99"' })).toMatchObject({ code: 'PreconditionFailed', status: 412 });
});

test('an entity tag that still fits lets the change through, and a new one is given', async () => {
  addMachine(world, 'web');
  const { etag = '' } = await world.client.virtualMachines.get('west', 'web');

  const tags = { owner: 'me' };
  const changed = await finish(
    world,
    world.client.virtualMachines.beginUpdate('west', 'web', { tags }, { ifMatch: etag }),
  );

  expect(changed.tags).toEqual({ owner: 'me' });
  expect(changed.etag).not.toBe(etag);
});

test('what cannot change on a machine is refused as Compute refuses it', async () => {
  addMachine(world, 'web');
  createDisk(world.azure.world, { id: world.id('disks/other'), location: WEST, sizeGb: 30, sku: 'Premium_LRS' });
  const otherOsDisk = { osDisk: { createOption: 'Attach', managedDisk: { id: world.id('disks/other') } } };

  expect(await put('web', wish({ location: NORTH }))).toMatchObject({ code: 'InvalidResourceLocation', status: 409 });
  expect(await put('web', wish({ zones: ['1'] }))).toMatchObject({ code: 'ResourceAvailabilityZonesCannotBeModified' });
  expect(await put('web', wish({ storageProfile: otherOsDisk }))).toMatchObject({
    code: 'PropertyChangeNotAllowed',
    status: 409,
  });
  expect(await put('web', wish({ osProfile: { computerName: 'else' } }))).toMatchObject({
    code: 'PropertyChangeNotAllowed',
  });
});

test('a disk or network interface belongs to one machine', async () => {
  addMachine(world, 'web');
  const osDisk = { createOption: 'Attach', osType: 'Linux' as const, managedDisk: { id: world.id('disks/web-os') } };
  const networkProfile = { networkInterfaces: [{ id: world.nicId('web-nic') }] };

  expect(await put('thief', wish({ storageProfile: { osDisk } }))).toMatchObject({
    code: 'ConflictingUserInput',
    status: 409,
  });
  expect(await put('thief', wish({ networkProfile }))).toMatchObject({ code: 'NicInUse', status: 409 });
});

test('a disk that somebody may read through shared access is not attached', async () => {
  const disk = createDisk(world.azure.world, {
    id: world.id('disks/open'),
    location: WEST,
    sizeGb: 8,
    sku: 'Premium_LRS',
  });
  await finish(world, world.client.disks.beginGrantAccess('west', 'open', { access: 'Read', durationInSeconds: 900 }));
  const osDisk = { createOption: 'Attach', osType: 'Linux' as const, managedDisk: { id: disk.id } };

  const refusal = await put('web', wish({ storageProfile: { osDisk } }));

  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
  expect(refusal.message).toContain('active shared access signature');
});

test('what a machine refers to has to be there', async () => {
  const osDisk = { createOption: 'Attach', osType: 'Linux' as const, managedDisk: { id: world.id('disks/nowhere') } };
  const networkProfile = { networkInterfaces: [{ id: world.nicId('nowhere') }] };

  expect(await put('web', wish({ storageProfile: { osDisk } }))).toMatchObject({ code: 'NotFound', status: 404 });
  expect(await put('web', wish({ networkProfile }))).toMatchObject({ code: 'InvalidResourceReference' });
  expect(await refusalOf(world.refused.virtualMachines.beginCreateOrUpdate('nowhere', 'web', wish()))).toMatchObject({
    code: 'ResourceGroupNotFound',
    status: 404,
  });
});

test('a machine without what it needs is refused by the name of the parameter', async () => {
  const refusal = await put('web', { location: WEST });

  expect(refusal).toMatchObject({ code: 'InvalidParameter', status: 400 });
  expect(refusal.message).toContain("'hardwareProfile'");
});

test('a zonal disk goes to a machine in its zone only', async () => {
  const disk = createDisk(world.azure.world, {
    id: world.id('disks/z'),
    location: WEST,
    sizeGb: 30,
    sku: 'Premium_LRS',
    zones: ['2'],
  });
  const osDisk = { createOption: 'Attach', osType: 'Linux' as const, managedDisk: { id: disk.id } };

  expect(await put('web', wish({ zones: ['1'], storageProfile: { osDisk } }))).toMatchObject({ code: 'BadRequest' });
  const made = await finish(
    world,
    world.client.virtualMachines.beginCreateOrUpdate('west', 'web', wish({ zones: ['2'], storageProfile: { osDisk } })),
  );
  expect(made.zones).toEqual(['2']);
});

test('a body of the wrong shape is refused by the name of the field', async () => {
  const dataDisks = [{ lun: 99, createOption: 'Empty', diskSizeGB: 4 }];

  const refusal = await put('web', wish({ storageProfile: { osDisk: { createOption: 'FromImage' }, dataDisks } }));

  expect(refusal).toMatchObject({ code: 'InvalidRequestContent', status: 400 });
  expect(refusal.message).toContain('properties.storageProfile.dataDisks.0.lun');
});
