import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace } from '../../../adapters/teams/connector/pace.ts';

/** The platform's limits for one conversation, as they are published. */
const limits = [
  [1000, 7],
  [2000, 8],
  [30_000, 60],
  [3_600_000, 1800],
] as const;

/** A clock that only sleeping, and what is said, moves on. */
const start = () => {
  let now = 0;
  const waits: number[] = [];
  const pace = createPace({
    now: () => now,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  });
  const sent: number[] = [];
  const say = (takes: number, conversation = 'c') =>
    pace(conversation, async () => {
      now += takes;
      sent.push(now);
    });
  return { say, sent, waits };
};

test('however messages come, no window ever holds more than it may', async () => {
  const all = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 200 });

  await fc.assert(
    fc.asyncProperty(all, async (takes) => {
      const { say, sent } = start();
      await Promise.all(takes.map((each) => say(each)));
      for (const [milliseconds, most] of limits) {
        for (const [at, time] of sent.entries()) {
          const inside = sent.slice(at).filter((other) => other < time + milliseconds);
          expect(inside.length).toBeLessThanOrEqual(most);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('nothing waits while there is room, and the eighth waits for its second', async () => {
  const { say, waits } = start();

  for (let at = 0; at < 7; at += 1) await say(1);
  expect(waits).toEqual([]);
  await say(1, 'another conversation');
  expect(waits).toEqual([]);
  await say(1);

  expect(waits).toEqual([993]);
});

test('what fails holds up nothing behind it', async () => {
  const pace = createPace({ now: () => 0, sleep: async () => {} });

  const failed = pace('c', () => Promise.reject(new Error('no')));
  const next = pace('c', async () => 'said');

  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBe('said');
});
