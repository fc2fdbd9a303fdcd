import { performance } from 'node:perf_hooks';
import { connectAzure } from '../../adapters/azure/azure.ts';
import { createCredential } from '../../adapters/azure/core/credentials.ts';
import { RedisAuditLog } from '../../adapters/redis/audit-log.ts';
import { connectRedis } from '../../adapters/redis/connection.ts';
import { RedisCopyRecords } from '../../adapters/redis/copy-records.ts';
import { openGuardedStore } from '../../adapters/redis/guarded-store.ts';
import { RedisJournal } from '../../adapters/redis/journal.ts';
import { RedisSchedules } from '../../adapters/redis/schedules.ts';
import { openRedisServer } from '../../adapters/redis/server.ts';
import { WakeUpQueue } from '../../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../../adapters/redis/wakeups.ts';
import { RedisWorkerIdentity } from '../../adapters/redis/worker-identity.ts';
import { commands } from '../../commands/index.ts';
import { auditedJournal } from '../../src/audit/audited-journal.ts';
import { chainStart, hashOf } from '../../src/audit/chain.ts';
import { Scribe } from '../../src/audit/scribe.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { createAzureNames } from '../../src/names/azure-names.ts';
import { createCatalogue } from '../../src/names/catalogue.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import { createElapsedClock } from '../../src/operations/elapsed-clock.ts';
import { entryShape } from '../../src/operations/entry.ts';
import { lockConflicts as conflicts } from '../../src/operations/lock-kinds.ts';
import { readSchedule } from '../../src/schedules/schedule-shape.ts';
import { benchPolicy } from '../harness/bench-policy.ts';
import { policyAlone } from '../sample/policy.ts';
import { type FastTime, fast, fastNow, inFastTime, real } from './fast-time.ts';
import type { Orders } from './orders.ts';

const silent = () => {};

/** What a front and a worker stand on: what production opens, in fast time. */
export const openParts = async (orders: Orders) => {
  const azure = await openAzure(orders);
  const now = () => new Date(fastNow(orders.time));
  const policy = () => benchPolicy;
  const source = createAzureNames({ readers: azure.readers, policy, now });
  const names = createCatalogue({
    policyNames: createPolicyNames(policy),
    source,
    every: () => silent,
    report: silent,
  });
  const planner = { catalog: createCatalog(commands), names, policy, policyFor: policyAlone(policy), now };
  const store = await openStore(orders);
  const { journal, kept } = store;
  return { ...store, azure, planner: { ...planner, readers: azure.readers, journal, kept } };
};

export const elapsedIn = ({ speed }: FastTime): (() => number) =>
  createElapsedClock(
    () => performance.now() * speed,
    () => Date.now() * speed,
  );

const openStore = async ({ redis, highWater, time, leaseSeconds }: Orders) => {
  const server = await openRedisServer({ url: redis, dataFolder: '', allowInProcess: false, path: '' });
  const connection = await connectRedis(server, { deployment: 'test', now: () => new Date(), noticed: silent });
  const store = await openGuardedStore(connection, { file: highWater, troubled: silent });
  const queue = new WakeUpQueue(connection, silent);
  const readEntry = (value: unknown) => entryShape.parse(value);
  const journal = new RedisJournal(store, { conflicts, schedule: queue.schedule, readEntry });
  // Few at once: who is going to be killed soon gets somewhere before.
  const wakeups = new RedisWakeups(store, queue, { atOnce: 2, sweepSeconds: 0.2, leaseSeconds, troubled: silent });
  const kept = {
    copies: new RedisCopyRecords(store),
    schedules: new RedisSchedules(store, { readSchedule, troubled: silent }),
    worker: new RedisWorkerIdentity(store),
  };
  const audit = new RedisAuditLog(store, { now: () => new Date(), hashOf, start: chainStart });
  const scribe = new Scribe({ log: audit, now: () => new Date(), failed: silent });
  const close = async () => {
    scribe.stop();
    await scribe.flush();
    await wakeups.stop();
    await queue.close();
    await store.close();
    await connection.close();
  };
  const audited = auditedJournal(inFastTime(journal, time), scribe);
  return { connection, store, queue, wakeups, kept, journal: audited, audit, scribe, close };
};

export const openAzure = async ({ azureTime, time, ...orders }: Orders) => {
  const { tenant, authority, clientId, clientSecret } = orders;
  const credential = await createCredential({
    ...{ tenant, authority, clientId, clientSecret },
    kind: 'client-secret',
    managedIdentityOffered: false,
  });
  const azure = connectAzure({
    credential,
    resourceManager: orders.azure,
    audience: 'https://management.azure.com',
    subscriptions: [orders.subscription],
    timing: { now: () => new Date(fastNow(azureTime)), monotonic: elapsedIn(time) },
  });
  const { recovery } = azure.writers;
  const there = (sentAt: Date) => new Date(fast(azureTime, real(time, sentAt.getTime())));
  const reconcile: typeof recovery.reconcile = (sent) => recovery.reconcile({ ...sent, sentAt: there(sent.sentAt) });
  return { ...azure, writers: { ...azure.writers, recovery: { ...recovery, reconcile } } };
};
