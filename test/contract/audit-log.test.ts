import { auditOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeAuditLog } from './audit-log.ts';

describeOnEachRedis('Redis', (connect) => {
  describeAuditLog('AuditLog', async (now) => auditOn(await openStore(await connect()), now));
});
