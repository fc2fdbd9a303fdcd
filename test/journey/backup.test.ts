import { expect, test, vi } from 'vitest';
import type { RedisConnection } from '../../adapters/redis/connection.ts';
import { createStorageAccount } from '../../rehearsal/azure/services/storage/provision.ts';
import { createVault } from '../../rehearsal/azure/services/vaults/provision.ts';
import { type Bench, startBench } from '../harness/bench.ts';
import { newestPoint } from '../harness/rehearsed/restore.ts';
import { describeOnRedis } from '../redis-servers.ts';

/** The first part of every access token of the rehearsal: `{"alg":"HS256","typ":"JWT"}`. */
const tokenBegins = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/** Everything that is kept: journals, requests, audit entries, wake-ups. */
const allOf = async ({ redis }: RedisConnection): Promise<string> => {
  const keys = await redis.keys('*');
  const values = await Promise.all(
    keys.map(async (key) => {
      switch (await redis.type(key)) {
        case 'hash':
          return redis.hgetall(key);
        case 'list':
          return redis.lrange(key, 0, -1);
        case 'set':
          return redis.smembers(key);
        case 'zset':
          return redis.zrange(key, 0, '-1');
        case 'stream':
          return redis.xrange(key, '-', '+');
        default:
          return redis.get(key);
      }
    }),
  );
  return JSON.stringify([keys, values]);
};

const listenToProcess = (): (() => string) => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  }
  return () => {
    vi.restoreAllMocks();
    return written.join('');
  };
};

