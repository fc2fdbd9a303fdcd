import type { Duty } from '../../src/ports/wakeups.ts';
import { answersOf } from './answers.ts';
import { byClock } from './by-clock.ts';
import type { GuardedStore } from './guarded-store.ts';
import type { WakeUp } from './wake-up-queue.ts';

const requestPrefix = 'request:';
const newsPrefix = 'news:';

/** What stands for a request among the due times. */
export const dueOf = (id: string) => `${requestPrefix}${id}`;

/** What stands for the news of an operation there. */
export const newsOf = (operation: string) => `${newsPrefix}${operation}`;

/** An operation stands there by its bare id, which holds no colon. */
export const dutyOf = (member: string): Duty => (member.includes(':') ? 'front' : 'worker');

/** Whose time has come, the longest overdue first, with the version that each has now. */
export async function dueWakeUps(store: GuardedStore, most: number, duty: Duty): Promise<readonly WakeUp[]> {
  const { connection, keys } = store;
  const due = await byClock(store, keys.due, 'past');
  const wanted = due.filter(({ member }) => dutyOf(member) === duty).slice(0, most);
  if (wanted.length === 0) return [];
  const pipeline = connection.redis.pipeline();
  for (const { member } of wanted) {
    if (member.startsWith(requestPrefix)) pipeline.hget(keys.request(member.slice(requestPrefix.length)), 'version');
    else pipeline.llen(keys.journal(member.replace(newsPrefix, '')));
  }
  const versions = await answersOf(pipeline);
  return wanted.map(({ member, at }, index) => ({ id: member, version: Number(versions[index] ?? 0), at }));
}
