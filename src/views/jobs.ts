import { actions, facts, message, note, table, text } from '../messages/compose.ts';
import type { Action, Block, Message, Step, Tone } from '../messages/message.ts';
import type { Job, JobTask } from '../ports/azure/job.ts';
import type { EventsReport, FoundJob, JobsReport } from '../protection/read-jobs.ts';
import { taskStates } from '../protection/task-states.ts';
import { problemBlocks } from './azure-problem.ts';
import { eventWords } from './job-words.ts';
import type { Offer } from './offer.ts';
import { lastNote, leftOutNote, missingNotes } from './reading-notes.ts';
import { counted, inWords, lastPeriod, moment, secondsBetween } from './words.ts';

const mostRows = 30;

export const jobsCard = (report: JobsReport, offer: Offer): Message => {
  const { jobs, since, now } = report;
  const open = jobs.filter(isOpen).length;
  const failed = jobs.filter((job) => job.state === 'failed').length;
  const period = lastPeriod(secondsBetween(since, now));
  const worst = jobs.find((job) => job.state === 'failed') ?? jobs[0];
  return message(
    jobs.length === 0
      ? `No jobs in ${period}.`
      : `${counted(jobs.length, 'job')} in ${period}: ${open} open, ${failed} failed.`,
    failed > 0 ? 'warning' : 'neutral',
    jobs.length > 0 ? jobTable(jobs.slice(0, mostRows), now) : undefined,
    jobs.length > mostRows ? note(`And ${jobs.length - mostRows} older ones. Fewer: jobs --since 4h`) : undefined,
    ...missingNotes(report),
    leftOutNote(report.leftOut, 'job'),
    lastNote(worst && `Next: job ${shortName(worst)}`, report),
    actions(worst && offer(`Show ${worst.what} of ${worst.about}`, `job ${shortName(worst)}`)),
  );
};

const isOpen = ({ state }: Job): boolean => state === 'running' || state === 'waiting' || state === 'suspended';

const jobTable = (jobs: readonly Job[], now: Date): Block =>
  table(
    ['Job', 'What', 'About', 'State', 'Began', 'Took'],
    jobs.map((job) => [
      shortName(job),
      job.service === 'cross-region-restore' ? `${job.what} (secondary region)` : job.what,
      job.about,
      stateWords(job),
      job.startedAt ? moment(job.startedAt, now) : 'not yet',
      tookWords(job, now),
    ]),
  );

/** Azure's names are long; their beginning is enough to find them again. */
const shortName = ({ name }: Job): string => name.slice(0, 8);

const stateWords = ({ state, percent, stateAsAzureSays }: Job): string => {
  if (state === 'running') return percent === undefined ? 'running' : `running, ${Math.floor(percent)} %`;
  if (state === 'suspended') return /stoptestfailover/iu.test(stateAsAzureSays) ? 'waits for cleanup' : 'waits for you';
  return state === 'other' ? stateAsAzureSays : state;
};

const tookWords = ({ startedAt, endedAt, state }: Job, now: Date): string => {
  if (!startedAt) return '';
  if (endedAt) return inWords(secondsBetween(startedAt, endedAt));
  return state === 'running' ? `${inWords(secondsBetween(startedAt, now))} so far` : '';
};

/** One job with its tasks as steps, what went wrong, and what may be done with it. */
export const jobCard = (found: FoundJob, offer: Offer): Message => {
  if (found.kind === 'none') return noSuchJob(found);
  if (found.kind === 'several') return severalJobs(found, offer);
  const { job, now } = found;
  return message(
    `${job.what} of ${job.about}: ${stateWords(job)}`,
    toneOf(job),
    facts(
      ['Job', job.name],
      job.startedAt && ['Began', moment(job.startedAt, now)],
      job.endedAt && ['Ended', moment(job.endedAt, now)],
      tookWords(job, now) ? ['Took', tookWords(job, now)] : undefined,
      ['Azure says', job.stateAsAzureSays],
    ),
    job.tasks.length > 0 ? { kind: 'steps', steps: job.tasks.flatMap((task) => stepsOf(task, now)) } : undefined,
    ...job.problems.flatMap(problemBlocks),
    ...missingNotes(found),
    lastNote(undefined, found),
    actions(...jobActions(job, offer)),
  );
};

const noSuchJob = (found: FoundJob & { kind: 'none' }): Message =>
  message(
    `I know no job "${found.typed}" of the last two weeks.`,
    'neutral',
    ...missingNotes(found),
    note('Next: jobs'),
    actions({ kind: 'command', label: 'Show all jobs', line: 'jobs --since 7d' }),
  );

const severalJobs = ({ typed, jobs, now }: FoundJob & { kind: 'several' }, offer: Offer): Message =>
  message(
    `${jobs.length} jobs begin with "${typed}". Which one?`,
    'neutral',
    jobTable(jobs.slice(0, mostRows), now),
    actions(...jobs.slice(0, 5).map((job) => offer(`Show ${job.what} of ${job.about}`, `job ${job.name}`))),
  );

const toneOf = ({ state }: Job): Tone => {
  if (state === 'failed') return 'bad';
  if (state === 'suspended' || state === 'cancelled') return 'warning';
  return state === 'succeeded' ? 'good' : 'neutral';
};

/** Children are part of their parent's line of steps, named after it. */
const stepsOf = (task: JobTask, now: Date, parent = ''): readonly Step[] => {
  const title = parent === '' ? task.name : `${parent}: ${task.name}`;
  const took = task.startedAt && inWords(secondsBetween(task.startedAt, task.endedAt ?? now));
  const detail = [task.state === 'skipped' ? undefined : took, task.instructions].filter(Boolean).join('  ');
  return [
    { state: taskStates[task.state], title, ...(detail && { detail }) },
    ...task.tasks.flatMap((child) => stepsOf(child, now, task.name)),
  ];
};

const jobActions = (job: Job, offer: Offer): readonly (Action | undefined)[] => [
  ...job.allowed.map((action) => offer(`${actionWords[action]} this job`, `job-${action} ${shortName(job)}`)),
  job.state === 'suspended' && /stoptestfailover/iu.test(job.stateAsAzureSays)
    ? offer(`Clean up the drill of ${job.about}`, `drill-cleanup ${job.about}`)
    : undefined,
];

const actionWords = { cancel: 'Cancel', restart: 'Restart', resume: 'Resume' } as const;

/** What Site Recovery has noticed, newest first. */
export const eventsCard = (report: EventsReport): Message => {
  const { events, since, now } = report;
  const critical = events.filter((event) => event.severity === 'critical').length;
  const period = lastPeriod(secondsBetween(since, now));
  return message(
    events.length === 0
      ? `No events in ${period}.`
      : `${counted(events.length, 'event')} in ${period}, ${critical} critical.`,
    critical > 0 ? 'warning' : 'neutral',
    events.length > 0
      ? table(
          ['Time', 'About', 'Severity', 'What'],
          events
            .slice(0, mostRows)
            .map(({ at, about, severity, what }) => [moment(at, now), about, severity, eventWords(what)]),
        )
      : text('Site Recovery reports nothing of that time.'),
    events.length > mostRows ? note(`And ${events.length - mostRows} older ones.`) : undefined,
    ...missingNotes(report),
    leftOutNote(report.leftOut, 'event'),
    lastNote(undefined, report),
  );
};
