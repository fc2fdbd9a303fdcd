import { expect, test } from 'vitest';
import { createVault } from '../../rehearsal/azure/services/vaults/provision.ts';
import type { Bench } from '../harness/bench.ts';
import { newestPoint } from '../harness/rehearsed/restore.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { platforms, startOnOne } from './stages/both.ts';

const long = { timeout: 120_000 };

/** What the lost region was asked for since the last `forget`: in vain, and often. */
const askedInVain = ({ world }: Bench): ReadonlySet<string | undefined> =>
  new Set(world.azure.log.lines().flatMap(({ status, operation }) => (status === 503 ? [operation] : [])));

describeOnRedis('Cross Region Restore, in chat', (connect) => {
  const startWithVault = async (platform: (typeof platforms)[number]) => {
    const started = await startOnOne(connect, platform);
    const { azure, id } = started.bench.world;
    const vaultId = id('contoso-backup', 'Microsoft.RecoveryServices/vaults/contoso-new');
    createVault(azure.world, { id: vaultId, location: 'eastus', redundancy: 'LocallyRedundant' });
    return started;
  };

  test.each(platforms)(
    'from the first setting of a vault to disks and a VM in the other region, while its own is down, on %s',
    long,
    async (platform) => {
      const { bench, faults, carried, reads } = await startWithVault(platform);
      const { azure, forget } = bench.world;

      await reads('vault enable-cross-region contoso-new', /First: vault redundancy contoso-new geo/u);
      await carried('vault redundancy contoso-new geo');
      await carried('vault enable-cross-region contoso-new');
      await carried('backup enable shop-web-03', { fields: { vault: 'contoso-new' } });
      await carried('backup now shop-web-03', { seconds: 3600 });
      azure.clock.advance(13 * 3600);
      azure.faults.regionDown('eastus');
      await reads('points shop-web-03', /shop-web-03: \d+ recovery points/u);
      const point = await newestPoint(bench, 'shop-web-03', 'xr');
      await reads(`restore in-place ${point}`, /from where Azure puts nothing back in place/u);
      await reads(`restore vm ${point} --name x --network vnet-eastus`, /there is no network vnet-eastus in westus/u);
      forget();
      const disks = await carried(`restore disks ${point}`, { seconds: 600 });
      const forDisks = askedInVain(bench);
      const machine = await carried('restore vm --name shop-web-03-r --resource-group shop-restored-westus', {
        fields: { point, network: 'vnet-westus' },
        seconds: 600,
      });
      const forMachine = askedInVain(bench);

      expect(disks.text).toContain('1 disk: shop-web-03-osdisk-');
      expect(machine.text).toContain('shop-web-03-r-osdisk-');
      await reads('jobs', /CrossRegionRestore \(secondary region\)/u);
      // Whose name it is, and what size it had; the plans say that they could not be told.
      expect(forDisks).toEqual(new Set(['ReplicationProtectedItems_List']));
      expect(forMachine).toEqual(new Set(['ReplicationProtectedItems_List', 'VirtualMachines_Get']));
      expect(faults()).toEqual([]);
    },
  );

  test.each(platforms)('it is practised at any time, and cleaned up after, on %s', long, async (platform) => {
    const { bench, faults, carried } = await startOnOne(connect, platform);
    const { world } = bench;

    const end = await carried('drill shop-db-01 --by cross-region-restore', { seconds: 600 });
    const group = world.id('lifeboat-drill-shop-shop-db-01-westus', '').replace('/providers/', '');

    expect(end.text).toContain('all of 2 disks: shop-db-01-osdisk-');
    expect(world.arrived()).toContain('CrossRegionRestore_Trigger');
    expect((await world.connected.readers.estate.disksIn(group)).value).toEqual([]);
    expect(faults()).toEqual([]);
  });
});
