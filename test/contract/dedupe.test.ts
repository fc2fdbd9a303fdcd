import { RedisDedupe } from '../../adapters/redis/dedupe.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeDedupe } from './dedupe.ts';

describeOnEachRedis('Redis', (connect) => {
  describeDedupe('Dedupe', async () => new RedisDedupe(await connect()));
});
