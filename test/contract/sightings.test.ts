import { RedisSightings } from '../../adapters/redis/sightings.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeSightings } from './sightings.ts';

describeOnEachRedis('Redis', (connect) => {
  describeSightings('Sightings', async () => new RedisSightings(await openStore(await connect()), () => new Date()));
});
