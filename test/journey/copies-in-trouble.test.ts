import { expect, test } from 'vitest';
import type { RedisConnection } from '../../adapters/redis/connection.ts';
import { computeTypes } from '../../rehearsal/azure/services/compute/shapes.ts';
import { type CopyTrouble, computeState } from '../../rehearsal/azure/services/compute/state.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { startOnBoth } from './stages/both.ts';
import { answered, startConversation } from './stages/conversation.ts';
import type { Stage } from './stages/stage.ts';

const long = { timeout: 120_000 };

const idsIn = (list: string): readonly string[] => [...new Set(list.match(/\brp-[0-9a-z]{6,}/gu))];

/** A copy of a point of pay-web-01 on its way to West US, asked for on Slack, and watched by its id on both platforms. */
const watchedCopy = async (
  connect: () => Promise<RedisConnection>,
  trouble?: Pick<CopyTrouble, 'kind' | 'atPercent'>,
) => {
  const both = await startOnBoth(connect);
  const { bench, slack, teams } = both;
  const { azure } = bench.world;
  const { carried, reads, request } = startConversation(bench, slack);
  const list = async () => (await reads('restore-point list pay-web-01', /pay-web-01: \d restore point/u)).text;
  await carried('restore-point create pay-web-01', { seconds: 30 });
  const point = `pay-web-01/${idsIn(await list())[0]}`;
  const sourceId = azure.world.resources.list(computeTypes.restorePoints)[0]?.id ?? '';
  if (trouble) azure.world.state(computeState).copyTroubles.push({ sourceId, ...trouble });
  const id = await request('restore-point copy --to westus', { point });
  await bench.carryOut(id, { turns: 9, seconds: 15 });
  const copy = `pay-web-01/${idsIn(await list())[1]}`;
  for (const [stage, who] of [
    [slack, 'ana'],
    [teams, 'cleo'],
  ] as const) {
    await answered(stage, who, new RegExp(`${copy} is watched here`, 'u'), () => stage.says(who, `watch ${copy}`));
  }
  /** Goes on for as long, and looks around once an interval. */
  const goesOn = async (intervals: number, seconds: number) => {
    for (let count = 0; count < intervals; count += 1) {
      await bench.carryOut(id, { turns: 1, seconds });
      await bench.lookAround();
    }
  };
  return { ...both, id, copy, goesOn };
};

/** What the whole channel was told of the copy itself, beside its operation. */
const told = (stage: Stage) =>
  stage.sees('dan', 'dr').filter(({ text }) => /Copy (?:of|complete:) restore point/u.test(text));

describeOnRedis('A watched copy in trouble, in chat', (connect) => {
  test('that fails is told on both platforms, with what the bot saw of it and what to do next', long, async () => {
    const { slack, teams, goesOn, faults } = await watchedCopy(connect, { kind: 'fail', atPercent: 62 });
    await goesOn(12, 300);

    for (const stage of [slack, teams]) {
      const end = told(stage).at(-1);
      expect(end?.text).toMatch(/Copy of restore point \S+ of pay-web-01 to West US failed\./u);
      expect(end?.text).toMatch(/Azure gives no details .* stood at \d+ %/u);
      expect(end?.buttons).toContain('Create and copy a new point');
    }
    expect(faults()).toEqual([]);
  });

  test('that stands still is warned of at ten days, and its end at two weeks is told on both', long, async () => {
    const { slack, teams, goesOn, faults } = await watchedCopy(connect, { kind: 'stall', atPercent: 40 });
    await goesOn(11, 86_400);
    const late = [slack, teams].map((stage) => told(stage).map(({ text }) => text));
    await goesOn(5, 86_400);

    const warned = expect.stringMatching(/It has taken 1\d days: Azure ends it at two weeks, on /u);
    // The card, and a message of its own.
    for (const texts of late) expect(texts).toEqual([warned, warned]);
    for (const stage of [slack, teams]) {
      expect(told(stage).at(-1)?.text).toContain('The copy took longer than two weeks, and Azure ends those.');
    }
    expect(faults()).toEqual([]);
  });

  test('whose region is down in the middle is followed on, and its arrival told on both', long, async () => {
    const { bench, slack, teams, goesOn, id, faults } = await watchedCopy(connect);
    bench.world.azure.faults.regionDown('westus');
    await goesOn(2, 600);
    const down = await bench.say('ana', `operation ${id}`);
    bench.world.azure.faults.regionUp('westus');
    await goesOn(12, 600);

    expect(down).toContain('I go on trying');
    for (const stage of [slack, teams]) {
      expect(told(stage).at(-1)?.text).toMatch(/Copy complete: restore point \S+ of pay-web-01 is in West US/u);
    }
    expect(faults()).toEqual([]);
  });
});
