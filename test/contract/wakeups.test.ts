import { expect, onTestFinished } from 'vitest';
import { WakeUpQueue } from '../../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../../adapters/redis/wakeups.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeWakeups } from './wakeups.ts';

const troubled = () => {};

describeOnEachRedis('Redis', (connect) => {
  const make = async () => {
    const store = await openStore(await connect());
    const queue = new WakeUpQueue(store.connection, troubled);
    onTestFinished(() => queue.close());
    return {
      approvals: approvalsOn(store, queue.schedule),
      journal: journalOn(store, queue.schedule),
      wakeups: new RedisWakeups(store, queue, { atOnce: 2, sweepSeconds: 0.1, troubled }),
    };
  };

  const loseJobs = async () => {
    const connection = await connect();
    const keys = (pattern: string) => connection.redis.keys(connection.keyOf('bull', pattern));
    await expect.poll(() => keys('*DR-*'), { timeout: 10_000 }).toHaveLength(3);
    await connection.redis.del(await keys('*'));
  };

  describeWakeups('Wakeups', make, loseJobs);
});
