import type { Job } from '../../../src/ports/azure/job.ts';
import type { ProtectedItem, RecoveryWriter } from '../../../src/ports/azure/recovery.ts';
import type { OperationToken, Reconciled } from '../../../src/ports/azure/write.ts';
import type { Core } from '../core/core.ts';
import { nameOf } from '../core/ids.ts';
import { evidenceOf, whatIs } from './evidence.ts';
import { readListing } from './listing.ts';
import { jobsIn, newestJobsIn } from './lists.ts';
import { scenarioOf } from './scenarios.ts';
import { vaultOf } from './spelling.ts';

export type ReconcileOrder = Parameters<RecoveryWriter['reconcile']>[0];

/** Our clock and Azure's may differ by so much. */
const apart = 60_000;

/**
 * By our request id first, with which Azure begins the activity id of the job; then by a job of the same kind on the
 * same thing at that time; last by the state of the thing. Where something cannot be read this fails: not to see
 * anything must not pass for having looked.
 */
export const reconcile = async (core: Core, order: ReconcileOrder): Promise<Reconciled> => {
  const jobs = await recentJobs(core, order);
  const own = ownAmong(jobs, order) ?? ownAmong(await newestJobs(core, order), order);
  if (own !== undefined) return seen(own, order, core.timing.now());
  const target = await whatIs(core, order.itemId);
  const kin = jobs.find((job) => isKin(job, order, target.item));
  if (kin !== undefined) return seen(kin, order, core.timing.now());
  return runningSince(order, target.item, core.timing.now()) ?? (await evidenceOf(core, order, target));
};

const recentJobs = async (core: Core, { itemId, sentAt }: ReconcileOrder): Promise<readonly Job[]> => {
  const vaultId = vaultOf(itemId);
  const since = new Date(sentAt.getTime() - 5 * apart);
  return (await readListing(core, vaultId, 'fresh', jobsIn(vaultId, since))).value;
};

/** Azure documents no form of the filter: what it does not bring may yet be on the first page without it. */
const newestJobs = async (core: Core, { itemId }: ReconcileOrder): Promise<readonly Job[]> =>
  (await readListing(core, vaultOf(itemId), 'fresh', newestJobsIn(vaultOf(itemId)))).value;

/** The jobs that a job starts may carry its activity id as well: the one of the right kind, else the first of them. */
const ownAmong = (jobs: readonly Job[], { requestId, scenario }: ReconcileOrder): Job | undefined => {
  const own = jobs.filter((job) => job.requestId?.toLowerCase() === requestId.toLowerCase());
  const begun = (job: Job) => job.startedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return (
    own.find((job) => job.scenario !== undefined && job.scenario === scenarioOf[scenario]) ??
    own.toSorted((one, other) => begun(one) - begun(other))[0]
  );
};

const isKin = (job: Job, { itemId, scenario, sentAt }: ReconcileOrder, item: ProtectedItem | undefined): boolean => {
  if (job.scenario === undefined || job.scenario !== scenarioOf[scenario]) return false;
  const about = item?.vmName ?? nameOf(itemId);
  return job.about.toLowerCase() === about.toLowerCase() && isOfThen(job, sentAt);
};

/** Not one that was over before ours was sent. */
const isOfThen = ({ startedAt, endedAt }: Pick<Job, 'startedAt' | 'endedAt'>, sentAt: Date): boolean =>
  startedAt !== undefined &&
  startedAt.getTime() >= sentAt.getTime() - apart &&
  (endedAt === undefined || endedAt.getTime() >= sentAt.getTime());

/** A job that has failed was under way too: its standing tells how it ended. */
const seen = (job: Job, { itemId }: ReconcileOrder, now: Date): Reconciled => {
  if (job.state !== 'succeeded') return { seen: 'under-way', token: jobToken(job.id, itemId, now) };
  return { seen: 'done', evidence: `Job ${job.name}, ${job.what} of ${job.about}, has succeeded.` };
};

const runningSince = (
  { itemId, scenario, sentAt }: ReconcileOrder,
  item: ProtectedItem | undefined,
  now: Date,
): Reconciled | undefined => {
  const running = item?.runningJob;
  if (running === undefined || running.scenario !== scenarioOf[scenario] || !isOfThen(running, sentAt))
    return undefined;
  return { seen: 'under-way', token: jobToken(running.jobId, itemId, now) };
};

const jobToken = (jobId: string, resource: string, now: Date): OperationToken => ({
  kind: 'recovery-job',
  at: jobId,
  resource,
  acceptedAt: now.toISOString(),
});
