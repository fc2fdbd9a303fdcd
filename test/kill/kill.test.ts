import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { OperationState } from '../../src/operations/state.ts';
import { hasRealServer } from '../redis-servers.ts';
import { errands, makePoints, spoilOne } from './errands.ts';
import { startKeepingRedis } from './keeping-redis.ts';
import { startKiller } from './killer.ts';
import { randomFrom } from './random.ts';
import { type Storm, startStorm } from './storm.ts';
import { expectAudited, expectHonestEnd, expectLastWord, expectNothingLost } from './verdict.ts';
import { buildWorker } from './worker-process.ts';

const kills = Number(process.env.KILL_TIMES ?? 60);
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);

/** It waits for a person: nobody knows what became of a call, or it lay still so long that consent is asked for again. */
const isStuck = ({ ended, stopAsked, consentAsked, steps = [] }: OperationState): boolean =>
  !ended && !stopAsked && (consentAsked !== undefined || steps.some(({ standing }) => standing.kind === 'unknown'));

const mostOpen = 6;

/** Asks for one after the other until all have ended; where one waits for a person, somebody stops it. */
const carryOut = async (storm: Storm, lines: readonly string[]): Promise<readonly OperationState[]> => {
  const [ids, waiting]: [string[], string[]] = [[], [...lines]];
  for (;;) {
    const states = await Promise.all(ids.map(storm.state));
    const open = states.filter(({ ended }) => !ended);
    const next = open.length < mostOpen ? waiting.shift() : undefined;
    if (!next && open.length === 0) return states;
    for (const { id } of states.filter(isStuck)) await storm.say('cleo', `stop ${id}`);
    if (next) ids.push(await storm.ask(next));
    else await pause(200);
  }
};

describe.runIf(hasRealServer)('Two workers', () => {
  test(`lose and repeat nothing when they are killed ${kills} times (KILL_SEED=${seed})`, async () => {
    const [file, random, left] = [await buildWorker(), randomFrom(seed), { kills }];
    const all: string[] = [];

    while (left.kills > 0) {
      const { url } = await startKeepingRedis();
      const storm = await startStorm({ redis: url });
      await makePoints(storm);
      spoilOne(storm);
      let isOver = false;
      const killer = startKiller({ file, random, left, orders: storm.ordersFor('worker'), isOver: () => isOver });

      const states = await carryOut(storm, errands.slice(0, Math.max(4, left.kills)));
      isOver = true;
      await killer.ended;

      const { heard, killedAfter, complaints } = killer.report();
      all.push(...killedAfter);
      expect(complaints).toBe('');
      for (const state of states) expectHonestEnd(storm, state);
      const ids = states.map(({ id }) => id);
      await expectNothingLost(storm, ids, heard);
      await expectAudited(storm, ids);
      for (const state of states) await expectLastWord(storm, state);
      await storm.close();
      if (process.env.KILL_TIMES) process.stdout.write(`${told(states, killedAfter)}\n`);
    }

    expect(all).toHaveLength(kills);
  }, 3_600_000);
});

const told = (states: readonly OperationState[], killedAfter: readonly string[]): string =>
  `${tally(states.map(({ ended }) => ended?.outcome ?? 'open'))}; killed after ${tally(killedAfter)}`;

const tally = (words: readonly string[]): string =>
  [...new Set(words)].map((word) => `${words.filter((each) => each === word).length} ${word}`).join(', ');
