import { expect } from 'vitest';
import { sending } from '../../adapters/azure/azure-world.ts';
import type { Rehearsed } from '../rehearsed.ts';

export const copyRestorePoint: Rehearsed = {
  workflow: 'copy-restore-point',
  given: async ({ world }) => {
    const collection = world.id('payments', 'Microsoft.Compute/restorePointCollections/pay-web-01');
    const vm = world.id('payments', 'Microsoft.Compute/virtualMachines/pay-web-01');
    const { copies } = world.connected.writers;
    await copies.createCollection({ id: collection, region: 'eastus', sourceId: vm }, sending());
    const point = { id: `${collection}/restorePoints/nightly`, consistency: 'crash', excludeDiskIds: [] } as const;
    await copies.createRestorePoint(point, sending());
    world.azure.clock.advance(600);
  },
  line: 'restore-point copy pay-web-01/nightly --to westus',
  seconds: 900,
  turns: 80,
  once: [],
  proves: async ({ world }) => {
    const { value: collections } = await world.connected.readers.copies.collections('fresh');
    const copied = collections.find(({ sourceCollectionId }) => sourceCollectionId);
    const { value: points } = await world.connected.readers.copies.restorePoints(copied?.id ?? '');
    const point = await world.connected.readers.copies.restorePoint(points[0]?.id ?? '');

    expect(copied).toMatchObject({ region: 'westus' });
    expect(point.value.disks.map(({ percent }) => percent)).toEqual(point.value.disks.map(() => 100));
  },
};
