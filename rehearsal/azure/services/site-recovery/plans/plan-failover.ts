import type { ArmRequest } from '../../../wire/route.ts';
import { noteFailover } from '../failover/outcome.ts';
import { createTarget } from '../failover/target.ts';
import { canReachSource, shutDownSource } from '../failover/unplanned-failover.ts';
import type { ItemWork } from '../items/guards.ts';
import type { ProtectedItem } from '../items/item.ts';
import type { RecoveryPoint } from '../items/recovery-points.ts';
import { type FailedOverItem, type Job, newTask } from '../jobs/job.ts';
import type { Step, TimedStep } from '../jobs/step.ts';
import type { Plan } from './plan.ts';
import type { Direction } from './plan-guards.ts';
import { actionSteps, bootGroups, groupStep, groupTask, leafOf, startLeaf } from './plan-job.ts';

interface PlanFailover {
  readonly plan: Plan;
  readonly members: readonly ProtectedItem[];
  readonly points: ReadonlyMap<ProtectedItem, RecoveryPoint>;
  readonly shutDown: boolean;
  readonly direction: Direction;
  /** Filled as the machines come up. */
  readonly outcomes: FailedOverItem[];
}

/** All shut down, all failed over, and then started group by group. */
export function planFailoverSteps(request: ArmRequest, job: Job, failover: PlanFailover): Step[] {
  const steps: Step[] = [];
  const reachable = failover.members.filter((item) => canReachSource(request.world, item));
  if (failover.shutDown && reachable.length > 0) steps.push(shutdownStep(request, job, failover, reachable));
  const all = groupTask('FailoverAllActionGroup', 'Recovery plan failover', 'RpFailoverTask');
  job.tasks.push(all);
  steps.push(
    groupStep(request, job, {
      task: all,
      items: failover.members,
      seconds: 95,
      lag: 0.1,
      workFor: (item) => failoverWork(request, item),
    }),
  );
  for (const { group, items, name } of bootGroups(request, failover.plan)) {
    steps.push(...actionSteps(job, group.startActions, 'UnplannedFailover', failover.direction));
    const task = groupTask(name, `${name.replace('Group', 'Group ')}: Start`, 'BootGroup');
    job.tasks.push(task);
    steps.push(
      groupStep(request, job, {
        task,
        items,
        seconds: 39.6,
        lag: 0.1,
        workFor: (item) => startWork(request, item, failover),
      }),
    );
    steps.push(...actionSteps(job, group.endActions, 'UnplannedFailover', failover.direction));
  }
  return steps;
}

/** One task over all groups, in which each boot group occurs a second time. */
function shutdownStep(
  request: ArmRequest,
  job: Job,
  { plan }: PlanFailover,
  reachable: readonly ProtectedItem[],
): Step {
  const all = groupTask(
    'ShutdownAllActionGroup',
    'All groups shutdown',
    'Shutdown',
    'RecoveryPlanShutdownGroupTaskDetails',
  );
  job.tasks.push(all);
  const leaves: { item: ProtectedItem; leaf: ReturnType<typeof leafOf> }[] = [];
  const groups = bootGroups(request, plan).map(({ items, name }) => {
    const own = items.filter((item) => reachable.includes(item)).map((item) => ({ item, leaf: leafOf(request, item) }));
    leaves.push(...own);
    const task = groupTask(name, `Shutdown: ${name.replace('Group', 'Group ')}`, 'Shutdown');
    task.children = own.map(({ leaf }) => leaf);
    return task;
  });
  all.children = groups;
  return {
    kind: 'work',
    task: all,
    within: groups,
    estimate: 63.7,
    lag: 0.1,
    start: () => leaves.map(({ item, leaf }) => startLeaf(request, job, item, leaf, shutdownWork(request, item))),
  };
}

function shutdownWork({ world }: ArmRequest, item: ProtectedItem): ItemWork {
  return ofFailover({
    kind: 'timed',
    task: newTask('ShutdownVmOnPrimaryForUFO', 'VmShutdownVmOnPrimary', 'Shut down the virtual machine'),
    seconds: 63.7,
    finish: () => shutDownSource(world, item),
  });
}

function failoverWork({ world }: ArmRequest, item: ProtectedItem): ItemWork {
  return ofFailover({
    kind: 'timed',
    task: newTask('FailoverTask', 'VmFailover', 'Start failover'),
    seconds: 95,
    finish: () => void createTarget(world, item, { kind: 'failover' }),
  });
}

function startWork({ world }: ArmRequest, item: ProtectedItem, { points, outcomes }: PlanFailover): ItemWork {
  const task = newTask('StartVmOnSecondary', 'VmFoStartVmOnSecondary', 'Start the replica virtual machine');
  return ofFailover({
    kind: 'timed',
    task,
    seconds: 39.6,
    finish() {
      const point = points.get(item);
      if (point !== undefined) outcomes.push(noteFailover(world, item, point));
    },
  });
}

/** Each part of a machine's failover in a plan is a job by itself. */
function ofFailover(step: TimedStep): ItemWork {
  return {
    scenario: 'UnplannedFailover',
    friendlyName: 'Failover',
    details: { kind: 'failover', items: [] },
    steps(job) {
      job.tasks.push(step.task);
      return [step];
    },
  };
}
