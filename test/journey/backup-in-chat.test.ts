import { expect, test } from 'vitest';
import { newestPoint } from '../harness/rehearsed/restore.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { platforms, startOnOne } from './stages/both.ts';

const long = { timeout: 120_000 };

describeOnRedis('Backups, in chat', (connect) => {
  test.each(platforms)('a machine is backed up, and restored in three ways, on %s', long, async (platform) => {
    const { bench, faults, carried, reads } = await startOnOne(connect, platform);

    await reads('backup policies contoso-backup', /Left out: HourlyLogBackup, for databases inside VMs/u);
    await carried('backup enable shop-web-03', { fields: { vault: 'contoso-backup' }, seconds: 60 });
    await reads('status shop-web-03', /no backup yet/u);
    await carried('backup now shop-web-03 --keep 14d', { seconds: 1800 });
    await reads('jobs', /Backup\s+shop-web-03\s+succeeded/u);
    const point = await newestPoint(bench, 'shop-web-03', 'bk');
    const disks = await carried(`restore disks ${point}`, { seconds: 600 });
    const machine = await carried('restore vm --name shop-web-03-r', {
      fields: { point, network: 'vnet-eastus' },
      seconds: 600,
    });
    await reads(`restore in-place ${point}`, /What you lose: everything that shop-web-03 wrote in the/u);
    await carried(`restore in-place ${point}`, { seconds: 600 });

    expect(disks.text).toContain('shop-web-03-osdisk-');
    expect(machine.text).toContain('shop-web-03-r-osdisk-');
    expect(faults()).toEqual([]);
  });

  test.each(platforms)('they are stopped, deleted, and brought back, on %s', long, async (platform) => {
    const { bench, faults, carried, reads } = await startOnOne(connect, platform);
    const point = await newestPoint(bench, 'pay-web-01', 'bk');

    await reads('backup stop pay-web-01', /2 approvals by Contributor \(backup\)/u);
    await carried('backup stop pay-web-01');
    await reads('status pay-web-01', /stopped, last backup/u);
    await reads('backup now pay-web-01', /First: backup enable pay-web-01/u);
    const kept = await carried(`restore disks ${point}`, { seconds: 600 });
    await carried('backup delete-data pay-web-01');
    await reads('status pay-web-01', /deleted, kept until \d{4}-\d\d-\d\d/u);
    await reads(`restore disks ${point}`, /backup undelete pay-web-01/u);
    await carried('backup undelete pay-web-01');
    const back = await carried(`restore disks ${point}`, { seconds: 600 });
    await carried('backup enable pay-web-01', { fields: { vault: 'contoso-backup' } });
    await reads('status pay-web-01', /last backup/u);

    expect(kept.text).toContain('pay-web-01-osdisk-');
    expect(back.text).toContain('pay-web-01-osdisk-');
    expect(faults()).toEqual([]);
  });
});
