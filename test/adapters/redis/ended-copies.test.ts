import { expect, test } from 'vitest';
import { RedisCopyRecords } from '../../../adapters/redis/copy-records.ts';
import { describeOnEachRedis } from '../../redis-servers.ts';
import { openStore } from './stores.ts';

const begunAt = new Date('2026-11-20T14:00:00Z');
const copy = (name: string) => ({
  copyId: `/west/restorepoints/${name}`,
  kind: 'restore-point' as const,
  name,
  sourceId: `/east/restorepoints/${name}`,
  region: 'westus',
  place: '/west',
  vmId: '/vms/pay-db-01',
  begunAt,
  operation: 'DR-1001',
});

describeOnEachRedis('What is remembered of copies', (connect) => {
  const start = async () => {
    const store = await openStore(await connect());
    const records = new RedisCopyRecords(store);
    const { redis } = store.connection;
    const life = (name: string) => redis.ttl(store.keys.copy(copy(name).copyId));
    const expire = (name: string) => redis.del(store.keys.copy(copy(name).copyId));
    const names = () => redis.zrange(store.keys.copiesOf('/vms/pay-db-01'), '0', '-1');
    return { records, life, expire, names };
  };

  test('has a life once the copy has ended, and none before', async () => {
    const { records, life } = await start();
    await records.begin(copy('monday'));
    const before = await life('monday');
    await records.end(copy('monday').copyId, { outcome: 'arrived', at: begunAt });

    expect(before).toBe(-1);
    expect(await life('monday')).toBeGreaterThan(365 * 86_400);
  });

  test('leaves no name behind in the lists when its life is over', async () => {
    const { records, expire, names } = await start();
    for (const name of ['monday', 'tuesday']) await records.begin(copy(name));
    await expire('monday');

    expect((await records.ofMachine('/vms/pay-db-01')).map(({ name }) => name)).toEqual(['tuesday']);
    expect(await names()).toEqual([copy('tuesday').copyId]);
    expect((await records.begunInto('/west', begunAt)).map(({ name }) => name)).toEqual(['tuesday']);
  });
});
