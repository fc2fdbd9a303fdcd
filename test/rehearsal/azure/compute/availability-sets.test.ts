import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createAvailabilitySet,
  createDisk,
  createVirtualMachine,
} from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  addInterface,
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

const aligned = { location: WEST, sku: { name: 'Aligned' }, platformFaultDomainCount: 2 };

test('an availability set tells its members, whose names it writes in capitals', async () => {
  const set = await world.client.availabilitySets.createOrUpdate('west', 'pair', aligned);
  const machine = await finish(
    world,
    world.client.virtualMachines.beginCreateOrUpdate('west', 'web', {
      location: WEST,
      hardwareProfile: { vmSize: 'Standard_D2s_v5' },
      storageProfile: { osDisk: { createOption: 'FromImage' } },
      networkProfile: { networkInterfaces: [{ id: addInterface(world, 'nic') }] },
      availabilitySet: { id: set.id ?? '' },
    }),
  );

  const found = await world.client.availabilitySets.get('west', 'pair');

  expect(found.virtualMachines).toEqual([{ id: world.id('virtualMachines/WEB', 'WEST') }]);
  expect(machine.availabilitySet?.id).toBe(world.id('availabilitySets/PAIR', 'WEST'));
  expect(await refusalOf(world.refused.availabilitySets.delete('west', 'pair'))).toMatchObject({
    code: 'OperationNotAllowed',
  });
});

test('availability sets are listed and deleted', async () => {
  await world.client.availabilitySets.createOrUpdate('west', 'one', aligned);
  await world.client.availabilitySets.createOrUpdate('north', 'two', { ...aligned, location: NORTH, tags: { a: 'b' } });

  const inGroup = await collect(world.client.availabilitySets.list('west'));
  const all = await collect(world.client.availabilitySets.listBySubscription());
  await world.client.availabilitySets.delete('west', 'one');
  await world.client.availabilitySets.delete('west', 'one');

  expect([inGroup, all].map((sets) => sets.map(({ name }) => name))).toEqual([['one'], ['one', 'two']]);
  expect(await collect(world.client.availabilitySets.list('west'))).toEqual([]);
});

test('the number of domains of an availability set is fixed', async () => {
  await world.client.availabilitySets.createOrUpdate('west', 'one', aligned);

  const change = world.refused.availabilitySets.createOrUpdate('west', 'one', {
    ...aligned,
    platformFaultDomainCount: 3,
  });

  expect(await refusalOf(change)).toMatchObject({ code: 'PropertyChangeNotAllowed', status: 409 });
});

test('a set with machines that a scenario put there is not deleted', async () => {
  const { world: inner } = world.azure;
  const set = createAvailabilitySet(inner, { id: world.id('availabilitySets/pair'), location: WEST });
  const disk = createDisk(inner, { id: world.id('disks/d'), location: WEST, sizeGb: 8, sku: 'Premium_LRS' });
  const common = { location: WEST, size: 'Standard_D2s_v5', osType: 'Linux' as const, nicIds: [], running: true };
  createVirtualMachine(inner, {
    ...common,
    id: world.id('virtualMachines/web'),
    osDiskId: disk.id,
    availabilitySetId: set.id,
  });

  const refusal = await refusalOf(world.refused.availabilitySets.delete('west', 'pair'));

  expect(refusal).toMatchObject({ code: 'OperationNotAllowed', status: 409 });
});
