import { RedisWorkerIdentity } from '../../adapters/redis/worker-identity.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeWorkerIdentity } from './worker-identity.ts';

describeOnEachRedis('Redis', (connect) => {
  describeWorkerIdentity('WorkerIdentity', async () => new RedisWorkerIdentity(await openStore(await connect())));
});
