import { z } from 'zod';
import { byClockScript } from './commit-script.ts';
import type { GuardedStore } from './guarded-store.ts';
import { scriptOf } from './script.ts';

const run = scriptOf(byClockScript);
const answerShape = z.array(z.string());

interface Timed {
  readonly member: string;
  readonly at: number;
}

/** Members of a sorted set whose time has come by Redis' own clock, the longest overdue first; or has not come yet. */
export async function byClock(store: GuardedStore, key: string, which: 'past' | 'ahead'): Promise<readonly Timed[]> {
  const answer = answerShape.parse(await run(store.connection.redis, [key], [which]));
  return answer.flatMap((member, index) => (index % 2 === 0 ? { member, at: Number(answer[index + 1]) } : []));
}
