import { RedisIdentities } from '../../adapters/redis/identities.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeIdentities } from './identities.ts';

describeOnEachRedis('Redis', (connect) => {
  describeIdentities('Identities', async () => new RedisIdentities(await openStore(await connect())));
});
