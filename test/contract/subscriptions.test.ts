import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeSubscriptions } from './subscriptions.ts';

describeOnEachRedis('Redis', (connect) => {
  describeSubscriptions('Subscriptions', async () => new RedisSubscriptions(await openStore(await connect())));
});
