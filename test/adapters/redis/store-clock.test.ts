import { expect, test } from 'vitest';
import { RedisClock } from '../../../adapters/redis/store-clock.ts';
import { clocksApart } from '../../../src/operations/clocks-apart.ts';
import { describeOnEachRedis } from '../../redis-servers.ts';

describeOnEachRedis("Redis' clock", (connect) => {
  test.each([
    [0, undefined],
    [3_600_000, "This machine's clock is 3600 s ahead of Redis'."],
    [-3_600_000, "This machine's clock is 3600 s behind Redis'."],
  ])('shows a machine whose clock is %s ms off', async (off, said) => {
    const clock = new RedisClock(await connect(), { now: () => new Date(Date.now() + off) });

    const ahead = await clock.ahead();

    // The servers of the tests run on this machine, so there is no more between the clocks than a busy machine makes.
    expect(clocksApart(ahead)?.replace(/\d+ s/u, '3600 s')).toBe(said);
    expect(clocksApart(ahead - off)).toBeUndefined();
  });
});
