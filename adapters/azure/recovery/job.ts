import type { Job, JobAction, JobOutcome, JobTask } from '../../../src/ports/azure/job.ts';
import { isSameId, nameOf } from '../core/ids.ts';
import { jobProblem } from './job-problem.ts';
import { type JobRead, jobSchema, type OutcomeRead, taskSchema } from './job-schema.ts';
import { vaultOf } from './spelling.ts';

/**
 * `askedId` is kept where Azure answers with another one: the job of a plan gets its lasting id only after a while,
 * and is found under both.
 */
export const jobShape = (askedId?: string) => jobSchema.transform((read) => jobFrom(read, askedId));

const jobFrom = ({ id, name, properties }: JobRead, askedId: string | undefined): Job => {
  const what = properties.friendlyName ?? properties.scenarioName ?? 'Job';
  const about = properties.targetObjectName ?? '';
  return {
    id,
    name,
    formerId: askedId === undefined || isSameId(askedId, id) ? undefined : askedId,
    service: 'recovery',
    vaultId: vaultOf(id),
    what,
    scenario: properties.scenarioName,
    about,
    state: stateOf(properties.state),
    stateAsAzureSays: properties.stateDescription ?? properties.state ?? '',
    startedAt: properties.startTime,
    endedAt: properties.endTime,
    tasks: (properties.tasks ?? []).map(taskFrom),
    problems: problemsOf(properties, `${what} of ${about}`),
    allowed: actionsOf(properties.allowedActions),
    requestId: properties.activityId?.split(/\s/u)[0],
    result: properties.customDetails?.newReplicationProtectedItemId,
    outcomes: properties.customDetails?.protectedItemDetails?.map(outcomeFrom),
  };
};

const states: Readonly<Record<string, Job['state']>> = {
  notstarted: 'waiting',
  inprogress: 'running',
  cancelling: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  suspended: 'suspended',
};

const stateOf = (said: string | undefined): Job['state'] => states[said?.toLowerCase() ?? ''] ?? 'other';

const taskFrom = (sent: unknown): JobTask => {
  const task = taskSchema.parse(sent);
  const skipped = task.stateDescription?.toLowerCase() === 'skipped';
  return {
    name: nameOfTask(task.friendlyName ?? task.name),
    state: skipped ? 'skipped' : stateOf(task.state),
    startedAt: task.startTime,
    endedAt: task.endTime,
    tasks: (task.groupTaskCustomDetails?.childTasks ?? []).map(taskFrom),
    jobId: startedJob(task.customDetails?.jobTask?.jobId),
    instructions: task.customDetails?.instructions,
  };
};

/** A task that has turned into a group carries the number of its children: `Reprotecting virtual machine (1)`. */
const nameOfTask = (said: string | undefined): string => (said ?? 'Unknown').replace(/\s\(\d+\)$/u, '');

/** Before it has started, a child's job has an id without a name. */
const startedJob = (id: string | undefined) => (id === undefined || id.endsWith('/') ? undefined : id);

const problemsOf = ({ errors, tasks }: JobRead['properties'], what: string) => {
  const own = errors ?? [];
  // A failed task repeats its error in the job as a rule; where the job has none, the task's is all there is.
  const all = own.length > 0 ? own : (tasks ?? []).flatMap((task) => taskSchema.parse(task).errors ?? []);
  return all.map((error) => jobProblem(error, what));
};

const actionsOf = (said: readonly string[]): JobAction[] => {
  const words = said.map((word) => word.toLowerCase());
  return (['cancel', 'restart', 'resume'] as const).filter((action) => words.includes(action));
};

const outcomeFrom = (read: OutcomeRead): JobOutcome => ({
  vmName: read.friendlyName ?? '',
  pointId: read.recoveryPointId && nameOf(read.recoveryPointId),
  pointAt: read.recoveryPointTime,
  network: read.networkFriendlyName,
  drillVmName: read.testVmName,
});
