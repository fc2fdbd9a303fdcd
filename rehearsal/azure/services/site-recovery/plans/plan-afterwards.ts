import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import { accepted } from '../accept.ts';
import { JobFailure } from '../errors.ts';
import { cancelFailoverWork, commitWork } from '../failover/after-failover.ts';
import { cleanupWork } from '../failover/test-failover.ts';
import { requireIdle } from '../items/guards.ts';
import type { ProtectedItem } from '../items/item.ts';
import { stageOf } from '../items/stages.ts';
import { requirePlan } from '../vault/lookup.ts';
import { getPlan } from './get-plan.ts';
import { membersOf, type Plan } from './plan.ts';
import { planNotAllowed, requirePlanIdle, requirePlanOperation } from './plan-guards.ts';
import { type GroupWork, groupStep, groupTask, startPlanWork } from './plan-job.ts';

const cleanupBody = z.object({ properties: z.object({ comments: z.string().nullish() }) });

export function cleanUpPlan(request: ArmRequest): ArmResponse {
  const plan = requirePlan(request);
  const { comments } = parseBody(request, cleanupBody).properties;
  const members = requirePlanOperation(request, plan, 'TestFailoverCleanup');
  const tested = members.filter((item) => stageOf(request.world, item) === 'test-failover-waiting');
  return startForAll(request, plan, tested, {
    scenario: 'TestFailoverCleanup',
    friendlyName: 'Test failover cleanup',
    taskId: 'TestFailoverCleanupAllActionGroup',
    taskName: 'Recovery plan test failover cleanup',
    seconds: 240,
    lag: 61,
    workFor: (item) => cleanupWork(request.world, item, comments ?? ''),
  });
}

export function commitPlan(request: ArmRequest): ArmResponse {
  const plan = requirePlan(request);
  const members = requirePlanOperation(request, plan, 'Commit');
  return startForAll(request, plan, members, {
    scenario: 'CommitFailover',
    friendlyName: 'Commit',
    taskId: 'CommitFailoverAllActionGroup',
    taskName: 'Recovery plan commit',
    seconds: 8,
    lag: 2.5,
    workFor: (item) => commitWork(request.world, item),
  });
}

export function cancelPlan(request: ArmRequest): ArmResponse {
  const plan = requirePlan(request);
  requirePlanIdle(request, plan);
  const members = membersOf(request.world, plan);
  for (const item of members) requireIdle(request, item);
  if (members.length === 0 || members.some(({ state }) => state.phase !== 'failed-over'))
    throw planNotAllowed(request, plan, 'CancelFailover');
  return startForAll(request, plan, members, {
    scenario: 'CancelFailover',
    friendlyName: 'Cancel failover',
    taskId: 'CancelFailoverAllActionGroup',
    taskName: 'Recovery plan cancel failover',
    seconds: 90,
    lag: 2.5,
    workFor: (item) => cancelFailoverWork(request.world, item),
  });
}

interface WorkForAll extends Omit<GroupWork, 'task' | 'items'> {
  readonly scenario: string;
  readonly friendlyName: string;
  readonly taskId: string;
  readonly taskName: string;
}

/** One group in which all machines do the same, whatever their boot group. */
function startForAll(
  request: ArmRequest,
  plan: Plan,
  members: readonly ProtectedItem[],
  work: WorkForAll,
): ArmResponse {
  const job = startPlanWork(request, plan, {
    scenario: work.scenario,
    friendlyName: work.friendlyName,
    members,
    steps(started) {
      const task = groupTask(work.taskId, work.taskName, 'RpFailoverTask');
      started.tasks.push(task);
      return [groupStep(request, started, { ...work, task, items: members })];
    },
  });
  return accepted(request, job, plan.id, getPlan);
}

/** Known pain: the call takes no body, and so cannot name the managed disks that switching the protection needs. */
export function reprotectPlan(request: ArmRequest): ArmResponse {
  const plan = requirePlan(request);
  const members = requirePlanOperation(request, plan, 'ReverseReplicate');
  const job = startPlanWork(request, plan, {
    scenario: 'ReverseReplicate',
    friendlyName: 'Reprotect',
    members,
    steps: () => [{ kind: 'silent', act: () => failForDisks(plan) }],
  });
  return accepted(request, job, plan.id, getPlan);
}

function failForDisks(plan: Plan): never {
  throw new JobFailure({
    code: 'VMDisksMissing',
    message: `Managed disk details not provided for the items of the recovery plan '${plan.name}'.`,
    possibleCauses: 'The virtual machines have managed disks, and the operation does not take them.',
    recommendedAction:
      'Switch the protection of each item on its protection container, and name the managed disks there.',
  });
}

export function planPlannedFailover(request: ArmRequest): ArmResponse {
  throw planNotAllowed(request, requirePlan(request), 'PlannedFailover');
}
