import type { Job } from '../../../src/ports/azure/job.ts';
import type { ProtectedItem, RecoveryWriter } from '../../../src/ports/azure/recovery.ts';
import type { OperationToken, Reconciled } from '../../../src/ports/azure/write.ts';
import type { Core } from '../core/core.ts';
import { nameOf } from '../core/ids.ts';
import { evidenceOf, whatIs } from './evidence.ts';
import { readListing } from './listing.ts';
import { jobsIn, newestJobsIn } from './lists.ts';
import { readJob } from './reader.ts';
import { scenarioOf } from './scenarios.ts';
import { vaultOf } from './spelling.ts';

export type ReconcileOrder = Parameters<RecoveryWriter['reconcile']>[0];

/** Our clock and Azure's may differ by so much. */
const apart = 60_000;
/** A job begins when its call arrives: so much later it is none of that call. */
const latest = 15 * 60_000;

/**
 * By our request id first, with which Azure begins the activity id of the job; then by a job of the same kind on the
 * same thing at that time; last by the state of the thing. Where something cannot be read this fails: not to see
 * anything must not pass for having looked.
 */
export const reconcile = async (core: Core, order: ReconcileOrder): Promise<Reconciled> => {
  const target = await whatIs(core, order.itemId);
  const jobs = await jobsOfThen(core, order, target.item);
  const job = (await ownAmong(core, jobs, order)) ?? jobs.find((one) => isKin(one, order, target.item));
  if (job !== undefined) return seen(job, order, core.timing.now());
  return runningSince(order, target.item, core.timing.now()) ?? (await evidenceOf(core, order, target));
};

/**
 * Those that may be meant, the likeliest first. Azure documents no form of the list's filter: the first page without
 * it is looked through as well.
 */
const jobsOfThen = async (core: Core, order: ReconcileOrder, item: ProtectedItem | undefined): Promise<Job[]> => {
  const vaultId = vaultOf(order.itemId);
  const since = new Date(order.sentAt.getTime() - apart);
  const [filtered, newest] = await Promise.all(
    [jobsIn(vaultId, since), newestJobsIn(vaultId)].map((listing) => readListing(core, vaultId, 'fresh', listing)),
  );
  const jobs = new Map([...(filtered?.value ?? []), ...(newest?.value ?? [])].map((job) => [job.id, job]));
  return [...jobs.values()]
    .filter((job) => isOfThen(job, order.sentAt))
    .toSorted((one, other) => likeness(other, order, item) - likeness(one, order, item));
};

/** The job of a plan does not say at first what it is; those of its machines, which may carry the same id, do. */
const likeness = (job: Job, { scenario, itemId }: ReconcileOrder, item: ProtectedItem | undefined): number =>
  job.scenario === undefined ? 2 : Number(isAbout(job, itemId, item)) + Number(job.scenario === scenarioOf[scenario]);

/** A list keeps silent about what a job was begun with: each is asked for it. */
const ownAmong = async (core: Core, jobs: readonly Job[], { requestId }: ReconcileOrder): Promise<Job | undefined> => {
  for (const { id } of jobs) {
    const { value: job } = await readJob(core, id, 'fresh');
    if (job.requestId?.toLowerCase() === requestId.toLowerCase()) return job;
  }
  return undefined;
};

const isKin = (job: Job, { itemId, scenario }: ReconcileOrder, item: ProtectedItem | undefined): boolean =>
  job.scenario !== undefined && job.scenario === scenarioOf[scenario] && isAbout(job, itemId, item);

const isAbout = ({ about }: Job, itemId: string, item: ProtectedItem | undefined): boolean =>
  about.toLowerCase() === (item?.vmName ?? nameOf(itemId)).toLowerCase();

/** Not one that was over before ours was sent. A job that is quite new does not say yet when it began. */
const isOfThen = ({ startedAt, endedAt }: Pick<Job, 'startedAt' | 'endedAt'>, sentAt: Date): boolean => {
  const after = (startedAt ?? sentAt).getTime() - sentAt.getTime();
  return after >= -apart && after <= latest && (endedAt ?? sentAt) >= sentAt;
};

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
