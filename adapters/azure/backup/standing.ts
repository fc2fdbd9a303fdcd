import { AzureRefused, AzureUnreachable } from '../../../src/errors/azure.ts';
import type { OperationStanding, OperationToken } from '../../../src/ports/azure/write.ts';
import type { Core } from '../core/core.ts';
import { idKey, nameOf } from '../core/ids.ts';
import type { JobLists } from './job-lists.ts';
import { type BackupJob, jobIdAt } from './job-shape.ts';
import { readJob } from './jobs.ts';
import { jobByOperation, placeOf, sinceAccepted } from './operations.ts';
import { type Followed, followedBy } from './tokens.ts';

type Standing = (token: OperationToken) => Promise<OperationStanding>;

/** An operation that has succeeded has made a job, no more: how it stands is what the job says. */
export const createStanding = (core: Core, lists: JobLists): Standing => {
  /** Operations end once: which job came of one stays true. */
  const jobs = new Map<string, string>();

  const jobOf = async (token: OperationToken, followed: Followed): Promise<string | OperationStanding> => {
    if (followed.kind === 'job') return followed.name;
    if (followed.kind === 'cancelling') return nameOf(followed.jobId);
    const known = jobs.get(token.at);
    if (known !== undefined) return known;
    const found = await jobByOperation(core, lists, token);
    if (typeof found === 'string') remember(jobs, token.at, found);
    return found;
  };

  return async (token) => {
    if (token.kind === 'done') return { state: 'succeeded', result: token.resource };
    if (token.kind !== 'backup-operation' && token.kind !== 'cross-region-operation') {
      throw new Error(`Not an operation of Azure Backup: ${token.kind}`);
    }
    const followed = followedBy(token);
    try {
      const found = await jobOf(token, followed);
      if (typeof found !== 'string') return found;
      const { job, restoring } = await followJob(core, lists, token, found);
      return followed.kind === 'cancelling' ? cancelled(job) : standingOf(core, job, restoring);
    } catch (error) {
      return whileAzureIsBusy(error);
    }
  };
};

const most = 1000;

const remember = (jobs: Map<string, string>, at: string, job: string): void => {
  jobs.set(at, job);
  const oldest = jobs.size > most ? jobs.keys().next() : undefined;
  if (oldest?.done === false) jobs.delete(oldest.value);
};

/** Says nothing of the operation: asked too often, or nobody there just now. */
const whileAzureIsBusy = (error: unknown): OperationStanding => {
  const problem = error instanceof AzureRefused ? error.problem : undefined;
  const { status = 0, retryAfterSeconds = 60 } = problem ?? {};
  if (status !== 429 && status !== 408 && status < 500) throw error;
  return { state: 'running', askAgainInSeconds: Math.max(retryAfterSeconds, 5) };
};

/** From the list that everybody shares; by itself only where that list is too old to have it. */
const followJob = async (core: Core, lists: JobLists, token: OperationToken, name: string): Promise<Seen> => {
  const place = placeOf(token);
  const listed = await lists.since(place, sinceAccepted(token), 'shared');
  const job = listed.value.find((one) => idKey(one.name) === idKey(name));
  const lacksReason = job?.state === 'failed' && job.problems.length === 0;
  const restoring = listed.value.filter(({ state, what }) => state === 'running' && restores.has(what)).length;
  if (job !== undefined && !lacksReason) return { job, restoring };
  return { job: (await readJob(core, jobIdAt(place, name), minute)).value, restoring };
};

interface Seen {
  readonly job: BackupJob;
  /** How many restores of that vault run now. */
  readonly restoring: number;
}

const minute = 60_000;
const asksForJobs = 60;
const restores = new Set(['Restore', 'CrossRegionRestore']);

const standingOf = async (core: Core, job: BackupJob, restoring: number): Promise<OperationStanding> => {
  switch (job.state) {
    case 'succeeded':
      return { state: 'succeeded', job: job.id };
    case 'failed':
    case 'cancelled':
      return { state: job.state, job: job.id, problem: job.problems[0] ?? endedBadly(job) };
    default: {
      const percent = restores.has(job.what) ? (job.percent ?? (await percentOf(core, job, restoring))) : undefined;
      return {
        state: 'running',
        job: job.id,
        ...(percent !== undefined && { percent }),
        askAgainInSeconds: asksForJobs,
      };
    }
  }
};

/**
 * Lists do not tell it. It moves slowly, and each look is one of 150 an hour: so a look in five minutes, whichever of
 * the restores that run it is for.
 */
const percentOf = async (core: Core, job: BackupJob, restoring: number): Promise<number | undefined> => {
  try {
    return (await readJob(core, job.id, 5 * minute * Math.max(1, restoring))).value.percent;
  } catch (error) {
    if (error instanceof AzureRefused || error instanceof AzureUnreachable) return undefined;
    throw error;
  }
};

const endedBadly = (job: BackupJob) => ({
  what: `${job.what} of ${job.about}`,
  code: job.stateAsAzureSays,
  message: job.state === 'cancelled' ? 'Somebody cancelled the job.' : 'Azure Backup gives no reason.',
  ...(job.requestId !== undefined && { requestId: job.requestId }),
});

/** The job is what was to end: that it has ended otherwise is the failure. */
const cancelled = (job: BackupJob): OperationStanding => {
  if (job.state === 'cancelled') return { state: 'succeeded', job: job.id };
  if (job.state !== 'succeeded' && job.state !== 'failed') {
    return { state: 'running', job: job.id, askAgainInSeconds: asksForJobs };
  }
  const message = 'The job ended before it could be cancelled.';
  return { state: 'failed', job: job.id, problem: { ...endedBadly(job), what: `cancel job ${job.name}`, message } };
};
