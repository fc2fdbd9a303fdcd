import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';

export const protectMachines: Rehearsed = {
  workflow: 'protect-machines',
  line: 'protect test-01 --to westus',
  seconds: 300,
  turns: 100,
  once: [],
  proves: async ({ world }) => {
    const { value: items } = await world.connected.readers.recovery.items('fresh');
    const mine = items.filter(({ vmName }) => vmName === 'test-01');

    expect(mine).toMatchObject([
      {
        sourceRegion: 'eastus2',
        targetRegion: 'westus',
        rpoSeconds: expect.any(Number),
        recoveryNetworkId: expect.stringMatching(/vnet-eastus2-asr$/iu),
      },
    ]);
  },
};
