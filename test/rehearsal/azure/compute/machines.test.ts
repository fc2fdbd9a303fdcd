import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDisk, isSound } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  addInterface,
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

test('a machine is told with its disks, its network interface and, where asked, what it is doing', async () => {
  addMachine(world, 'web', { dataDiskGb: 128 });

  const machine = await world.client.virtualMachines.get('west', 'web', { expand: 'instanceView' });

  expect(machine.storageProfile?.osDisk?.managedDisk?.id).toBe(world.id('disks/web-os'));
  expect(machine.storageProfile?.dataDisks?.map(({ lun, diskSizeGB }) => [lun, diskSizeGB])).toEqual([[0, 128]]);
  expect(machine.networkProfile?.networkInterfaces?.[0]?.id).toBe(world.nicId('web-nic'));
  expect(machine.instanceView?.statuses?.map(({ code }) => code)).toEqual([
    'ProvisioningState/succeeded',
    'PowerState/running',
  ]);
  expect(machine.instanceView?.vmAgent?.statuses?.[0]?.displayStatus).toBe('Ready');
});

test('user data are told only to who asks for them', async () => {
  addMachine(world, 'web');
  const parameters = { userData: 'aGVsbG8=' };
  await finish(world, world.client.virtualMachines.beginUpdate('west', 'web', parameters));

  const plain = await world.client.virtualMachines.get('west', 'web');
  const expanded = await world.client.virtualMachines.get('west', 'web', { expand: 'userData' });

  expect([plain.userData, expanded.userData]).toEqual([undefined, 'aGVsbG8=']);
});

test('lists give ids with the resource group in capitals', async () => {
  addMachine(world, 'web');

  const inGroup = await collect(world.client.virtualMachines.list('west', { expand: 'instanceView' }));
  const all = await collect(world.client.virtualMachines.listAll({ statusOnly: 'true' }));

  expect(inGroup.map(({ id }) => id)).toEqual([world.id('virtualMachines/web', 'WEST')]);
  expect(inGroup[0]?.instanceView?.statuses).toHaveLength(2);
  expect(all.map(({ name, hardwareProfile }) => [name, hardwareProfile])).toEqual([['web', undefined]]);
});

test('a long list comes in pages', async () => {
  for (let number = 0; number < 120; number += 1) addMachine(world, `m${number}`);

  const sizes: number[] = [];
  for await (const part of world.client.virtualMachines.listAll().byPage()) sizes.push(part.length);

  expect(sizes).toEqual([100, 20]);
});

test('a machine stops, is deallocated and starts, and tells each stage', async () => {
  addMachine(world, 'web');
  const power = async () =>
    (await world.client.virtualMachines.instanceView('west', 'web')).statuses?.find(({ code }) =>
      code?.startsWith('PowerState'),
    )?.code;

  const stopping = await world.client.virtualMachines.beginPowerOff('west', 'web');
  const during = await power();
  await finish(world, Promise.resolve(stopping));
  const stopped = await power();
  await finish(world, world.client.virtualMachines.beginDeallocate('west', 'web'));
  const deallocated = await power();
  await finish(world, world.client.virtualMachines.beginStart('west', 'web'));
  const started = await power();

  expect([during, stopped, deallocated, started]).toEqual([
    'PowerState/stopping',
    'PowerState/stopped',
    'PowerState/deallocated',
    'PowerState/running',
  ]);
});

test('a deallocated machine does not tell the sizes and types of its disks', async () => {
  addMachine(world, 'web', { running: false });

  const { storageProfile } = await world.client.virtualMachines.get('west', 'web');

  expect(storageProfile?.osDisk?.diskSizeGB).toBeUndefined();
  expect(storageProfile?.osDisk?.managedDisk).toEqual({ id: world.id('disks/web-os') });
});

test('a machine is made of existing disks and runs when its operation is over', async () => {
  const osDisk = createDisk(world.azure.world, {
    id: world.id('disks/r-os', 'north'),
    location: NORTH,
    sizeGb: 64,
    sku: 'Premium_LRS',
    osType: 'Windows',
  });
  const nic = addInterface(world, 'r-nic', 'north');

  const poller = await world.client.virtualMachines.beginCreateOrUpdate('north', 'restored', {
    location: NORTH,
    hardwareProfile: { vmSize: 'Standard_D4s_v5' },
    storageProfile: {
      osDisk: { createOption: 'Attach', osType: 'Windows', managedDisk: { id: osDisk.id } },
      dataDisks: [{ lun: 0, createOption: 'Empty', diskSizeGB: 10 }],
    },
    networkProfile: { networkInterfaces: [{ id: nic }] },
  });
  const creating = await world.client.virtualMachines.get('north', 'restored');
  world.advance(60);
  const machine = await poller.pollUntilDone();

  expect([creating.provisioningState, machine.provisioningState]).toEqual(['Creating', 'Succeeded']);
  expect(machine.storageProfile?.osDisk?.diskSizeGB).toBe(64);
  const { managedBy, diskState } = await world.client.disks.get('north', 'r-os');
  expect([managedBy, diskState]).toEqual([machine.id, 'Attached']);
});

