import type { Job } from '../../../src/ports/azure/job.ts';
import type { Freshness, Reading } from '../../../src/ports/azure/reading.ts';
import type { ProtectedItem, RecoveryReader } from '../../../src/ports/azure/recovery.ts';
import { createAcrossVaults, type Surroundings } from '../backup/known-vaults.ts';
import type { Core } from '../core/core.ts';
import { idKey, nameOf, parseId } from '../core/ids.ts';
import type { Part } from '../core/reading.ts';
import { createWhereabouts } from '../core/whereabouts.ts';
import { itemShape } from './item.ts';
import { jobShape } from './job.ts';
import { type Listing, readListing } from './listing.ts';
import { eventsIn, itemsIn, jobsIn, plansIn, pointsOf, policiesIn } from './lists.ts';
import { childPath, leafPath } from './paths.ts';
import { planShape } from './plan.ts';
import { sent } from './sent.ts';
import { readSetup } from './setup-reading.ts';

export const createRecoveryReader = (surroundings: Surroundings): RecoveryReader => {
  const { core } = surroundings;
  const inAllVaults = createAcrossVaults(surroundings);
  const inVaults = <Value>(how: Freshness, listing: (vaultId: string) => Listing<Value>) =>
    inAllVaults(how, ({ id }) => [partOf(core, how, id, listing(id))]);
  const whereTheyAre = createWhereabouts<ProtectedItem>(() => true);
  return {
    items: (how, vmIds) =>
      whereTheyAre(vmIds, {
        everywhere: () => inVaults(how, itemsIn),
        inVaults: (vaultIds) => core.read.across(vaultIds.map((id) => partOf(core, how, id, itemsIn(id)))),
      }),
    item: (id, how) =>
      core.read.one({
        what: `read the protection of ${nameOf(id)}`,
        key: `item ${idKey(id)}`,
        how,
        ask: async (clients) => {
          const { replicationProtectedItems: items } = await clients.siteRecovery(parseId(id).subscription);
          return itemShape('get').parse(await sent((options) => items.get(...leafPath(id), options)));
        },
      }),
    recoveryPoints: async (itemId) => newestFirst(await readListing(core, itemId, 'shared', pointsOf(itemId))),
    plans: (how) => inVaults(how, plansIn),
    plan: (id, how) =>
      core.read.one({
        what: `read recovery plan ${nameOf(id)}`,
        key: `recovery plan ${idKey(id)}`,
        how,
        ask: async (clients) => {
          const { replicationRecoveryPlans: plans } = await clients.siteRecovery(parseId(id).subscription);
          return planShape.parse(await sent((options) => plans.get(...childPath(id), options)));
        },
      }),
    policies: (vaultId) => readListing(core, vaultId, 'shared', policiesIn(vaultId)),
    async jobs(since) {
      const reading = await inVaults('shared', (vaultId) => jobsIn(vaultId, minuteOf(since)));
      return latest(reading, since, ({ startedAt }) => startedAt);
    },
    job: (id) => readJob(core, id, 'shared'),
    setup: (vaultId) => readSetup(core, vaultId),
    async events(since) {
      const reading = await inVaults('shared', (vaultId) => eventsIn(vaultId, minuteOf(since)));
      return latest(reading, since, ({ at }) => at);
    },
  };
};

/** `id` may be one that Azure has given up since: it still finds the job. */
export const readJob = (core: Core, id: string, how: Freshness): Promise<Reading<Job>> =>
  core.read.one({
    what: `read job ${nameOf(id)}`,
    key: `job ${idKey(id)}`,
    how,
    ask: async (clients) => {
      const { replicationJobs: jobs } = await clients.siteRecovery(parseId(id).subscription);
      return jobShape(id).parse(await sent((options) => jobs.get(...childPath(id), options)));
    },
  });

const partOf = <Value>(core: Core, how: Freshness, vaultId: string, listing: Listing<Value>): Part<Value> => ({
  name: `The ${listing.what} of vault ${nameOf(vaultId)}`,
  read: () => readListing(core, vaultId, how, listing),
});

/** Equal questions a few seconds apart are one. */
const minuteOf = (since: Date): Date => new Date(Math.floor(since.getTime() / 60_000) * 60_000);

const latest = <Value>(
  { value, ...reading }: Reading<readonly Value[]>,
  since: Date,
  timeOf: (one: Value) => Date | undefined,
): Reading<readonly Value[]> => {
  const age = (one: Value) => timeOf(one)?.getTime() ?? Number.POSITIVE_INFINITY;
  return {
    ...reading,
    value: value.filter((one) => age(one) >= since.getTime()).toSorted((one, other) => age(other) - age(one)),
  };
};

const newestFirst = <Value extends { readonly at: Date }>(reading: Reading<readonly Value[]>) => ({
  ...reading,
  value: reading.value.toSorted((one, other) => other.at.getTime() - one.at.getTime()),
});
