import { expect, test } from 'vitest';
import { newestPoint } from '../harness/rehearsed/restore.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { startOnBoth } from './stages/both.ts';
import { startConversation } from './stages/conversation.ts';

describeOnRedis('Backups, in chat', (connect) => {
  test.each(['slack', 'teams'] as const)(
    'from the first one to disks in the other region while its own is down, and to the end, on %s',
    { timeout: 120_000 },
    async (platform) => {
      const { bench, faults, ...stages } = await startOnBoth(connect);
      const { carried, reads } = startConversation(bench, stages[platform]);
      const { azure } = bench.world;

      await carried('backup enable shop-web-03', { fields: { vault: 'contoso-backup' }, seconds: 60 });
      await carried('backup now shop-web-03 --keep 14d', { seconds: 1800 });
      await reads('points shop-web-03', /shop-web-03: \d+ recovery points/u);
      const point = await newestPoint(bench, 'shop-web-03', 'bk');
      const restored = await carried(`restore disks ${point}`, { seconds: 120 });
      expect(restored.text).toContain('shop-web-03-osdisk-');

      azure.clock.advance(13 * 3600);
      azure.faults.regionDown('eastus');
      await reads('points shop-web-03', /shop-web-03: \d+ recovery points/u);
      const elsewhere = await newestPoint(bench, 'shop-web-03', 'xr');
      await reads(`restore in-place ${elsewhere}`, /from where Azure puts nothing back in place/u);
      const rescued = await carried('restore vm --name shop-web-03-r --resource-group shop-restored-westus', {
        fields: { point: elsewhere, network: 'vnet-westus' },
        seconds: 300,
      });
      expect(rescued.text).toContain('shop-web-03-r');

      azure.faults.regionUp('eastus');
      await carried('backup stop shop-web-03', { seconds: 60 });
      const deleted = await carried('backup delete-data shop-web-03', { seconds: 60 });
      expect(deleted.text).toContain('shop-web-03');
      await reads('status shop-web-03', /deleted, kept until \d{4}-\d\d-\d\d/u);
      expect(faults()).toEqual([]);
    },
  );
});
