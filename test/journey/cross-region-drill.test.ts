import { expect, test } from 'vitest';
import { startBench } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';

describeOnRedis('What Azure Backup is asked for, from the typed line', (connect) => {
  test('a drill by Cross Region Restore restores disks into a group of its own, and cleans up', async () => {
    const { say, ask, carryOut, world } = await startBench(connect);
    const before = await say('ana', 'options shop-db-01');
    const id = await ask('drill shop-db-01 --by cross-region-restore');
    const { ended } = await carryOut(id, { turns: 60, seconds: 180 });

    expect(before).toContain('Azure Backup in the paired region');
    expect(ended).toMatchObject({ outcome: 'done' });
    expect(world.arrived()).toContain('CrossRegionRestore_Trigger');
    expect(await say('ana', `operation ${id}`)).toContain('shop-db-01');
    expect(await say('ana', 'jobs')).toMatch(/Cross ?Region ?Restore/u);
  });

  test('a drill needs no network there, and any other way of drilling still says which ways there are', async () => {
    const { say } = await startBench(connect);

    expect(await say('ana', 'drill shop-db-01 --by cross-region-restore --network nowhere')).not.toContain('broke');
    expect(await say('ana', 'drill shop-db-01 --by magic')).toContain('site-recovery, cross-region-restore');
  });

  test('what deletes backups or exchanges disks is agreed to by typing the name of the machine', async () => {
    const { say, digest } = await startBench(connect);
    const point = /bk-\w+/u.exec(await say('ana', 'points shop-db-01'))?.[0] ?? 'none';
    for (const line of ['backup delete-data shop-db-01', `restore in-place shop-db-01/${point}`]) {
      const id = /DR-\d+/u.exec(await say('ana', line))?.[0] ?? line;
      const approve = `approve ${id} ${await digest(id)}`;

      expect(await say('cleo', approve)).toContain('shop-db-01');
      expect(await say('cleo', `${approve} --type shop-db-02`)).not.toContain('Counted');
      expect(await say('cleo', `${approve} --type shop-db-01`)).toContain(`Counted: 1 of 2 for ${id}.`);
    }
  });
});
