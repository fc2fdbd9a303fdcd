import { expect, onTestFinished, test } from 'vitest';
import { RedisCopyRecords } from '../../adapters/redis/copy-records.ts';
import { type CopyTrouble, computeState } from '../../rehearsal/azure/services/compute/state.ts';
import { followCopy } from '../../src/protection/copies/follow.ts';
import { copyDetail, copyProblem, sparkline } from '../../src/views/copy-words.ts';
import { startAzureWorld } from '../adapters/azure/azure-world.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { startLimits } from '../plans/copies/limits-of-azure.ts';
import { describeOnRedis } from '../redis-servers.ts';

const minute = 60;

describeOnRedis('A copy that is followed', (connect) => {
  /** One of the bot's own that takes so long, looked at after so many minutes each. */
  const following = async (seconds: number, trouble?: Pick<CopyTrouble, 'kind' | 'atPercent'>) => {
    const world = await startAzureWorld();
    onTestFinished(() => world.close());
    const limits = startLimits(world);
    limits.hasPoint('monday');
    limits.hasCopy('monday');
    const begunAt = new Date(world.azure.clock.now());
    for (const copy of world.azure.world.state(computeState).copies.values()) Object.assign(copy, { seconds, trouble });
    const kept = { copies: new RedisCopyRecords(await openStore(await connect())) };
    const copy = {
      copyId: limits.copyOf('monday').toLowerCase(),
      kind: 'restore-point',
      name: 'monday',
      sourceId: limits.point('monday').toLowerCase(),
      region: 'westus',
      place: limits.far.toLowerCase(),
      begunAt,
      operation: 'DR-1042',
    } as const;
    return async (minutes: number) => {
      world.azure.clock.advance(minutes * minute);
      return followCopy(copy, limits.context.readers, kept);
    };
  };

  test('and carries little stands at 0 and is there at the next report: nobody is alarmed before two are silent', async () => {
    const quick = await following(90);
    const details = [await quick(1), await quick(8)].map(copyDetail);
    const slow = await following(90, { kind: 'stall', atPercent: 0 });
    const silent = [await slow(1), await slow(10), await slow(9), await slow(2)].map(copyDetail);

    expect(details).toEqual(['0 %', '0 %']);
    expect(await quick(2)).toMatchObject({ state: 'arrived', percent: 100 });
    expect(silent).toEqual([
      '0 %',
      '0 %',
      '0 %',
      '0 %, nothing new from Azure for 20 min, as is usual for disks with few changes',
    ]);
  });

  test('tells its rate, what is left, how it grew and when Azure last said anything', async () => {
    const look = await following(5 * 3600);
    for (let count = 0; count < 11; count += 1) await look(10);
    const standing = await look(10);

    expect(copyDetail(standing)).toBe('40 %, about 3 h left');
    expect(Math.round(standing.percentAnHour ?? 0)).toBe(20);
    expect(sparkline(standing.history)).toBe('▁▁▁▂▂▂▂▃▃▃▃▄');
    expect(standing.reportedAt).toEqual(standing.seenAt);
    expect((await look(5)).reportedAt).toEqual(standing.seenAt);
  });

  test('of one that fails Azure tells no percentage and no reason, and what was seen is told instead', async () => {
    const look = await following(3600, { kind: 'fail', atPercent: 62 });
    for (let count = 0; count < 3; count += 1) await look(10);
    const failed = await look(20);

    expect(failed).toMatchObject({ state: 'failed', percent: 50 });
    expect(copyProblem(failed)).toMatchObject({
      code: 'CopyFailed',
      message: expect.stringMatching(/^Azure gives no details .* disk web-01-os stood at 50 %\.$/u),
      possibleCauses: expect.stringContaining('The source was deleted'),
      recommendedAction: expect.stringContaining('Make a fresh point and copy that'),
    });
  });

  test('is expected by its rate: what is not done in two weeks is said on the first day', async () => {
    const look = await following(20 * 86_400);
    for (let count = 0; count < 3; count += 1) await look(8 * 60);
    const standing = await look(10);

    expect(copyDetail(standing)).toContain('at this rate it is not done in time: Azure ends it at two weeks');
  });
});
