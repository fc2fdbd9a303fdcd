import type { Policy } from '../policy/policy.ts';
import type { Job } from '../ports/azure/job.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { attempt, listIn } from '../protection/attempt.ts';
import { foreignJob } from '../views/news.ts';
import { type About, aboutTargets } from './hearers.ts';
import type { Sighting } from './sighting.ts';

interface Seeing {
  readonly readers: Readers;
  readonly policy: Policy;
  readonly since: Date;
  readonly now: Date;
  /** Azure's ids of jobs that the bot itself began: they are told as operations. */
  readonly own: ReadonlySet<string>;
}

/** Jobs of Site Recovery, Azure Backup and Cross Region Restore that somebody else began. */
export const seeJobs = async ({ readers, policy, since, now, own }: Seeing): Promise<readonly Sighting[]> => {
  const [recovery, backup, items] = await Promise.all([
    attempt('the jobs of Site Recovery', readers.recovery.jobs(since)),
    attempt('the jobs of Azure Backup', readers.backup.jobs(since)),
    attempt('Site Recovery', readers.recovery.items('shared')),
  ]);
  const jobs = [...listIn(recovery), ...listIn(backup)].filter(({ id }) => !own.has(id.toLowerCase()));
  const known = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
  return [...known.values()].map((job) => asSighting(job, aboutJob(job, listIn(items), policy), now));
};

const asSighting = (job: Job, about: About, now: Date): Sighting => ({
  key: `job:${job.id.toLowerCase()}`,
  title: `${job.what} of ${job.about}`,
  about,
  state: [job.state, job.percent ?? ''].join(' ').trim(),
  ended: isOver(job),
  event: eventOf(job),
  kind: 'work',
  card: foreignJob(job, now),
  ...(job.percent !== undefined && { percent: job.percent }),
  ...(job.endedAt && { endedAt: job.endedAt }),
});

const isOver = ({ state }: Job): boolean => state === 'succeeded' || state === 'failed' || state === 'cancelled';

const eventOf = (job: Job) => {
  if (!isOver(job)) return 'progress';
  return job.state === 'succeeded' ? 'completed' : 'failed';
};

/** Azure names the machine in words alone: what Site Recovery replicates, or the policy lists, tells which it is. */
const aboutJob = ({ vaultId, about }: Job, items: readonly ProtectedItem[], policy: Policy): About => {
  const called = (name: string) => name.toLowerCase() === about.toLowerCase();
  const machines = [
    ...items.filter(({ vmName }) => called(vmName)).map(({ vmId }) => vmId),
    ...policy.applications.flatMap(({ vms }) => vms).filter((id) => called(id.split('/').at(-1) ?? '')),
  ];
  const targets: readonly Target[] = [
    { kind: 'vault', name: vaultId, where: '', resources: [vaultId] },
    ...(machines.length > 0 ? [{ kind: 'vm', name: about, where: '', resources: machines } as const] : []),
  ];
  return aboutTargets(targets, policy);
};