test('a machine whose system disk is broken is created, and its agent never answers', async () => {
  const osDisk = createDisk(world.azure.world, {
    id: world.id('disks/broken'),
    location: WEST,
    sizeGb: 64,
    sku: 'Premium_LRS',
    osType: 'Linux',
    sound: false,
  });
  const nic = addInterface(world, 'b-nic');

  const machine = await finish(
    world,
    world.client.virtualMachines.beginCreateOrUpdate('west', 'dead', {
      location: WEST,
      hardwareProfile: { vmSize: 'Standard_D2s_v5' },
      storageProfile: { osDisk: { createOption: 'Attach', osType: 'Linux', managedDisk: { id: osDisk.id } } },
      networkProfile: { networkInterfaces: [{ id: nic }] },
    }),
  );

  const view = await world.client.virtualMachines.instanceView('west', 'dead');
  expect(isSound(world.azure.world, osDisk.id)).toBe(false);
  expect([machine.provisioningState, view.vmAgent?.statuses?.[0]?.displayStatus]).toEqual(['Succeeded', 'Not Ready']);
});

test('a password goes in and never comes out', async () => {
  const nic = addInterface(world, 'p-nic');

  const machine = await finish(
    world,
    world.client.virtualMachines.beginCreateOrUpdate('west', 'fresh', {
      location: WEST,
      hardwareProfile: { vmSize: 'Standard_D2s_v5' },
      storageProfile: {
        osDisk: { createOption: 'FromImage' },
        imageReference: { publisher: 'Canonical', offer: 'ubuntu', sku: '22', version: 'latest' },
      },
      osProfile: { computerName: 'fresh', adminUsername: 'me', adminPassword: 'a-word', linuxConfiguration: {} },
      networkProfile: { networkInterfaces: [{ id: nic }] },
    }),
  );

  expect(machine.osProfile?.adminUsername).toBe('me');
  expect(JSON.stringify(machine)).not.toContain('a-word');
});

test('a deleted machine leaves its disks and network interface behind, free', async () => {
  addMachine(world, 'web');

  await finish(world, world.client.virtualMachines.beginDelete('west', 'web'));

  const disk = await world.client.disks.get('west', 'web-os');
  expect([disk.managedBy, disk.diskState]).toEqual([undefined, 'Unattached']);
  expect(await refusalOf(world.refused.virtualMachines.get('west', 'web'))).toMatchObject({
    code: 'ResourceNotFound',
    status: 404,
  });
  expect(world.azure.world.resources.get(world.nicId('web-nic'))?.properties.virtualMachine).toBeUndefined();
});

test('disks and interfaces that were to go with the machine go with it', async () => {
  addMachine(world, 'web', { running: false });
  await finish(
    world,
    world.client.virtualMachines.beginUpdate('west', 'web', {
      storageProfile: {
        dataDisks: [{ lun: 1, createOption: 'Empty', name: 'scratch', diskSizeGB: 8, deleteOption: 'Delete' }],
      },
      networkProfile: { networkInterfaces: [{ id: world.nicId('web-nic'), deleteOption: 'Delete' }] },
    }),
  );
  const before = await world.client.disks.get('west', 'scratch');

  await finish(world, world.client.virtualMachines.beginDelete('west', 'web'));

  expect(before.managedBy).toBe(world.id('virtualMachines/web'));
  expect(await refusalOf(world.refused.disks.get('west', 'scratch'))).toMatchObject({ status: 404 });
  expect(world.azure.world.resources.get(world.nicId('web-nic'))).toBeUndefined();
});

test('deleting what is not there is no error', async () => {
  const statuses: number[] = [];
  const onResponse = ({ status }: { status: number }) => void statuses.push(status);

  await world.client.virtualMachines.beginDeleteAndWait('west', 'nothing', { onResponse });

  expect(statuses[0]).toBe(204);
});

test('a data disk is attached and detached by writing the list of disks', async () => {
  addMachine(world, 'web');
  const extra = createDisk(world.azure.world, {
    id: world.id('disks/extra'),
    location: WEST,
    sizeGb: 16,
    sku: 'Premium_LRS',
  });

  const attach = { storageProfile: { dataDisks: [{ lun: 3, createOption: 'Attach', managedDisk: { id: extra.id } }] } };
  await finish(world, world.client.virtualMachines.beginUpdate('west', 'web', attach));
  const attached = (await world.client.disks.get('west', 'extra')).managedBy;
  await finish(world, world.client.virtualMachines.beginUpdate('west', 'web', { storageProfile: { dataDisks: [] } }));
  const detached = (await world.client.disks.get('west', 'extra')).managedBy;

  expect([attached, detached]).toEqual([world.id('virtualMachines/web'), undefined]);
});

test('the system disk of a deallocated machine is exchanged for a restored one', async () => {
  addMachine(world, 'web', { running: false });
  const restored = createDisk(world.azure.world, {
    id: world.id('disks/web-old'),
    location: WEST,
    sizeGb: 30,
    sku: 'Premium_LRS',
    osType: 'Linux',
  });

  const change = { storageProfile: { osDisk: { createOption: 'FromImage', managedDisk: { id: restored.id } } } };
  await finish(world, world.client.virtualMachines.beginUpdate('west', 'web', change));

  const owners = await Promise.all(
    ['web-os', 'web-old'].map(async (name) => (await world.client.disks.get('west', name)).managedBy),
  );
  expect(owners).toEqual([undefined, world.id('virtualMachines/web')]);
});
