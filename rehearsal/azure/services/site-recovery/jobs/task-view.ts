import { serviceId } from '../names.ts';
import { fineTime, NO_TIME } from '../times.ts';
import { errorView } from './error-view.ts';
import type { Job, JobTarget, Task, TaskState } from './job.ts';

/** Which words task details are given in: those that Azure was seen to use, or those that its published spec knows. */
export type Wording = 'seen' | 'published';

export function taskView(task: Task, vaultId: string, wording: Wording): Record<string, unknown> {
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
    ...detailsOf(task, vaultId, wording),
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
function detailsOf(task: Task, vaultId: string, wording: Wording): Record<string, unknown> {
  if (task.group === undefined && task.children === undefined) {
    return { customDetails: ownDetails(task, vaultId, wording), groupTaskCustomDetails: null };
  }
  const childTasks = (task.children ?? []).map((child) => taskView(child, vaultId, wording));
  return { customDetails: null, groupTaskCustomDetails: { ...groupDetails(task, wording), childTasks } };
}

function groupDetails(task: Task, wording: Wording): Record<string, unknown> {
  if (task.group === undefined || wording === 'published') return { instanceType: 'GroupTaskDetails' };
  const { taskId, group } = task;
  return { name: taskId, groupId: taskId, rpGroupType: group.rpGroupType, instanceType: group.type };
}

function ownDetails(task: Task, vaultId: string, wording: Wording): Record<string, unknown> {
  if (task.manual !== undefined) {
    const { name, instructions, observation } = task.manual;
    return { instanceType: typeOf(task), name, instructions, observation: observation ?? null };
  }
  if (wording === 'published') return { instanceType: 'TaskTypeDetails' };
  if (task.work === undefined) return { instanceType: typeOf(task) };
  const { job, target, inPlan } = task.work;
  return {
    ...(inPlan && { skippedReason: 'None', skippedReasonString: null }),
    jobTask: jobTask(job, target, vaultId),
    instanceType: typeOf(task),
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
