import { RedisCopyRecords } from '../../adapters/redis/copy-records.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeCopyRecords } from './copy-records.ts';

describeOnEachRedis('Redis', (connect) => {
  describeCopyRecords('CopyRecords', async () => new RedisCopyRecords(await openStore(await connect())));
});
