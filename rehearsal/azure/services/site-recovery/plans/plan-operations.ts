import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import { accepted } from '../accept.ts';
import { badInput } from '../errors.ts';
import { testFailoverWork, testNetworkOf } from '../failover/test-failover.ts';
import { requirePoint } from '../failover/unplanned-failover.ts';
import type { ProtectedItem } from '../items/item.ts';
import { choosePoint, type RecoveryPoint } from '../items/recovery-points.ts';
import type { FailedOverItem, Job } from '../jobs/job.ts';
import { requirePlan } from '../vault/lookup.ts';
import { getPlan } from './get-plan.ts';
import type { Plan } from './plan.ts';
import { planFailoverSteps } from './plan-failover.ts';
import { type Direction, requireDirection, requirePlanOperation } from './plan-guards.ts';
import { actionSteps, bootGroups, type GroupWork, groupStep, groupTask, startPlanWork } from './plan-job.ts';

const direction = z.enum(['PrimaryToRecovery', 'RecoveryToPrimary']);

const pointInput = z.object({
  instanceType: z.literal('A2A'),
  recoveryPointType: z.enum(['Latest', 'LatestApplicationConsistent', 'LatestCrashConsistent', 'LatestProcessed']),
  cloudServiceCreationOption: z.string().nullish(),
  multiVmSyncPointOption: z.enum(['UseMultiVmSyncRecoveryPoint', 'UsePerVmRecoveryPoint']).nullish(),
});

const failoverBody = z.object({
  properties: z.object({
    failoverDirection: direction,
    sourceSiteOperations: z.enum(['Required', 'NotRequired']),
    providerSpecificDetails: z.array(pointInput).nullish(),
  }),
});

export function failOverPlan(request: ArmRequest): ArmResponse {
  const plan = requirePlan(request);
  const wanted = parseBody(request, failoverBody).properties;
  const members = requirePlanOperation(request, plan, 'UnplannedFailover');
  requireDirection(request, plan, members, wanted.failoverDirection);
  const points = pointsFor(request, members, wanted.providerSpecificDetails?.[0]?.recoveryPointType);
  const outcomes: FailedOverItem[] = [];
  const shutDown = wanted.sourceSiteOperations === 'Required';
  const failover = { plan, members, points, shutDown, direction: wanted.failoverDirection, outcomes };
  const job = startPlanWork(request, plan, {
    scenario: 'UnplannedFailover',
    friendlyName: 'Failover',
    members,
    details: { kind: 'failover', items: [] },
    steps: (started) => planFailoverSteps(request, started, failover),
    finish(ended) {
      plan.state.lastFailoverAt = request.world.clock.now();
      ended.details = { kind: 'failover', items: outcomes };
    },
  });
  return accepted(request, job, plan.id, getPlan);
}

function pointsFor(
  request: ArmRequest,
  members: readonly ProtectedItem[],
  kind: string | undefined,
): Map<ProtectedItem, RecoveryPoint> {
  return new Map(members.map((item) => [item, requirePointOfKind(request, item, kind)]));
}

function requirePointOfKind(request: ArmRequest, item: ProtectedItem, kind: string | undefined): RecoveryPoint {
  const point = choosePoint(request.world, item, kind);
  if (point !== undefined) return point;
  throw badInput(
    request,
    'RecoveryPointNotFound',
    `'${item.state.vmName}' has no recovery point of the kind '${kind}'.`,
    'Choose another kind of recovery point.',
  );
}

const testBody = z.object({
  properties: z.object({
    failoverDirection: direction,
    networkType: z.string().min(1),
    networkId: z.string().nullish(),
    providerSpecificDetails: z.array(pointInput).nullish(),
  }),
});

export function testPlan(request: ArmRequest): ArmResponse {
  const plan = requirePlan(request);
  const wanted = parseBody(request, testBody).properties;
  const members = requirePlanOperation(request, plan, 'TestFailover');
  requireDirection(request, plan, members, wanted.failoverDirection);
  const network = testNetworkOf(request, wanted, members[0]?.state.recoveryContainerId ?? '');
  const points = pointsFor(request, members, wanted.providerSpecificDetails?.[0]?.recoveryPointType);
  const workFor = (item: ProtectedItem) =>
    testFailoverWork(request.world, item, points.get(item) ?? requirePoint(request, item, undefined), network);
  const job = startPlanWork(request, plan, {
    scenario: 'TestFailover',
    friendlyName: 'Test failover',
    members,
    details: {
      kind: 'test-failover',
      status: null,
      comments: '',
      networkId: network.networkId ?? '',
      networkType: network.networkType,
      items: [],
    },
    steps: (started) =>
      bootSteps(request, started, plan, 'TestFailover', wanted.failoverDirection, { seconds: 540, lag: 61, workFor }),
    finish(ended) {
      plan.state.lastTestAt = request.world.clock.now();
      if (ended.details.kind === 'test-failover')
        ended.details = { ...ended.details, status: 'Active', items: testedItems(ended) };
    },
  });
  return accepted(request, job, plan.id, getPlan);
}

function testedItems(job: Job): FailedOverItem[] {
  const leaves = job.tasks.flatMap(({ children }) => children ?? []);
  return leaves.flatMap(({ work }) => (work?.job?.details.kind === 'test-failover' ? work.job.details.items : []));
}

function bootSteps(
  request: ArmRequest,
  job: Job,
  plan: Plan,
  type: string,
  towards: Direction,
  work: Omit<GroupWork, 'task' | 'items'>,
) {
  return bootGroups(request, plan).flatMap(({ group, items, name }) => {
    const before = actionSteps(job, group.startActions, type, towards);
    const task = groupTask(name, `${name.replace('Group', 'Group ')}: Start`, 'BootGroup');
    job.tasks.push(task);
    const boot = groupStep(request, job, { ...work, task, items });
    return [...before, boot, ...actionSteps(job, group.endActions, type, towards)];
  });
}
