import { expect } from 'vitest';
import { setQuota } from '../../../rehearsal/azure/services/compute/provision.ts';
import { sending } from '../../adapters/azure/azure-world.ts';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const plan = 'plan-shop';
const quick = { workflow: 'act-on-job', seconds: 30, turns: 20 };

const jobsOf = async ({ world }: Bench) => (await world.connected.readers.recovery.jobs(new Date(0))).value;

/** A failover that waits for what is to be done by hand. */
const waiting = async ({ ask, carryOut }: Bench): Promise<void> => {
  const made = `recovery-plan create ${plan} --group "shop-db-01" --manual "after 1: Check the database"`;
  await carryOut(await ask(made), { turns: 20, seconds: 30 });
  await carryOut(await ask(`failover ${plan}`), { turns: 12, seconds: 60 });
};

const waitingJob = async (bench: Bench): Promise<string> =>
  (await jobsOf(bench)).find(({ about, state }) => about === plan && state === 'suspended')?.name ?? 'none';

const itemOf = async ({ world }: Bench, name: string) =>
  (await world.connected.readers.recovery.items('fresh')).value.find(({ vmName }) => vmName === name);

export const jobActions: readonly Rehearsed[] = [
  {
    ...quick,
    how: 'job-resume',
    given: waiting,
    line: async (bench) => `job-resume ${await waitingJob(bench)}`,
    once: [],
    proves: async (bench) => {
      expect((await jobsOf(bench)).filter(({ state }) => state === 'suspended')).toEqual([]);
    },
  },
  {
    ...quick,
    how: 'job-cancel',
    given: waiting,
    line: async (bench) => `job-cancel ${await waitingJob(bench)}`,
    once: [],
    proves: async (bench) => {
      const ofPlan = (await jobsOf(bench)).filter(
        ({ about, scenario }) => about === plan && scenario === 'UnplannedFailover',
      );
      expect(ofPlan.map(({ state }) => state)).toEqual(['cancelled']);
    },
  },
  {
    ...quick,
    how: 'job-restart',
    // There is no quota for it in its recovery region, until somebody has asked Azure for more.
    given: async (bench) => {
      const { world } = bench;
      const itemId = (await itemOf(bench, 'build-01'))?.id ?? '';
      await world.connected.writers.recovery.failover({ itemId, shutdownSource: false }, sending());
      // Less than a quarter of an hour: jobs are told from others by when they began.
      world.azure.clock.advance(400);
      const place = { subscriptionId: world.subscriptionId, location: 'westus' };
      setQuota(world.azure.world, { ...place, family: 'standardFSv2Family', limit: 64 });
    },
    line: async (bench) => {
      const failed = (await jobsOf(bench)).find(({ about, state }) => about === 'build-01' && state === 'failed');
      return `job-restart ${failed?.name}`;
    },
    once: ['ReplicationJobs_Restart'],
    proves: async (bench) => {
      bench.world.azure.clock.advance(900);
      expect(await itemOf(bench, 'build-01')).toMatchObject({ activeLocation: 'target' });
    },
  },
];
