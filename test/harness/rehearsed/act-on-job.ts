import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';

const plan = 'plan-shop';

export const actOnJob: Rehearsed = {
  workflow: 'act-on-job',
  given: async ({ ask, carryOut }) => {
    const made = `recovery-plan create ${plan} --group "shop-db-01" --manual "after 1: Check the database"`;
    await carryOut(await ask(made), { turns: 20, seconds: 30 });
    await carryOut(await ask(`failover ${plan}`), { turns: 12, seconds: 60 });
  },
  line: async ({ world }) => {
    const { value: jobs } = await world.connected.readers.recovery.jobs(new Date(0));
    return `job-resume ${jobs.find(({ about, state }) => about === plan && state === 'suspended')?.name}`;
  },
  seconds: 30,
  turns: 20,
  once: [],
  proves: async ({ world }) => {
    const { value: jobs } = await world.connected.readers.recovery.jobs(new Date(0));
    expect(jobs.filter(({ state }) => state === 'suspended')).toEqual([]);
  },
};
