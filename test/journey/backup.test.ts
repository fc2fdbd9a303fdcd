import { expect, test } from 'vitest';
import { startBench } from '../harness/bench.ts';
import { newestPoint } from '../harness/rehearsed/restore.ts';
import { describeOnRedis } from '../redis-servers.ts';

describeOnRedis('What Azure Backup is asked for, from the typed line', (connect) => {
  test('what deletes backups or exchanges disks is agreed to by typing the name of the machine', async () => {
    const { say, digest } = await startBench(connect);
    const point = await newestPoint({ say }, 'shop-db-01', 'bk');
    for (const line of ['backup delete-data shop-db-01', `restore in-place ${point}`]) {
      const id = /DR-\d+/u.exec(await say('ana', line))?.[0] ?? line;
      const approve = `approve ${id} ${await digest(id)}`;

      expect(await say('cleo', approve)).toContain('shop-db-01');
      expect(await say('cleo', `${approve} --type shop-db-02`)).not.toContain('Counted');
      expect(await say('cleo', `${approve} --type shop-db-01`)).toContain(`Counted: 1 of 2 for ${id}.`);
    }
  });

  test('a restore in the other region says before what comes with it, and wants its staging account there', async () => {
    const { say } = await startBench(connect);
    const point = await newestPoint({ say }, 'shop-db-01', 'xr');

    const id = /DR-\d+/u.exec(await say('ana', `restore disks ${point}`))?.[0];
    const plan = await say('cleo', `approvals ${id}`);

    expect(plan).toContain('the region of vault contoso-backup need not answer');
    expect(plan).toContain('Managed identities do not come with it');
    expect(plan).toContain('Once it has begun it cannot be cancelled.');
    expect(await say('ana', `restore disks ${point} --staging-account cacheeastus01`)).toContain(
      'cacheeastus01 is in East US, the restore in West US',
    );
  });

  test('once a vault backs something up, its redundancy is fixed', async () => {
    const { say } = await startBench(connect);

    expect(await say('ana', 'vault redundancy contoso-backup geo')).toContain('it is geo-redundant already');
    expect(await say('ana', 'vault enable-cross-region contoso-backup')).toContain('is on already');
  });

  test('a policy for databases inside machines is not taken for one of machines', async () => {
    const { say } = await startBench(connect);

    expect(await say('ana', 'backup enable shop-web-03 --vault contoso-backup --policy HourlyLogBackup')).toContain(
      'it is for databases inside machines (SQL Server, SAP HANA), which this bot does not back up',
    );
    expect(await say('ana', 'backup now shop-web-03')).toContain('Databases inside it (SQL Server, SAP HANA)');
  });

  test('what is backed up already is left so, and another policy costs no backups', async () => {
    const { say } = await startBench(connect);
    const enable = 'backup enable pay-db-01 --vault contoso-backup';

    expect(await say('ana', enable)).toContain('Nothing has to be done. For a backup at once: backup now pay-db-01');
    expect(await say('ana', `${enable} --policy EnhancedPolicy`)).toContain(
      'To change its policy, first: backup stop pay-db-01. The backups that it has stay.',
    );
  });

  test('a drill by it needs no network, and any other way of drilling still says which ways there are', async () => {
    const { say } = await startBench(connect);

    expect(await say('ana', 'drill shop-db-01 --by cross-region-restore --network nowhere')).not.toContain('broke');
    expect(await say('ana', 'drill shop-db-01 --by magic')).toContain('site-recovery, cross-region-restore');
  });
});
