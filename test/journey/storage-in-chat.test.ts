import { expect, test } from 'vitest';
import { createStorageAccount } from '../../rehearsal/azure/services/storage/provision.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { platforms, startOnOne } from './stages/both.ts';

describeOnRedis('Storage accounts, in chat', (connect) => {
  test.each(platforms)(
    'one is copied elsewhere, and failed over when its region is lost, on %s',
    { timeout: 120_000 },
    async (platform) => {
      const { bench, faults, carried, reads } = await startOnOne(connect, platform);
      const { azure, id } = bench.world;
      const accountId = id('payments', 'Microsoft.Storage/storageAccounts/stpayments01');
      createStorageAccount(azure.world, { id: accountId, location: 'eastus', sku: 'Standard_LRS' });

      const alone = await reads('storage show stpayments01', /locally redundant, in East US alone/u);
      await carried('storage set-redundancy stpayments01 geo');
      await reads('storage failover stpayments01', /its copy is not ready/u);
      azure.clock.advance(3600);
      const unharmed = await reads('storage show stpayments01', /without loss while both regions work/u);
      azure.faults.regionDown('eastus');
      const copied = await reads('storage show stpayments01', /Can be failed over now:?\s+yes\n/u);
      await carried('storage failover stpayments01', { seconds: 600 });
      const over = await reads('storage show stpayments01', /locally redundant, in West US alone/u);

      expect(alone.buttons).toEqual(['Keep a copy elsewhere']);
      expect(unharmed.buttons).toEqual(['Fail it over without loss']);
      expect(copied.buttons).toEqual(['Fail it over']);
      expect(over.buttons).toEqual(['Keep a copy elsewhere']);
      expect(faults()).toEqual([]);
    },
  );
});
