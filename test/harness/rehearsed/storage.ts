import { expect } from 'vitest';
import { createStorageAccount } from '../../../rehearsal/azure/services/storage/provision.ts';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const idOf = ({ world }: Bench): string => world.id('payments', 'Microsoft.Storage/storageAccounts/stpayments01');

const given =
  (sku: string): NonNullable<Rehearsed['given']> =>
  async (bench) => {
    createStorageAccount(bench.world.azure.world, { id: idOf(bench), location: 'eastus', sku });
    bench.world.azure.clock.advance(1200);
  };

const isNow =
  (expected: object): Rehearsed['proves'] =>
  async (bench) => {
    const { value: account } = await bench.world.connected.readers.estate.storageAccount(idOf(bench));

    expect(account).toMatchObject(expected);
  };

const redundancy: Rehearsed = {
  workflow: 'set-storage-redundancy',
  given: given('Standard_LRS'),
  line: 'storage set-redundancy stpayments01 geo',
  seconds: 30,
  turns: 20,
  once: [],
  proves: isNow({ sku: 'Standard_GRS', secondaryRegion: 'westus' }),
};

const failover: Rehearsed = {
  workflow: 'fail-over-storage',
  how: 'fail-over-storage, while the primary region is down',
  given: async (bench) => {
    await given('Standard_RAGRS')(bench);
    bench.world.azure.faults.regionDown('eastus');
  },
  line: 'storage failover stpayments01',
  seconds: 600,
  turns: 30,
  once: ['StorageAccounts_Failover'],
  proves: isNow({ sku: 'Standard_LRS', region: 'westus' }),
};

const planned: Rehearsed = {
  workflow: 'fail-over-storage',
  how: 'fail-over-storage, planned',
  given: given('Standard_GRS'),
  line: 'storage failover stpayments01 --planned',
  seconds: 600,
  turns: 30,
  once: ['StorageAccounts_Failover'],
  proves: isNow({ sku: 'Standard_GRS', region: 'westus', secondaryRegion: 'eastus' }),
};

/** Storage accounts. */
export const storage: readonly Rehearsed[] = [redundancy, failover, planned];
