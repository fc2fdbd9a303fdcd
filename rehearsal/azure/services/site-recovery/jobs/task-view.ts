import { serviceId } from '../names.ts';
import { fineTime, NO_TIME } from '../times.ts';
import { errorView } from './error-view.ts';
import type { Job, JobTarget, Task, TaskState } from './job.ts';

export function taskView(task: Task, vaultId: string): Record<string, unknown> {
  const seen = task.work?.job === undefined ? task : timesOfWork(task.work.job);
  return {
    taskId: task.taskId,
    name: task.name,
    startTime: timeOf(seen.startedAt),
    endTime: timeOf(seen.endedAt),
    allowedActions: [],
    friendlyName: nameWithCount(task),
    ...stateView(seen.state),
    taskType: typeOf(task),
    ...detailsOf(task, vaultId),
    errors: task.errors.map(errorView),
  };
}

/** A task whose work another job does shows that job's times and state. */
function timesOfWork(job: Job): Pick<Task, 'state' | 'startedAt' | 'endedAt'> {
  const state = job.state === 'Suspended' ? 'Succeeded' : job.state === 'Cancelling' ? 'InProgress' : job.state;
  return { state, startedAt: job.startedAt, ...(job.endedAt !== undefined && { endedAt: job.endedAt }) };
}

function timeOf(milliseconds: number | undefined): string {
  return milliseconds === undefined ? NO_TIME : fineTime(milliseconds);
}

function nameWithCount({ friendlyName, children }: Task): string {
  return children === undefined ? friendlyName : `${friendlyName} (${children.length})`;
}

function stateView(state: TaskState): { state: string; stateDescription: string } {
  if (state === 'Skipped') return { state: 'Other', stateDescription: 'Skipped' };
  if (state === 'Waiting') return { state: 'Suspended', stateDescription: 'WaitingForManualAction' };
  return { state, stateDescription: state === 'Succeeded' ? 'Completed' : state };
}

function typeOf(task: Task): string {
  if (task.group !== undefined) return task.group.type;
  if (task.children !== undefined) return 'GroupTaskDetails';
  if (task.work !== undefined) return task.work.inPlan ? 'VirtualMachineTaskDetails' : 'JobTaskDetails';
  return task.manual === undefined ? 'TaskDetails' : 'ManualActionTaskDetails';
}

/** Exactly one of the two is there. */
function detailsOf(task: Task, vaultId: string): Record<string, unknown> {
  if (task.group === undefined && task.children === undefined) {
    return { customDetails: ownDetails(task, vaultId), groupTaskCustomDetails: null };
  }
  const children = { childTasks: (task.children ?? []).map((child) => taskView(child, vaultId)) };
  const group = task.group && { name: task.taskId, groupId: task.taskId, rpGroupType: task.group.rpGroupType };
  return { customDetails: null, groupTaskCustomDetails: { ...group, instanceType: typeOf(task), ...children } };
}

function ownDetails(task: Task, vaultId: string): Record<string, unknown> {
  const instanceType = typeOf(task);
  if (task.manual !== undefined) {
    const { name, instructions, observation } = task.manual;
    return { instanceType, name, instructions, observation: observation ?? null };
  }
  if (task.work === undefined) return { instanceType };
  const { job, target, inPlan } = task.work;
  return {
    ...(inPlan && { skippedReason: 'None', skippedReasonString: null }),
    jobTask: jobTask(job, target, vaultId),
    instanceType,
  };
}

/** A child that has not been started has a job without a name. */
function jobTask(job: Job | undefined, target: JobTarget, vaultId: string): Record<string, unknown> {
  return {
    jobId: serviceId(`${vaultId}/replicationJobs/${job?.id ?? ''}`),
    jobFriendlyName: job?.friendlyName ?? 'Unknown',
    targetObjectId: target.id,
    targetObjectName: target.name,
    targetInstanceType: target.type,
    jobScenarioName: job?.scenario ?? 'Unknown',
  };
}