describeOnRedis('Backups, from the typed line to the end in Azure', (connect) => {
  /** Everything that anybody was told. */
  const startTalking = async () => {
    const connection = await connect();
    const bench = await startBench(async () => connection);
    const told: string[] = [];
    const say = async (line: string) => {
      const answer = await bench.say('ana', line);
      told.push(answer);
      return answer;
    };
    /** Asked, agreed to, and carried out; the card in the end. */
    const through = async (line: string, seconds = 120) => {
      const id = await bench.ask(line);
      const state = await bench.carryOut(id, { turns: 60, seconds });
      expect(state.ended).toMatchObject({ outcome: 'done' });
      return say(`operation ${id}`);
    };
    /** What somebody would see who is to agree; then it is taken back. */
    const planOf = async (line: string) => {
      const id = /\bDR-\d+/u.exec(await say(line))?.[0] ?? line;
      const card = await say(`approvals ${id}`);
      await say(`withdraw ${id}`);
      return card;
    };
    return { connection, bench, told, say, through, planOf };
  };

  const advance = ({ world }: Bench, hours: number) => world.azure.clock.advance(hours * 3600);

  test('a machine is backed up, restored in three ways, stopped, deleted and brought back', async () => {
    const { bench, say, through, planOf } = await startTalking();

    expect(await say('backup policies contoso-backup')).toContain('Left out: HourlyLogBackup, for databases');
    await through('backup enable shop-web-03 --vault contoso-backup', 30);
    expect(await say('status shop-web-03')).toContain('no backup yet');
    await through('backup now shop-web-03 --keep 14d', 1800);
    expect(await say('points shop-web-03')).toMatch(/bk-\w+\s+Backup\s/u);
    expect(await say('jobs')).toContain('shop-web-03');

    const point = await newestPoint(bench, 'shop-web-03', 'bk');
    expect(await through(`restore disks ${point}`)).toContain('shop-web-03-osdisk-');
    await through(`restore vm ${point} --name shop-web-03-r --network vnet-eastus`);
    expect(await planOf(`restore in-place ${point}`)).toContain(
      'What you lose: everything that shop-web-03 wrote in the',
    );
    await through(`restore in-place ${point}`, 600);

    expect(await planOf('backup stop shop-web-03')).toMatch(/Needs:\s+2 approvals by contributor \(backup\)/u);
    await through('backup stop shop-web-03', 30);
    expect(await say('backup now shop-web-03')).toContain('First: backup enable shop-web-03');
    await through('backup delete-data shop-web-03', 60);
    expect(await say('status shop-web-03')).toMatch(/deleted, kept until \d{4}-\d\d-\d\d/u);
    expect(await say(`restore disks ${point}`)).toContain('backup undelete shop-web-03');
    await through('backup undelete shop-web-03', 30);
    expect(await say('options shop-web-03')).toMatch(/Azure Backup\s+vault contoso-backup: protectionstopped/u);
  }, 60_000);

  test('deleting backups wants the name of the machine typed', async () => {
    const { bench, say } = await startTalking();
    const id = /\bDR-\d+/u.exec(await say('backup delete-data pay-web-01'))?.[0] ?? '';

    const answer = await bench.say('cleo', `approve ${id} ${await bench.digest(id)}`);

    expect(answer).toContain('pay-web-01');
    expect((await bench.approvals.read(id))?.state.kind).toBe('open');
  });

  test('from the first setting of a vault to disks and a VM in the other region, while its own is down', async () => {
    const { bench, say, through, planOf, connection, told } = await startTalking();
    const { world } = bench;
    const id = world.id('contoso-backup', 'Microsoft.RecoveryServices/vaults/contoso-new');
    createVault(world.azure.world, { id, location: 'eastus', redundancy: 'LocallyRedundant' });

    expect(await say('vault enable-cross-region contoso-new')).toContain('First: vault redundancy contoso-new geo');
    expect(await planOf('vault redundancy contoso-new geo')).toContain('Copies in westus lag behind');
    await through('vault redundancy contoso-new geo', 30);
    await through('vault enable-cross-region contoso-new', 30);
    await through('backup enable shop-web-03 --vault contoso-new', 30);
    await through('backup now shop-web-03', 3600);
    expect(await say('vault redundancy contoso-backup geo')).toContain('it is geo-redundant already');
    advance(bench, 13);
    const heard = listenToProcess();
    world.azure.faults.regionDown('eastus');
    world.forget();

    const shownPoints = await say('points shop-web-03');
    expect(shownPoints).toMatch(/xr-\w+\s+Backup, secondary region\s+.*westus\s+yes/u);
    expect(shownPoints).toContain('may be up to 36 h old');
    const point = await newestPoint(bench, 'shop-web-03', 'xr');
    expect(await say(`restore in-place ${point}`)).toContain('from where Azure puts nothing back in place');
    expect(await say(`restore disks ${point} --staging-account cacheeastus01`)).toContain(
      'cacheeastus01 is in eastus, the restore in westus',
    );
    expect(await say(`restore vm ${point} --name x --network vnet-eastus`)).toContain('vnet-eastus');
    expect(await through(`restore disks ${point}`, 300)).toContain('1 disk: shop-web-03-osdisk-');
    const line = `restore vm ${point} --name shop-web-03-r --network vnet-westus --resource-group shop-restored-westus`;
    expect(await planOf(line)).toContain('nothing of it asks the region of vault contoso-new');
    await through(line, 300);
    expect(await say('jobs')).toMatch(/CrossRegionRestore|Cross Region Restore/u);

    const kept = await allOf(connection);
    expect(world.arrived().filter((each) => each === 'RecoveryPoints_GetAccessToken')).toHaveLength(2);
    expect(kept).toContain('restore-from-backup');
    expect(kept).not.toContain(tokenBegins);
    expect(told.join('\n')).not.toContain(tokenBegins);
    expect(heard()).not.toContain(tokenBegins);
    expect(JSON.stringify(world.calls)).not.toContain(tokenBegins);
  }, 60_000);

  test('a storage account is copied elsewhere, looked at, and failed over when its region is lost', async () => {
    const { bench, say, through, planOf } = await startTalking();
    const { world } = bench;
    const id = world.id('payments', 'Microsoft.Storage/storageAccounts/stpayments01');
    createStorageAccount(world.azure.world, { id, location: 'eastus', sku: 'Standard_LRS' });

    expect(await say('storage show stpayments01')).toContain('locally redundant, in eastus alone');
    await through('storage set-redundancy stpayments01 geo', 60);
    expect(await say('storage show stpayments01')).toContain('the first copy is on its way');
    expect(await say('storage failover stpayments01')).toContain('its copy is not ready');
    advance(bench, 1);
    expect(await planOf('storage failover stpayments01')).toContain('for good, even if eastus comes back');
    expect(await planOf('storage failover stpayments01 --planned')).toContain('What you lose: nothing');
    world.azure.faults.regionDown('eastus');
    expect(await say('storage show stpayments01')).toMatch(
      /A failover now would lose:\s+what was written in the last/u,
    );
    expect(await say('storage failover stpayments01 --planned')).toContain('both regions have to work for one');
    await through('storage failover stpayments01', 600);

    expect(await say('storage show stpayments01')).toContain('locally redundant, in westus alone');
    expect(await say('storage show "East US"')).toContain('East US');
  });
});
