import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { RedisApprovals } from '../../adapters/redis/approvals.ts';
import { RedisAuditLog } from '../../adapters/redis/audit-log.ts';
import { checkRedis } from '../../adapters/redis/checks.ts';
import { connectRedis, type RedisConnection } from '../../adapters/redis/connection.ts';
import { RedisCopyRecords } from '../../adapters/redis/copy-records.ts';
import { RedisDedupe } from '../../adapters/redis/dedupe.ts';
import { RedisDeliveries } from '../../adapters/redis/deliveries.ts';
import { openGuardedStore } from '../../adapters/redis/guarded-store.ts';
import { RedisIdentities } from '../../adapters/redis/identities.ts';
import { RedisJournal } from '../../adapters/redis/journal.ts';
import { RedisSchedules } from '../../adapters/redis/schedules.ts';
import { openRedisServer } from '../../adapters/redis/server.ts';
import { RedisSightings } from '../../adapters/redis/sightings.ts';
import { RedisClock } from '../../adapters/redis/store-clock.ts';
import { RedisSubscriptions } from '../../adapters/redis/subscriptions.ts';
import { WakeUpQueue } from '../../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../../adapters/redis/wakeups.ts';
import { RedisWorkerIdentity } from '../../adapters/redis/worker-identity.ts';
import { chainStart, hashOf } from '../audit/chain.ts';
import { isRealAzure } from '../configuration/azure-cloud.ts';
import type { Environment } from '../configuration/environment.ts';
import { clocksApart } from '../operations/clocks-apart.ts';
import { entryShape } from '../operations/entry.ts';
import { lockConflicts } from '../operations/lock-kinds.ts';
import { readSchedule } from '../schedules/schedule-shape.ts';
import { CannotStart } from './cannot-start.ts';

/** Everything that is remembered in Redis, and the server that remembers it. */
export const openStore = async (environment: Environment, log: Logger) => {
  const server = await openRedisServer({
    url: environment.redisUrl,
    dataFolder: resolve(environment.dataFolder, 'redis'),
    allowInProcess: !isRealAzure(environment.azure.resourceManager),
    path: process.env.PATH ?? '',
  });
  log.info(server.describe());
  const connection: RedisConnection = await connectRedis(server, {
    deployment: environment.deployment,
    now: () => new Date(),
    noticed: (event, reason) => log.warn({ event, reason }, 'redis'),
  });
  const { problems, warnings } = await checkRedis(server, connection.redis);
  for (const warning of warnings) log.warn(warning);
  if (problems.length > 0) throw new CannotStart(problems.join('\n'));
  const troubled = (what: string, error: unknown) => log.warn({ err: error }, what);
  const file = server.durable ? resolve(environment.dataFolder, 'high-water') : undefined;
  const clock = new RedisClock(connection, { now: () => new Date() });
  const apart = clocksApart(await clock.ahead());
  if (apart) throw new CannotStart(`${apart} Set the clocks right: what is decided goes by them.`);
  const guarded = await openGuardedStore(connection, { file, troubled });
  const queue = new WakeUpQueue(connection, troubled);
  const keeping = { conflicts: lockConflicts, schedule: queue.schedule };
  const approvals = new RedisApprovals(guarded, keeping);
  const journal = new RedisJournal(guarded, { ...keeping, readEntry: (value) => entryShape.parse(value) });
  const deliveries = new RedisDeliveries(guarded);
  const subscriptions = new RedisSubscriptions(guarded);
  const identities = new RedisIdentities(guarded);
  const wakeups = new RedisWakeups(guarded, queue, { troubled });
  const kept = {
    copies: new RedisCopyRecords(guarded),
    schedules: new RedisSchedules(guarded, { troubled, readSchedule }),
    worker: new RedisWorkerIdentity(guarded),
  };
  const close = async () => {
    await queue.close();
    await guarded.close();
    await connection.close();
    await server.close();
  };
  const dedupe = new RedisDedupe(connection);
  const audit = new RedisAuditLog(guarded, { now: () => new Date(), hashOf, start: chainStart });
  const sightings = new RedisSightings(guarded, () => new Date());
  const told = { deliveries, subscriptions, sightings };
  const rest = { approvals, journal, audit, identities, dedupe, wakeups, ...told };
  return { connection, clock, guard: guarded, ...rest, kept, close };
};
