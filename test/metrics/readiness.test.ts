import { expect, test } from 'vitest';
import { readinessOf } from '../../src/metrics/readiness.ts';

const withClock = (ahead: () => Promise<number>) => readinessOf({ ahead });

test.each([0, 30_000, -30_000])('a clock that is %s ms from the one of Redis is near enough', async (ahead) => {
  expect(await withClock(async () => ahead)).toEqual({ ready: true, because: [] });
});

test.each([
  [30_501, "This machine's clock is 31 s ahead of Redis'."],
  [-90_000, "This machine's clock is 90 s behind Redis'."],
])('one that is %s ms from it is not', async (ahead, why) => {
  expect(await withClock(async () => ahead)).toEqual({ ready: false, because: [why] });
});

test('without an answer of Redis there is no readiness', async () => {
  const silent = withClock(async () => {
    throw new Error('Command timed out');
  });

  expect(await silent).toEqual({ ready: false, because: ['Redis does not answer.'] });
});
