import type { Job, JobTask } from '../ports/azure/job.ts';
import type { MachineStatus } from './machine-status.ts';

/** When a recovery was last proven by a drill of every machine, and how long that took. */
export interface Practice {
  /** The oldest among the last drills: what is proven is what all of them did. */
  readonly provenAt?: Date;
  readonly tookSeconds?: number;
  readonly objectiveSeconds?: number;
  readonly neverDrilled: readonly string[];
  readonly failedDrill: readonly string[];
}

const oneDrillMs = 6 * 3600 * 1000;

export const practiceOf = (
  machines: readonly MachineStatus[],
  jobs: readonly Job[],
  objectiveSeconds: number | undefined,
): Practice => {
  const replicated = machines.filter((machine) => machine.item);
  const named = (holds: (machine: MachineStatus) => boolean) => replicated.filter(holds).map(({ name }) => name);
  const neverDrilled = named(({ item }) => item?.lastDrillAt === undefined);
  const failedDrill = named(({ item }) => item?.lastDrillAt !== undefined && item.lastDrillSucceeded === false);
  const proven = neverDrilled.length === 0 && failedDrill.length === 0 ? earliestDrill(replicated) : undefined;
  const took = proven && drillTime(replicated, proven, jobs);
  return {
    neverDrilled,
    failedDrill,
    ...(proven && { provenAt: proven }),
    ...(took !== undefined && { tookSeconds: took }),
    ...(objectiveSeconds !== undefined && { objectiveSeconds }),
  };
};

const earliestDrill = (machines: readonly MachineStatus[]): Date | undefined =>
  machines
    .flatMap(({ item }) => (item?.lastDrillAt ? [item.lastDrillAt] : []))
    .sort((a, b) => a.getTime() - b.getTime())[0];

/** From the first test failover of that drill to the end of its last; unknown unless every machine has its job. */
const drillTime = (machines: readonly MachineStatus[], around: Date, jobs: readonly Job[]): number | undefined => {
  const names = new Set(machines.flatMap(({ item }) => (item ? [item.vmName.toLowerCase()] : [])));
  const drills = jobs.filter(
    (job) =>
      job.service === 'recovery' &&
      /test ?failover$/iu.test(job.what) &&
      (job.state === 'succeeded' || job.state === 'suspended') &&
      names.has(job.about.toLowerCase()) &&
      Math.abs((job.startedAt?.getTime() ?? 0) - around.getTime()) <= oneDrillMs,
  );
  const covered = new Set(drills.map((job) => job.about.toLowerCase()));
  const ends = drills.map(endOf);
  if (covered.size < names.size || ends.some((end) => end === undefined)) return undefined;
  const starts = drills.flatMap((job) => (job.startedAt ? [job.startedAt.getTime()] : []));
  return (Math.max(...ends.flatMap((end) => end ?? [])) - Math.min(...starts)) / 1000;
};

/** A drill that waits for its cleanup has no end of its own yet, but its last task has. */
const endOf = (job: Job): number | undefined => {
  if (job.endedAt && job.state === 'succeeded') return job.endedAt.getTime();
  const ends = job.tasks.flatMap(endsIn);
  return ends.length > 0 ? Math.max(...ends) : job.endedAt?.getTime();
};

const endsIn = (task: JobTask): readonly number[] => [
  ...(task.endedAt ? [task.endedAt.getTime()] : []),
  ...task.tasks.flatMap(endsIn),
];
