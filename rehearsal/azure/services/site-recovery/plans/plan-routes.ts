import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput } from '../errors.ts';
import { startShortJob } from '../jobs/start.ts';
import { PLAN, parentOf, types, VAULT } from '../names.ts';
import { noContent, ok, row } from '../routes.ts';
import { childId, findFabric, findPlan, missing, requirePlan, requireVault } from '../vault/lookup.ts';
import { getPlan } from './get-plan.ts';
import { itemsByLifecycle, type Plan, type PlanState, plansOf, putPlan } from './plan.ts';
import { cancelPlan, cleanUpPlan, commitPlan, planPlannedFailover, reprotectPlan } from './plan-afterwards.ts';
import { createPlanBody, planGroupsOf, updatePlanBody } from './plan-body.ts';
import { requirePlanIdle } from './plan-guards.ts';
import { failOverPlan, testPlan } from './plan-operations.ts';
import { planView } from './plan-view.ts';

const ACTION = 'replicationRecoveryPlans';

const planAction = (operation: string, name: string, handle: Route['handle'], note?: string) =>
  row(`ReplicationRecoveryPlans_${operation}`, 'POST', `${PLAN}/${name}`, `${ACTION}/${name}/action`, handle, note);

const SCRIPTS = 'Scripts and runbooks only take time, and always succeed.';

export const planRoutes: readonly Route[] = [
  row('ReplicationRecoveryPlans_List', 'GET', `${VAULT}/replicationRecoveryPlans`, `${ACTION}/read`, list),
  row('ReplicationRecoveryPlans_Get', 'GET', PLAN, `${ACTION}/read`, getPlan),
  row('ReplicationRecoveryPlans_Create', 'PUT', PLAN, `${ACTION}/write`, create),
  row('ReplicationRecoveryPlans_Update', 'PATCH', PLAN, `${ACTION}/write`, update),
  row('ReplicationRecoveryPlans_Delete', 'DELETE', PLAN, `${ACTION}/delete`, remove),
  planAction('UnplannedFailover', 'unplannedFailover', failOverPlan, SCRIPTS),
  planAction('TestFailover', 'testFailover', testPlan, SCRIPTS),
  planAction('TestFailoverCleanup', 'testFailoverCleanup', cleanUpPlan),
  planAction('FailoverCommit', 'failoverCommit', commitPlan),
  planAction(
    'FailoverCancel',
    'failoverCancel',
    cancelPlan,
    'Allowed until the commit; what Azure does for these machines is not known.',
  ),
  planAction(
    'Reprotect',
    'reProtect',
    reprotectPlan,
    'Its job always fails, since the call cannot name managed disks.',
  ),
  planAction(
    'PlannedFailover',
    'plannedFailover',
    planPlannedFailover,
    'Always refused: not offered between regions of Azure.',
  ),
];

function list(request: ArmRequest): ArmResponse {
  const plans = plansOf(request.world, requireVault(request).id);
  return ok({ value: plans.map((plan) => planView(request.world, plan, 'list')), nextLink: null });
}

function create(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const wanted = parseBody(request, createPlanBody).properties;
  const fabric = (id: string) => findFabric(request.world, id) ?? missing(request, 'fabric', nameOf(id));
  const state: PlanState = {
    primaryFabricId: fabric(wanted.primaryFabricId).id,
    recoveryFabricId: fabric(wanted.recoveryFabricId).id,
    deploymentModel: wanted.failoverDeploymentModel ?? 'ResourceManager',
    groups: planGroupsOf(request, wanted.groups),
    busy: undefined,
    lastFailoverAt: undefined,
    lastTestAt: undefined,
  };
  const id = childId(vault.id, 'replicationRecoveryPlans', request.params.recoveryPlanName);
  const known = findPlan(request.world, id);
  if (known !== undefined) requirePlanIdle(request, known);
  requireSameFabrics(request, { id, name: nameOf(id), type: types.plan, properties: {}, state });
  const job = startPlanJob(
    request,
    id,
    'CreateRecoveryPlan',
    'Create a recovery plan',
    () => void putPlan(request.world, id, state),
  );
  return accepted(request, job, id, getPlan);
}

/** Every member must lie between the two fabrics of the plan, in one direction or the other. */
function requireSameFabrics(request: ArmRequest, plan: Plan): void {
  const ends = [plan.state.primaryFabricId, plan.state.recoveryFabricId];
  for (const item of itemsByLifecycle(request.world, plan).values()) {
    const places = [parentOf(parentOf(item.id)), parentOf(item.state.recoveryContainerId)];
    if (places.every((place) => ends.some((end) => sameId(place, end)))) continue;
    throw badInput(
      request,
      'ProtectedItemFabricMismatch',
      `'${item.state.vmName}' is not replicated between the fabrics of the recovery plan.`,
      'Name items that are replicated between the fabrics of the plan.',
    );
  }
}

function update(request: ArmRequest): ArmResponse {
  const plan = requirePlan(request);
  const { groups } = parseBody(request, updatePlanBody).properties ?? {};
  requirePlanIdle(request, plan);
  const wanted = groups ? planGroupsOf(request, groups) : plan.state.groups;
  requireSameFabrics(request, { ...plan, state: { ...plan.state, groups: wanted } });
  const job = startPlanJob(request, plan.id, 'UpdateRecoveryPlan', 'Save a recovery plan', () => {
    plan.state.groups = wanted;
  });
  return accepted(request, job, plan.id, getPlan);
}

function remove(request: ArmRequest): ArmResponse {
  const id = childId(requireVault(request).id, 'replicationRecoveryPlans', request.params.recoveryPlanName);
  const plan = findPlan(request.world, id);
  if (plan === undefined) return noContent();
  requirePlanIdle(request, plan);
  const job = startPlanJob(
    request,
    plan.id,
    'DeleteRecoveryPlan',
    'Delete a recovery plan',
    () => void request.world.resources.delete(plan.id),
  );
  return accepted(request, job, plan.id, noContent);
}

function startPlanJob(request: ArmRequest, id: string, scenario: string, friendlyName: string, complete: () => void) {
  const target = { id: request.world.guid(), name: nameOf(id), type: 'RecoveryPlan' as const };
  return startShortJob(request, {
    vaultId: requireVault(request).id,
    scenario,
    friendlyName,
    target,
    seconds: 1,
    complete,
  });
}
