import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { GuardedStore } from '../../adapters/redis/guarded-store.ts';
import { approvalsOn, auditOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis, emptyFolder } from '../redis-servers.ts';
import { describeStoreGuard } from './store-guard.ts';

describeOnEachRedis('Redis', (connect) => {
  describeStoreGuard('StoreGuard', {
    process: async (file) => replicaOn(await openStore(await connect(), file)),
    newFile: () => join(emptyFolder(), 'data', 'high-water.json'),
    empty: async () => void (await (await connect()).redis.flushall()),
    copy: async () => {
      const { redis } = await connect();
      const commands = (await Promise.all((await redis.keys('*')).map((key) => commandFor(redis, key)))).flat();
      return async () => {
        await redis.flushall();
        for (const [command, ...rest] of commands) await redis.call(command, ...rest);
      };
    },
  });
});

/** What would make the key again; the stand-in has no DUMP. */
async function commandFor(redis: Redis, key: string): Promise<readonly [command: string, ...rest: string[]][]> {
  switch (await redis.type(key)) {
    case 'string':
      return [['SET', key, (await redis.get(key)) ?? '']];
    case 'hash':
      return [['HSET', key, ...Object.entries(await redis.hgetall(key)).flat()]];
    case 'list':
      return [['RPUSH', key, ...(await redis.lrange(key, 0, -1))]];
    case 'zset':
      return [['ZADD', key, ...(await redis.zrange(key, '0', '-1', 'WITHSCORES')).reverse()]];
    default:
      throw new Error(`${key} holds what the test cannot copy.`);
  }
}

function replicaOn(store: GuardedStore) {
  return { guard: store, approvals: approvalsOn(store), journal: journalOn(store), audit: auditOn(store) };
}
