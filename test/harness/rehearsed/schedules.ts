import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const add = 'schedule add restore-point pay-web-01 --every 4h --keep 1 --copy-to westus';

export const keepSchedule: Rehearsed = {
  workflow: 'keep-schedule',
  line: add,
  sentLater: true,
  seconds: 10,
  turns: 20,
  once: [],
  proves: async ({ kept }) => {
    expect(await kept.schedules.list()).toMatchObject([{ id: 'DR-1001', keep: 1, copyTo: ['westus'] }]);
  },
};

/** Two points of the schedule are there already, both copied: the oldest holds everything, the last one is copied from. */
const ranTwice = async (bench: Bench): Promise<void> => {
  await bench.carryOut(await bench.ask(add), { turns: 5, seconds: 10 });
  for (const _ of ['first', 'second']) {
    await bench.carryOut(await bench.ask('schedule run DR-1001'), { turns: 60, seconds: 900 });
  }
  bench.world.azure.clock.advance(7200);
};

export const runSchedule: Rehearsed = {
  workflow: 'run-schedule',
  given: ranTwice,
  line: 'schedule run DR-1001',
  seconds: 900,
  turns: 60,
  once: [],
  proves: async ({ world }) => {
    const { copies } = world.connected.readers;
    const { value: collections } = await copies.collections('fresh');
    const lists = await Promise.all(collections.map(({ id }) => copies.restorePoints(id)));
    const names = lists.map(({ value }) => value.map(({ name }) => name.slice(0, 18)));

    // The newest, and the oldest, without which the next one would be a full one; the one between them is gone.
    expect(names).toEqual([
      ['dr-1001-by-dr-1002', 'dr-1001-by-dr-1004'],
      ['dr-1001-by-dr-1002', 'dr-1001-by-dr-1004'],
    ]);
  },
};
