import { subjectOf } from '../authorization/decide.ts';
import { readingRights } from '../authorization/may-read.ts';
import type { PlanContext } from '../definitions/command.ts';
import type { Job } from '../ports/azure/job.ts';
import type { FoundJob } from '../protection/read-jobs.ts';
import { findJob } from '../protection/read-jobs.ts';
import { moment } from '../views/words.ts';
import type { Plan } from './plan.ts';

/** What following a job would do that somebody began elsewhere. */
export const planAdoption = async (typed: string, context: PlanContext): Promise<Plan> => {
  const { asker, policy } = context;
  const subject = asker.person && subjectOf(asker.person, policy);
  // Followed, it is told of here: nobody follows what they may not see.
  const found = await findJob(typed, { ...context, mayRead: readingRights(subject, policy) });
  return found.kind === 'job' ? adoption(found.job, context.now()) : notFound(typed, found);
};

const adoption = (job: Job, now: Date): Plan => {
  const title = `${job.what} of ${job.about}`;
  return {
    title: `follow ${title}`,
    lines: [
      { title, detail: `begun ${job.startedAt ? moment(job.startedAt, now) : 'at a time that Azure does not say'}` },
    ],
    consequences: ['Nothing is sent to Azure: the job is followed to its end, and its end is announced here.'],
    checks: [
      isOver(job)
        ? {
            outcome: 'block',
            subject: title,
            why: `it is over: ${job.stateAsAzureSays}.`,
            fix: `See it: job ${job.name}`,
          }
        : { outcome: 'passed', subject: title, why: 'it goes on.' },
    ],
    facts: { decisive: { job: job.id.toLowerCase() }, bounded: {}, shown: { state: job.stateAsAzureSays } },
    writes: [],
    vms: 1,
    work: { workflow: 'follow-job', order: { jobId: job.id, service: job.service, title }, locks: [] },
  };
};

const isOver = ({ state }: Job): boolean => state === 'succeeded' || state === 'failed' || state === 'cancelled';

const notFound = (typed: string, found: Exclude<FoundJob, { kind: 'job' }>): Plan => ({
  title: `follow the job ${typed}`,
  lines: [],
  consequences: [],
  checks: [
    found.kind === 'several'
      ? {
          outcome: 'block',
          subject: typed,
          why: `${found.jobs.length} jobs begin like that.`,
          fix: 'Type more of its id.',
        }
      : { outcome: 'block', subject: typed, why: 'Azure lists no such job.', fix: 'jobs shows those that there are.' },
  ],
  facts: { decisive: { job: 'none' }, bounded: {}, shown: {} },
  writes: [],
  vms: 1,
  work: { workflow: 'follow-job', order: {}, locks: [] },
});
