import { expect } from 'vitest';
import { sending } from '../../adapters/azure/azure-world.ts';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

export const createSnapshots: Rehearsed = {
  workflow: 'create-snapshots',
  line: 'snapshot create pay-web-01',
  seconds: 30,
  turns: 20,
  once: [],
  proves: async ({ world }) => {
    const { value } = await world.connected.readers.copies.snapshots('fresh');

    expect(value.map(({ incremental, percent }) => [incremental, percent])).toEqual([[true, 100]]);
  },
};

const aSnapshot = async ({ world }: Bench): Promise<void> => {
  const vm = world.id('payments', 'Microsoft.Compute/virtualMachines/pay-web-01');
  const diskId = (await world.connected.readers.estate.vm(vm)).value.disks[0]?.id ?? '';
  const id = world.id('payments', 'Microsoft.Compute/snapshots/nightly');
  await world.connected.writers.copies.createSnapshot({ id, region: 'eastus', diskId, incremental: true }, sending());
  world.azure.clock.advance(600);
};

export const copySnapshot: Rehearsed = {
  workflow: 'copy-snapshot',
  given: aSnapshot,
  line: 'snapshot copy pay-web-01/nightly --to westus',
  seconds: 600,
  turns: 40,
  once: [],
  proves: async ({ world }) => {
    const { value } = await world.connected.readers.copies.snapshots('fresh');

    expect(value.filter(({ copyOf }) => copyOf).map(({ region, percent }) => [region, percent])).toEqual([
      ['westus', 100],
    ]);
  },
};
