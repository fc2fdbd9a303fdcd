import type { Area } from '../policy/policy.ts';
import type { Job } from '../ports/azure/job.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import type { RecoveryEvent } from '../ports/azure/recovery.ts';
import { attempt, gapsIn, listIn, oldestOf } from './attempt.ts';
import { nameIn, sameId } from './resource-id.ts';
import type { Sight } from './sight.ts';

interface ListReport {
  readonly since: Date;
  /** How many rows the asker may not see. */
  readonly leftOut: number;
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

export interface JobsReport extends ListReport {
  readonly jobs: readonly Job[];
}

export interface EventsReport extends ListReport {
  readonly events: readonly RecoveryEvent[];
}

/** Jobs of Site Recovery, Azure Backup and Cross Region Restore in one list. */
export const readJobs = async (seconds: number, sight: Sight): Promise<JobsReport> => {
  const now = sight.now();
  const since = new Date(now.getTime() - seconds * 1000);
  const tried = await Promise.all([
    attempt('the jobs of Site Recovery', sight.readers.recovery.jobs(since)),
    attempt('the jobs of Azure Backup', sight.readers.backup.jobs(since)),
  ]);
  const jobs = mergeJobs(tried.flatMap(listIn));
  const seen = jobs.filter((job) => mayReadAbout(areaOf(job), job.vaultId, job.about, sight));
  return {
    since,
    jobs: seen,
    leftOut: jobs.length - seen.length,
    missing: gapsIn(tried),
    readAt: oldestOf(tried),
    now,
  };
};

/** What goes on first, then what ended, each newest first. A job that two vaults' lists both name is one. */
const mergeJobs = (jobs: readonly Job[]): readonly Job[] =>
  [...new Map(jobs.map((job) => [job.id.toLowerCase(), job])).values()].sort(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      (b.startedAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (a.startedAt?.getTime() ?? Number.MAX_SAFE_INTEGER) ||
      a.id.localeCompare(b.id),
  );

const isOpen = ({ state }: Job): boolean => state === 'waiting' || state === 'running' || state === 'suspended';

const areaOf = ({ service }: Job): Area => (service === 'recovery' ? 'recovery' : 'backup');

/** Azure says only the machine's name here, so a name stands for every machine of the policy that bears it. */
const mayReadAbout = (area: Area, vaultId: string, about: string, { policy, mayRead }: Sight): boolean => {
  if (mayRead(area, vaultId)) return true;
  const called = policy.applications
    .flatMap((each) => each.vms)
    .filter((id) => nameIn(id).toLowerCase() === about.toLowerCase());
  return called.length > 0 && called.every((id) => mayRead(area, id));
};

export const readEvents = async (seconds: number, sight: Sight): Promise<EventsReport> => {
  const now = sight.now();
  const since = new Date(now.getTime() - seconds * 1000);
  const tried = await attempt('the events of Site Recovery', sight.readers.recovery.events(since));
  const events = listIn(tried).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const seen = events.filter((event) => mayReadAbout('recovery', event.vaultId, event.about, sight));
  return {
    since,
    events: seen,
    leftOut: events.length - seen.length,
    missing: gapsIn([tried]),
    readAt: oldestOf([tried]),
    now,
  };
};

export type FoundJob =
  | {
      readonly kind: 'job';
      readonly job: Job;
      readonly missing: Gaps;
      readonly readAt: Date;
      readonly now: Date;
    }
  | { readonly kind: 'several'; readonly typed: string; readonly jobs: readonly Job[]; readonly now: Date }
  | { readonly kind: 'none'; readonly typed: string; readonly missing: Gaps };

const lookBackSeconds = 14 * 24 * 3600;

/** By Azure's id, by the job's name, or by the beginning of it. */
export const findJob = async (typed: string, sight: Sight): Promise<FoundJob> => {
  const { jobs, missing, now } = await readJobs(lookBackSeconds, sight);
  const found = jobs.filter((job) => isMeant(job, typed));
  const [job] = found;
  if (!job) return { kind: 'none', typed, missing };
  if (found.length > 1) return { kind: 'several', typed, jobs: found, now };
  const { readers } = sight;
  const reading = job.service === 'recovery' ? readers.recovery.job(job.id) : readers.backup.job(job.id);
  const whole = await attempt('the job itself', reading);
  if (whole.read) return { kind: 'job', job: whole.value, missing: whole.missing, readAt: whole.readAt, now };
  return { kind: 'job', job, missing: whole.missing, readAt: now, now };
};

const isMeant = (job: Job, typed: string): boolean =>
  sameId(job.id, typed) || job.name.toLowerCase().startsWith(typed.toLowerCase());
