import type { ArmRequest } from '../../../wire/route.ts';
import type { ItemWork } from '../items/guards.ts';
import { startItemJob } from '../items/guards.ts';
import { machineGuid } from '../items/health.ts';
import type { ProtectedItem } from '../items/item.ts';
import { type Job, type JobDetails, newTask, type Task, type TaskGroup } from '../jobs/job.ts';
import { startJob } from '../jobs/run-job.ts';
import { activityIdOf } from '../jobs/start.ts';
import type { ManualStep, Step, TimedStep, WorkStep } from '../jobs/step.ts';
import { vaultIdIn } from '../names.ts';
import { itemsByLifecycle, type Plan, type PlanAction, type PlanGroup } from './plan.ts';
import type { Direction } from './plan-guards.ts';
import { planFabrics, planGuid } from './plan-view.ts';

interface PlanWork {
  readonly scenario: string;
  readonly friendlyName: string;
  readonly members: readonly ProtectedItem[];
  readonly details?: JobDetails;
  /** The steps between the check at the start and the tidying at the end. */
  readonly steps: (job: Job) => readonly Step[];
  readonly finish?: (job: Job) => void;
}

/** Starts a plan's job; the plan and all its members are busy until it ends. */
export function startPlanWork(request: ArmRequest, plan: Plan, work: PlanWork): Job {
  const { world } = request;
  return startJob(world, {
    vaultId: vaultIdIn(plan.id),
    activityId: activityIdOf(request),
    scenario: work.scenario,
    friendlyName: work.friendlyName,
    target: { id: planGuid(plan), name: plan.name, type: 'RecoveryPlan' },
    affected: planFabrics(world, plan),
    ...(work.details && { details: work.details }),
    changesId: true,
    steps(job) {
      occupy(plan, work.members, job.id);
      const check = newTask(world.guid(), 'RpSrsPrerequisitesCheck', 'Prerequisites check for the recovery plan');
      const end = newTask(world.guid(), 'EndRecoveryPlanTask', 'Finalizing the recovery plan');
      job.tasks.push(check);
      const steps: Step[] = [{ kind: 'timed', task: check, seconds: 3.4 }, ...work.steps(job)];
      job.tasks.push(end);
      steps.push({ kind: 'timed', task: end, seconds: 0.2, finish: () => work.finish?.(job) });
      return steps;
    },
    release: () => release(plan, work.members),
  });
}

function occupy({ state }: Plan, members: readonly ProtectedItem[], jobId: string): void {
  state.busy = jobId;
  for (const item of members) item.state.busy = jobId;
}

function release({ state }: Plan, members: readonly ProtectedItem[]): void {
  for (const item of members) if (item.state.busy === state.busy) item.state.busy = undefined;
  state.busy = undefined;
}

export interface GroupWork {
  readonly task: Task;
  readonly items: readonly ProtectedItem[];
  readonly seconds: number;
  /** How late the plan notices that its machines are done. */
  readonly lag: number;
  readonly workFor: (item: ProtectedItem) => ItemWork;
}

/** The machines of a group, each with a job of its own. Before it starts, each is shown with a job without a name. */
export function groupStep(request: ArmRequest, job: Job, { task, items, seconds, lag, workFor }: GroupWork): WorkStep {
  const leaves = items.map((item) => ({ item, leaf: leafOf(request, item) }));
  task.children = leaves.map(({ leaf }) => leaf);
  return {
    kind: 'work',
    task,
    estimate: seconds,
    lag,
    start: () => leaves.map(({ item, leaf }) => startLeaf(request, job, item, leaf, workFor(item))),
  };
}

export function leafOf(request: ArmRequest, item: ProtectedItem): Task {
  const name = item.state.vmName.toLowerCase();
  const target = { id: machineGuid(item), name, type: 'Vm' as const };
  return newTask(request.world.guid(), 'Unknown', name, { work: { job: undefined, target, inPlan: true } });
}

export function startLeaf(request: ArmRequest, job: Job, item: ProtectedItem, leaf: Task, work: ItemWork): Job {
  const child = startItemJob(request.world, item, job.activityId, { ...work, within: job.id });
  if (leaf.work !== undefined) leaf.work = { ...leaf.work, job: child };
  return child;
}

export function groupTask(
  taskId: string,
  friendlyName: string,
  rpGroupType: string,
  type: TaskGroup['type'] = 'RecoveryPlanGroupTaskDetails',
): Task {
  return newTask(taskId, 'Unknown', friendlyName, { group: { type, rpGroupType }, children: [] });
}

/** The boot groups with those of their members that are there, in their order. */
export function bootGroups(
  request: ArmRequest,
  plan: Plan,
): { group: PlanGroup; items: ProtectedItem[]; name: string }[] {
  const items = itemsByLifecycle(request.world, plan);
  return plan.state.groups
    .filter(({ type }) => type === 'Boot')
    .map((group, index) => ({
      group,
      items: group.members.map((id) => items.get(id)).filter((item) => item !== undefined),
      name: `Group${index + 1}`,
    }));
}

const SCRIPT_SECONDS = 30;

/** The actions before or after a group that this kind of failover in this direction asks for. */
export function actionSteps(
  job: Job,
  actions: readonly PlanAction[],
  failoverType: string,
  direction: Direction,
): Step[] {
  return actions
    .filter(
      ({ failoverTypes, failoverDirections }) =>
        failoverTypes.includes(failoverType) && failoverDirections.includes(direction),
    )
    .map((action) => {
      const step = actionStep(action);
      job.tasks.push(step.task);
      return step;
    });
}

function actionStep({ actionName, customDetails }: PlanAction): ManualStep | TimedStep {
  if (customDetails.instanceType !== 'ManualActionDetails') {
    return { kind: 'timed', task: newTask(actionName, actionName, actionName), seconds: SCRIPT_SECONDS };
  }
  const instructions = typeof customDetails.description === 'string' ? customDetails.description : '';
  return {
    kind: 'manual',
    task: newTask(actionName, actionName, actionName, { manual: { name: actionName, instructions } }),
  };
}
