import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';

export const crossRegionDrill: Rehearsed = {
  workflow: 'cross-region-drill',
  line: 'drill shop-db-01 --by cross-region-restore',
  seconds: 180,
  turns: 60,
  once: ['CrossRegionRestore_Trigger'],
  proves: async ({ world }) => {
    const group = world.id('lifeboat-drill-shop-shop-db-01-westus', '').replace('/providers/', '');
    const { value: disks } = await world.connected.readers.estate.disksIn(group);

    expect(disks).toEqual([]);
  },
};
