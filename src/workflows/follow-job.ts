import { z } from 'zod';
import type { Step, Workflow } from '../operations/workflow.ts';
import type { Job } from '../ports/azure/job.ts';
import type { OperationStanding } from '../ports/azure/write.ts';
import type { Tools } from './tools.ts';

const followOrder = z.object({
  jobId: z.string(),
  service: z.enum(['recovery', 'backup', 'cross-region-restore']),
  title: z.string(),
});

type FollowOrder = z.infer<typeof followOrder>;

/** Follows a job that somebody began elsewhere, and sends nothing. */
export const followJob: Workflow<FollowOrder, Tools> = {
  name: 'follow-job',
  version: 1,
  readOrder: (order) => followOrder.parse(order),
  steps: (order) => [follow(order)],
};

const follow = ({ jobId, service, title }: FollowOrder): Step<Tools> => ({
  name: 'follow',
  title,
  dangerous: false,
  look: async () => ({
    kind: 'under-way',
    token: { kind: 'resource', at: jobId, resource: jobId, acceptedAt: '' },
  }),
  act: () => Promise.reject(new Error('Nothing is sent for a job that somebody else began.')),
  standing: async ({ readers }) => {
    const { value } = await (service === 'recovery' ? readers.recovery.job(jobId) : readers.backup.job(jobId));
    return standingOf(value);
  },
  reconcile: async () => ({ seen: 'nothing' }),
});

const lookAgainSeconds = 60;

const standingOf = (job: Job): OperationStanding => {
  switch (job.state) {
    case 'succeeded':
      return { state: 'succeeded', job: job.id, result: job.stateAsAzureSays };
    case 'failed':
    case 'cancelled':
      return { state: job.state, job: job.id, problem: problemOf(job) };
    case 'suspended':
      return { state: 'waiting', job: job.id, for: 'somebody to act on it in Azure' };
    default:
      return {
        state: 'running',
        job: job.id,
        askAgainInSeconds: lookAgainSeconds,
        ...(job.percent !== undefined && { percent: job.percent }),
      };
  }
};

const problemOf = ({ what, about, stateAsAzureSays, problems }: Job) =>
  problems[0] ?? {
    what: `${what} of ${about}`,
    code: stateAsAzureSays,
    message: `Azure says ${stateAsAzureSays} and no more.`,
  };
