import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';
import { copyRestorePoint } from './copy-restore-point.ts';

export const restoreCopy: Rehearsed = {
  workflow: 'restore-copy',
  ...(copyRestorePoint.given && { given: copyRestorePoint.given }),
  line: 'restore vm pay-web-01/nightly --name pay-web-01-r --network vnet-eastus --resource-group restored',
  seconds: 60,
  turns: 40,
  once: [],
  proves: async ({ world }) => {
    const id = world.id('restored', 'Microsoft.Compute/virtualMachines/pay-web-01-r');
    const { value: vm } = await world.connected.readers.estate.vm(id);

    expect(vm).toMatchObject({ region: 'eastus', disks: [{ role: 'os' }], nicIds: [expect.stringContaining('-nic')] });
  },
};
