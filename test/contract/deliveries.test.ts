import { RedisDeliveries } from '../../adapters/redis/deliveries.ts';
import { dueWakeUps } from '../../adapters/redis/due.ts';
import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeDeliveries } from './deliveries.ts';

describeOnEachRedis('Redis', (connect) => {
  describeDeliveries('Deliveries', async () => {
    const store = await openStore(await connect());
    return {
      deliveries: new RedisDeliveries(store),
      journal: journalOn(store),
      due: async () => (await dueWakeUps(store, 10, 'front')).map(({ id }) => id),
    };
  });
});
