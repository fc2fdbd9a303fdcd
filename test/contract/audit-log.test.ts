import { RedisAuditLog } from '../../adapters/redis/audit-log.ts';
import { hashOf, chainStart as start } from '../../src/audit/chain.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeAuditLog } from './audit-log.ts';

describeOnEachRedis('Redis', (connect) => {
  describeAuditLog('AuditLog', async (now = () => new Date()) => {
    return new RedisAuditLog(await openStore(await connect()), { now, hashOf, start });
  });
});
