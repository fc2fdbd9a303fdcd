import { afterEach, beforeEach, expect, test } from 'vitest';
import { restrictSku, setQuota } from '../../../../rehearsal/azure/services/compute/provision.ts';
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

async function usage(location: string, name: string) {
  const all = await collect(world.client.usageOperations.list(location));
  const found = all.find((one) => one.name.value === name);
  return [found?.currentValue, found?.limit];
}

test('usage is counted from the machines that hold cores, against the limits of the region', async () => {
  const { subscriptionId } = world;
  setQuota(world.azure.world, { subscriptionId, location: 'West Europe', family: 'standardDSv5Family', limit: 24 });
  addMachine(world, 'one', { size: 'Standard_D4s_v5' });
  addMachine(world, 'two', { size: 'Standard_E8s_v5' });
  addMachine(world, 'off', { size: 'Standard_D4s_v5', running: false });

  expect(await usage(WEST, 'standardDSv5Family')).toEqual([4, 24]);
  expect(await usage(WEST, 'cores')).toEqual([12, 100]);
  expect(await usage(WEST, 'virtualMachines')).toEqual([3, 25_000]);
  expect(await usage(NORTH, 'cores')).toEqual([0, 100]);
});

test('deallocating a machine gives its cores back', async () => {
  addMachine(world, 'one', { size: 'Standard_D4s_v5' });

  await finish(world, world.client.virtualMachines.beginDeallocate('west', 'one'));

  expect(await usage(WEST, 'cores')).toEqual([0, 100]);
});

test('skus of a region tell what they have and where the subscription cannot have them', async () => {
  const { subscriptionId } = world;
  const size = 'Standard_D4s_v5';
  restrictSku(world.azure.world, { subscriptionId, location: WEST, size });
  restrictSku(world.azure.world, { subscriptionId, location: NORTH, size, zones: ['1'] });

  const find = async (region: string) =>
    (await collect(world.client.resourceSkus.list({ filter: `location eq '${region}'` }))).find(
      ({ name }) => name === size,
    );
  const [west, north] = [await find(WEST), await find(NORTH)];

  expect(west?.locations).toEqual(['WestEurope']);
  expect(west?.capabilities?.find(({ name }) => name === 'vCPUs')?.value).toBe('4');
  expect(west?.locationInfo?.[0]?.zones).toEqual(['1', '2', '3']);
  expect(west?.restrictions?.map(({ type, reasonCode }) => [type, reasonCode])).toEqual([
    ['Location', 'NotAvailableForSubscription'],
  ]);
  expect(north?.restrictions?.map(({ type, restrictionInfo }) => [type, restrictionInfo?.zones])).toEqual([
    ['Zone', ['1']],
  ]);
});

test('without the filter the skus of all regions come, in pages', async () => {
  const sizes: number[] = [];
  for await (const part of world.client.resourceSkus.list().byPage()) sizes.push(part.length);

  expect(sizes.slice(0, 2)).toEqual([1000, 1000]);
});

test('sizes of machines are listed for a region that there is', async () => {
  const sizes = await collect(world.client.virtualMachineSizes.list(WEST));

  expect(sizes.find(({ name }) => name === 'Standard_DS1_v2')).toMatchObject({ numberOfCores: 1, memoryInMB: 3584 });
  expect(await refusalOf(collect(world.refused.virtualMachineSizes.list('atlantis')))).toMatchObject({ status: 400 });
});
