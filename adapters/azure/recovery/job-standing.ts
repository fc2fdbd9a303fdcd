import { AzureRefused } from '../../../src/errors/azure.ts';
import type { Job, JobTask } from '../../../src/ports/azure/job.ts';
import type { OperationStanding, OperationToken } from '../../../src/ports/azure/write.ts';
import type { Core } from '../core/core.ts';
import { readJob } from './reader.ts';

/**
 * By the job, never by the address of the operation: the Operator role may not read that one. The token's id goes on
 * finding a job that Azure has renamed since.
 */
export const jobStanding = async (core: Core, token: OperationToken): Promise<OperationStanding> => {
  const seconds = secondsToNext(token, core.timing.now());
  try {
    const { value: job } = await readJob(core, token.at, 'fresh');
    return { ...standingFrom(job, seconds), ...tasksIn(job) };
  } catch (error) {
    if (!saysNothing(error, token, core.timing.now())) throw error;
    return { state: 'running', askAgainInSeconds: waitOf(error) ?? seconds };
  }
};

/** Many jobs are over in seconds; those that are not take minutes. */
const secondsToNext = ({ acceptedAt }: OperationToken, now: Date): number =>
  now.getTime() - Date.parse(acceptedAt) < 60_000 ? 5 : 20;

/** What comes of the service's weather, and a job that is too new to be shown, say nothing of how it stands. */
const saysNothing = (error: unknown, { acceptedAt }: OperationToken, now: Date): boolean => {
  if (!(error instanceof AzureRefused)) return false;
  const { status = 0 } = error.problem;
  const isNew = now.getTime() - Date.parse(acceptedAt) < 120_000;
  return status === 429 || status === 408 || status >= 500 || (status === 404 && isNew);
};

const waitOf = (error: unknown): number | undefined =>
  error instanceof AzureRefused ? error.problem.retryAfterSeconds : undefined;

const tasksIn = ({ tasks }: Job) => (tasks.some((task) => task.tasks.length > 0) ? { tasks } : undefined);

const standingFrom = (job: Job, askAgainInSeconds: number): OperationStanding => {
  switch (job.state) {
    case 'waiting':
    case 'running':
      return { state: 'running', job: job.id, ...doing(job), askAgainInSeconds };
    case 'succeeded':
      return { state: 'succeeded', job: job.id, result: job.result };
    case 'failed':
    case 'cancelled':
      return { state: job.state, job: job.id, problem: problemOf(job) };
    case 'suspended':
      return { state: 'waiting', job: job.id, for: waitsFor(job) };
    case 'other':
      return otherStanding(job, askAgainInSeconds);
  }
};

/** A state that nobody has described: by what Azure says beside it, and by whether it has an end. */
const otherStanding = (job: Job, askAgainInSeconds: number): OperationStanding => {
  if (/^waiting/iu.test(job.stateAsAzureSays)) return { state: 'waiting', job: job.id, for: waitsFor(job) };
  if (job.endedAt === undefined) return { state: 'running', job: job.id, askAgainInSeconds };
  if (/^(skipped|partiallysucceeded|completed)/iu.test(job.stateAsAzureSays))
    return { state: 'succeeded', job: job.id };
  return { state: 'failed', job: job.id, problem: problemOf(job) };
};

const waits: Readonly<Record<string, string>> = {
  waitingforstoptestfailover: 'the drill to be cleaned up',
  waitingforuserinputafterdatasync: 'an answer in the portal after the synchronisation',
  waitingforfinalizeprotection: 'the protection to be finished',
};

const waitsFor = (job: Job): string => {
  const manual = manualIn(job.tasks);
  if (manual !== undefined) return `the manual action ${manual.name}`;
  return waits[job.stateAsAzureSays.toLowerCase()] ?? job.stateAsAzureSays;
};

/** What it works on now, as Azure calls its tasks: `Group 2: Start: pay-app-01`. */
const doing = ({ tasks }: Job) => {
  const detail = tasks.flatMap(runningIn).join(', ');
  return detail === '' ? undefined : { detail };
};

const runningIn = ({ name, state, tasks }: JobTask): readonly string[] => {
  if (state !== 'running') return [];
  const inner = tasks.flatMap(runningIn);
  return [inner.length > 0 ? `${name}: ${inner.join(', ')}` : name];
};

const manualIn = (tasks: readonly JobTask[]): JobTask | undefined =>
  tasks
    .flatMap((task) => [task, ...task.tasks])
    .find(({ state, instructions }) => state === 'suspended' && instructions);

const problemOf = (job: Job) =>
  job.problems[0] ?? {
    what: `${job.what} of ${job.about}`,
    code: job.state === 'cancelled' ? 'Cancelled' : 'JobFailed',
    message: `The job ended as ${job.stateAsAzureSays}; Azure gave no reason.`,
    requestId: job.requestId,
  };
