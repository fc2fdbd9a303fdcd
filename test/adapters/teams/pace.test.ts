import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitAfter } from '../../../adapters/teams/connector/pace.ts';

/** The platform's limits for one conversation, as they are published. */
const limits = [
  [1000, 7],
  [2000, 8],
  [30_000, 60],
  [3_600_000, 1800],
] as const;

test('however messages come, no window ever holds more than it may', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 300 });

  fc.assert(
    fc.property(gaps, (all) => {
      const sent: number[] = [];
      let now = 0;
      for (const gap of all) {
        now += gap;
        now += waitAfter(sent, now);
        sent.push(now);
      }
      for (const [milliseconds, most] of limits) {
        for (const [at, time] of sent.entries()) {
          const inside = sent.slice(at).filter((other) => other < time + milliseconds);
          expect(inside.length).toBeLessThanOrEqual(most);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('nothing waits while there is room', () => {
  expect(waitAfter([], 0)).toBe(0);
  expect(waitAfter([0, 1, 2, 3, 4, 5], 6)).toBe(0);
  expect(waitAfter([0, 1, 2, 3, 4, 5, 6], 6)).toBe(994);
});
