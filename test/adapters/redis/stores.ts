import { onTestFinished } from 'vitest';
import { RedisApprovals } from '../../../adapters/redis/approvals.ts';
import { RedisAuditLog } from '../../../adapters/redis/audit-log.ts';
import type { RedisConnection } from '../../../adapters/redis/connection.ts';
import { RedisCopyRecords } from '../../../adapters/redis/copy-records.ts';
import { type GuardedStore, openGuardedStore } from '../../../adapters/redis/guarded-store.ts';
import { RedisJournal } from '../../../adapters/redis/journal.ts';
import { RedisSchedules } from '../../../adapters/redis/schedules.ts';
import type { Schedule } from '../../../adapters/redis/wake-up-queue.ts';
import { RedisWorkerIdentity } from '../../../adapters/redis/worker-identity.ts';
import { chainStart, hashOf } from '../../../src/audit/chain.ts';
import { entryShape } from '../../../src/operations/entry.ts';
import { lockConflicts as conflicts } from '../../../src/operations/lock-kinds.ts';
import type { Kept } from '../../../src/ports/kept.ts';
import { readSchedule } from '../../../src/schedules/schedule-shape.ts';

/** A process' view of the store, silent about what it can live with. */
export async function openStore(connection: RedisConnection, file?: string): Promise<GuardedStore> {
  const store = await openGuardedStore(connection, { file, troubled: () => {} });
  onTestFinished(() => store.close());
  return store;
}

const noSchedule: Schedule = () => {};

export const approvalsOn = (store: GuardedStore, schedule = noSchedule) =>
  new RedisApprovals(store, { conflicts, schedule });

export const journalOn = (store: GuardedStore, schedule = noSchedule) =>
  new RedisJournal(store, { conflicts, schedule, readEntry: (value) => entryShape.parse(value) });

export const keptOn = (store: GuardedStore): Kept => ({
  copies: new RedisCopyRecords(store),
  schedules: new RedisSchedules(store, { readSchedule, troubled: () => {} }),
  worker: new RedisWorkerIdentity(store),
});

export const auditOn = (store: GuardedStore, now = () => new Date()) =>
  new RedisAuditLog(store, { now, hashOf, start: chainStart });
