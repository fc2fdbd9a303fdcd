import type { Job } from '../../../src/ports/azure/job.ts';
import type {
  ItemRecoveryPoint,
  ProtectedItem,
  RecoveryEvent,
  RecoveryPlanSummary,
  ReplicationPolicy,
} from '../../../src/ports/azure/recovery.ts';
import { eventShape } from './event.ts';
import { itemShape } from './item.ts';
import { jobShape } from './job.ts';
import { isOfAzure, type Listing, startingAt } from './listing.ts';
import { leafPath, vaultPath } from './paths.ts';
import { planSummaryShape } from './plan.ts';
import { pointShape } from './point.ts';
import { policyShape } from './policy.ts';

export const itemsIn = (vaultId: string): Listing<ProtectedItem> => ({
  what: 'protected items',
  each: 'The protected item',
  shape: itemShape('list'),
  keeps: isOfAzure,
  pages: ({ replicationProtectedItems: items }, options) => items.list(...vaultPath(vaultId), options),
});

export const pointsOf = (itemId: string): Listing<ItemRecoveryPoint> => ({
  what: 'recovery points',
  each: 'The recovery point',
  shape: pointShape(itemId),
  pages: ({ recoveryPoints: points }, options) => points.listByReplicationProtectedItems(...leafPath(itemId), options),
});

export const plansIn = (vaultId: string): Listing<RecoveryPlanSummary> => ({
  what: 'recovery plans',
  each: 'The recovery plan',
  shape: planSummaryShape,
  pages: ({ replicationRecoveryPlans: plans }, options) => plans.list(...vaultPath(vaultId), options),
});

export const policiesIn = (vaultId: string): Listing<ReplicationPolicy> => ({
  what: 'replication policies',
  each: 'The replication policy',
  shape: policyShape,
  keeps: isOfAzure,
  pages: ({ replicationPolicies: policies }, options) => policies.list(...vaultPath(vaultId), options),
});

export const jobsIn = (vaultId: string, since: Date): Listing<Job> => ({
  what: 'jobs',
  each: 'The job',
  shape: jobShape(),
  filter: startingAt(since),
  pages: ({ replicationJobs: jobs }, options) =>
    jobs.list(...vaultPath(vaultId), { ...options, filter: startingAt(since) }),
});

/** As Azure lists them: the newest first, a page of them. */
export const newestJobsIn = (vaultId: string): Listing<Job> => ({
  what: 'newest jobs',
  each: 'The job',
  shape: jobShape(),
  pages: ({ replicationJobs: jobs }, options) => firstPage(jobs.list(...vaultPath(vaultId), options).byPage()),
});

async function* firstPage<Item>(pages: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const page of pages) {
    yield* page;
    return;
  }
}

export const eventsIn = (vaultId: string, since: Date): Listing<RecoveryEvent> => ({
  what: 'events',
  each: 'The event',
  shape: eventShape,
  filter: startingAt(since),
  pages: ({ replicationEvents: events }, options) =>
    events.list(...vaultPath(vaultId), { ...options, filter: startingAt(since) }),
});
