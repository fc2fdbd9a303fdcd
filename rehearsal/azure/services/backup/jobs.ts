import type { ArmRequest } from '../../wire/route.ts';
import type { Operation } from '../../world/operations.ts';
import type { StateKey, World } from '../../world/world.ts';
import type { ProtectedItem } from './item.ts';
import { JOBS_KEPT } from './times.ts';

export type JobKind =
  | 'ConfigureBackup'
  | 'Backup'
  | 'Restore'
  | 'CrossRegionRestore'
  | 'DisableBackup'
  | 'DeleteBackupData'
  | 'Undelete';

export interface JobTask {
  readonly name: string;
  readonly seconds: number;
  /** Whether Azure tells when the task began and ended. */
  readonly timed: boolean;
  /** Shown once the task has ended. */
  readonly details?: string;
}

/** What Azure Backup does in the background, seen under backupJobs. */
export interface BackupJob {
  readonly name: string;
  readonly vaultId: string;
  readonly kind: JobKind;
  readonly containerName: string;
  readonly friendlyName: string;
  readonly startedAt: number;
  readonly tasks: readonly JobTask[];
  readonly propertyBag: Record<string, string | null>;
  readonly internalPropertyBag: Record<string, string> | undefined;
  readonly activityId: string;
  /** The region where a Cross Region Restore runs. */
  readonly secondaryRegion: string | undefined;
  readonly work: Operation;
  cancelling: boolean;
  /** Of the policy's rhythm. */
  readonly regular?: true;
}

interface JobOrder {
  readonly vaultId: string;
  readonly item: ProtectedItem['properties'];
  readonly kind: JobKind;
  readonly seconds: number;
  readonly tasks?: readonly JobTask[];
  readonly propertyBag?: Record<string, string | null>;
  readonly internalPropertyBag?: Record<string, string>;
  readonly secondaryRegion?: string;
  /** Carried out when the job ends well. */
  readonly complete: (job: BackupJob) => void;
}

/** By vault, in lower case; in the order of their starts. */
const JOBS: StateKey<Map<string, BackupJob[]>> = { name: 'backup-jobs', make: () => new Map() };

const CANCELLABLE: ReadonlySet<JobKind> = new Set(['Backup', 'Restore', 'CrossRegionRestore']);
const SECONDS_TO_CANCEL = 20;

export function startJob(request: ArmRequest, order: JobOrder): BackupJob {
  const { world } = request;
  const job: BackupJob = {
    name: world.guid(),
    vaultId: order.vaultId,
    kind: order.kind,
    containerName: order.item.containerName,
    friendlyName: order.item.friendlyName,
    startedAt: world.clock.now(),
    tasks: order.tasks ?? [],
    propertyBag: order.propertyBag ?? {},
    internalPropertyBag: order.internalPropertyBag,
    activityId: request.clientRequestId ?? request.correlationId,
    secondaryRegion: order.secondaryRegion,
    work: world.operations.start({
      service: 'backup-jobs',
      seconds: order.seconds,
      complete: () => order.complete(job),
    }),
    cancelling: false,
  };
  const jobs = jobsOf(world, order.vaultId);
  jobs.push(job);
  forgetOld(jobs, world.clock.now());
  return job;
}

function forgetOld(jobs: BackupJob[], now: number): void {
  const first = jobs.findIndex((job) => isRunning(job) || job.startedAt > now - JOBS_KEPT);
  if (first > 0) jobs.splice(0, first);
}

/** The vault's own list: what is added to it stays. */
export function jobsOf(world: World, vaultId: string): BackupJob[] {
  const jobs = world.state(JOBS);
  const key = vaultId.toLowerCase();
  const known = jobs.get(key);
  if (known !== undefined) return known;
  const made: BackupJob[] = [];
  jobs.set(key, made);
  return made;
}

export function findJob(world: World, vaultId: string, name: string): BackupJob | undefined {
  return jobsOf(world, vaultId).find((job) => job.name.toLowerCase() === name.toLowerCase());
}

export function isCancellable(job: BackupJob): boolean {
  return CANCELLABLE.has(job.kind);
}

export function isRunning(job: BackupJob): boolean {
  return job.work.status === 'InProgress';
}

/** Whether something that changes the item is going on. */
export function runningJobOf(world: World, item: ProtectedItem, kinds: readonly JobKind[]): BackupJob | undefined {
  const { containerName } = item.properties;
  return jobsOf(world, item.vaultId).find(
    (job) => isRunning(job) && job.containerName === containerName && kinds.includes(job.kind),
  );
}

export function cancelJob(world: World, job: BackupJob): void {
  job.cancelling = true;
  world.clock.after(SECONDS_TO_CANCEL, () => {
    if (!isRunning(job)) return;
    job.work.status = 'Cancelled';
    job.work.endedAt = world.clock.now();
  });
}
