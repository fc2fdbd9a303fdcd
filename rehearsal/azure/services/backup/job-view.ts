import type { World } from '../../world/world.ts';
import { type BackupJob, isCancellable, isRunning, type JobTask } from './jobs.ts';
import { azureTime, isoDuration, NO_TIME, SECOND } from './times.ts';

type JobStatus = 'InProgress' | 'Cancelling' | 'Completed' | 'Failed' | 'Cancelled';

export function jobStatusOf(job: BackupJob): JobStatus {
  switch (job.work.status) {
    case 'InProgress':
      return job.cancelling ? 'Cancelling' : 'InProgress';
    case 'Succeeded':
      return 'Completed';
    default:
      return job.work.status;
  }
}

/** A job as lists show it. */
export function jobView(world: World, job: BackupJob): Record<string, unknown> {
  return view(world, job, {});
}

/** A job read by itself, with its tasks. */
export function detailedJobView(world: World, job: BackupJob): Record<string, unknown> {
  return view(world, job, { extendedInfo: extendedInfoOf(world, job) });
}

function view(world: World, job: BackupJob, more: Record<string, unknown>): Record<string, unknown> {
  return {
    id: `${placeOf(job)}/backupJobs/${job.name}`,
    name: job.name,
    type: 'Microsoft.RecoveryServices/vaults/backupJobs',
    properties: {
      jobType: 'AzureIaaSVMJob',
      ...(isCancellable(job) && { actionsInfo: ['Cancellable'] }),
      containerName: job.containerName,
      duration: isoDuration((job.work.endedAt ?? world.clock.now()) - job.startedAt),
      ...(job.work.error && { errorDetails: [errorDetailOf(job.work.error)] }),
      virtualMachineVersion: 'Compute',
      ...more,
      entityFriendlyName: job.friendlyName,
      backupManagementType: 'AzureIaasVM',
      operation: job.kind,
      status: jobStatusOf(job),
      startTime: azureTime(job.startedAt),
      ...(job.work.endedAt !== undefined && { endTime: azureTime(job.work.endedAt) }),
      activityId: job.activityId,
    },
  };
}

function placeOf(job: BackupJob): string {
  if (job.secondaryRegion === undefined) return job.vaultId;
  const subscription = job.vaultId.split('/').slice(0, 3).join('/');
  return `${subscription}/providers/Microsoft.RecoveryServices/locations/${job.secondaryRegion}`;
}

function errorDetailOf({ code, message }: { code: string; message: string }): Record<string, unknown> {
  return { errorCode: 400_000, errorTitle: code, errorString: message, recommendations: ['Retry the operation.'] };
}

function extendedInfoOf(world: World, job: BackupJob): Record<string, unknown> {
  return {
    tasksList: tasksOf(world, job),
    propertyBag: job.propertyBag,
    ...(job.internalPropertyBag && { internalPropertyBag: job.internalPropertyBag }),
    ...progressOf(world, job),
  };
}

/** Only restores tell it, and it says little: 1 for most of the time, then 99. */
function progressOf(world: World, job: BackupJob): Record<string, unknown> {
  if (job.kind !== 'Restore' && job.kind !== 'CrossRegionRestore') return {};
  if (job.work.status === 'Succeeded') return { progressPercentage: 100, estimatedRemainingDuration: 'PT0S' };
  const transferred = endOf(job, 0) <= world.clock.now();
  return transferred
    ? { progressPercentage: 99, estimatedRemainingDuration: 'PT2M', dynamicErrorMessage: '' }
    : { progressPercentage: 1, dynamicErrorMessage: '' };
}

type TaskStatus = 'NotStarted' | 'InProgress' | 'Completed' | 'Failed' | 'Cancelled';

function tasksOf(world: World, job: BackupJob): Record<string, unknown>[] {
  const now = job.work.endedAt ?? world.clock.now();
  return job.tasks.map((task, index) =>
    taskView(job, task, { from: endOf(job, index - 1), to: endOf(job, index), now }),
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

function taskView(job: BackupJob, task: JobTask, span: Span): Record<string, unknown> {
  const status = taskStatusOf(job, span);
  const details = status === 'Completed' && task.details !== undefined && { taskExecutionDetails: task.details };
  if (!task.timed) return { taskId: task.name, duration: 'PT0S', status, ...details, taskType: 'Normal' };
  const over = status === 'Completed' || status === 'Failed' || status === 'Cancelled';
  const end = Math.min(span.to, span.now);
  return {
    taskId: task.name,
    startTime: status === 'NotStarted' ? NO_TIME : azureTime(span.from),
    endTime: over ? azureTime(end) : NO_TIME,
    duration: status === 'NotStarted' ? 'PT0S' : isoDuration(end - span.from),
    status,
    ...details,
    taskType: 'Normal',
  };
}

function taskStatusOf(job: BackupJob, { from, to, now }: Span): TaskStatus {
  if (job.work.status === 'Succeeded' || to <= now) return 'Completed';
  if (from > now) return 'NotStarted';
  if (isRunning(job)) return 'InProgress';
  return job.work.status === 'Cancelled' ? 'Cancelled' : 'Failed';
}

/** When the task of that place in the list ends if all goes well; of -1: when the first one begins. */
function endOf(job: BackupJob, index: number): number {
  const seconds = job.tasks.slice(0, index + 1).reduce((sum, task) => sum + task.seconds, 0);
  return job.startedAt + (seconds + 2) * SECOND;
}
