import { onTestFinished } from 'vitest';
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
    const { redis, keyOf } = await connect().then((connection) => ({
      redis: connection.redis,
      keyOf: connection.keyOf.bind(connection),
    }));
    const jobs = async () => (await redis.keys(`${keyOf('bull')}:*DR-*`)).length;
    while ((await jobs()) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await redis.del(...(await redis.keys(`${keyOf('bull')}:*`)));
  };

  describeWakeups('Wakeups', make, loseJobs);
});
