import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import { accepted } from '../accept.ts';
import { badInput } from '../errors.ts';
import { newTask } from '../jobs/job.ts';
import { requireItem } from '../vault/lookup.ts';
import { getItem } from './get-item.ts';
import { notAllowed, requireIdle, startRequestedJob } from './guards.ts';
import { errorIdOf, healthErrorsOf, unprotectedDisksOf } from './health.ts';
import type { ProtectedItem, TroubleKind } from './item.ts';
import { CURRENT_AGENT } from './replication-details.ts';
import { stageOf } from './stages.ts';

interface Repair {
  readonly scenario: string;
  readonly friendlyName: string;
  readonly taskName: string;
  readonly seconds: number;
  readonly finish: () => void;
}

function startRepair(request: ArmRequest, item: ProtectedItem, repair: Repair): ArmResponse {
  const task = newTask(`${repair.scenario}Task`, repair.taskName, repair.friendlyName);
  const job = startRequestedJob(request, item, {
    scenario: repair.scenario,
    friendlyName: repair.friendlyName,
    steps(started) {
      started.tasks.push(task);
      return [{ kind: 'timed', task, seconds: repair.seconds, finish: repair.finish }];
    },
  });
  return accepted(request, job, item.id, getItem);
}

function requireStage(request: ArmRequest, operation: string): ProtectedItem {
  const item = requireItem(request);
  requireIdle(request, item);
  if (stageOf(request.world, item) !== 'protected') throw notAllowed(request, item, operation);
  return item;
}

function endTroubles({ state }: ProtectedItem, kinds: readonly TroubleKind[]): void {
  const left = state.troubles.filter(({ kind }) => !kinds.includes(kind));
  state.troubles.splice(0, state.troubles.length, ...left);
}

/** Resynchronization: everything is compared and copied anew. */
export function repairReplication(request: ArmRequest): ArmResponse {
  const item = requireStage(request, 'RepairReplication');
  return startRepair(request, item, {
    scenario: 'RepairReplication',
    friendlyName: 'Resynchronize',
    taskName: 'VmResynchronize',
    seconds: 60,
    finish() {
      item.state.resyncSince = request.world.clock.now();
      endTroubles(item, ['resync-required', 'churn', 'cache-throttled']);
    },
  });
}

const resolveBody = z.object({
  properties: z.object({ healthErrors: z.array(z.object({ healthErrorId: z.string().min(1) })).min(1) }),
});

export function resolveHealthErrors(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  requireIdle(request, item);
  const wanted = parseBody(request, resolveBody).properties.healthErrors.map(({ healthErrorId }) => healthErrorId);
  const present = healthErrorsOf(request.world, item);
  const stubborn = wanted.find((id) => !present.some((error) => errorIdOf(error) === id && error.resolvable));
  if (stubborn !== undefined) {
    throw badInput(
      request,
      'HealthErrorNotResolvable',
      `The health error '${stubborn}' cannot be resolved by a customer, or is not there.`,
      'Name health errors whose customerResolvability is Allowed.',
    );
  }
  return startRepair(request, item, {
    scenario: 'ResolveHealthErrors',
    friendlyName: 'Resolve health errors',
    taskName: 'VmResolveHealthErrors',
    seconds: 4,
    finish() {
      item.state.excludedDiskIds.push(...unprotectedDisksOf(request.world, item).map(({ id }) => id));
    },
  });
}

const mobilityBody = z.object({ properties: z.object({ runAsAccountId: z.string().nullish() }).nullish() });

export function updateMobilityService(request: ArmRequest): ArmResponse {
  const item = requireStage(request, 'UpdateMobilityService');
  parseBody(request, mobilityBody);
  return startRepair(request, item, {
    scenario: 'UpdateMobilityService',
    friendlyName: 'Update mobility service',
    taskName: 'VmUpdateMobilityService',
    seconds: 150,
    finish() {
      item.state.agentVersion = CURRENT_AGENT;
      endTroubles(item, ['agent-expiring']);
    },
  });
}

export function switchProvider(request: ArmRequest): ArmResponse {
  throw notAllowed(request, requireItem(request), 'SwitchProvider');
}

export function updateAppliance(request: ArmRequest): ArmResponse {
  throw notAllowed(request, requireItem(request), 'UpdateAppliance');
}
