import type { World } from '../../../world/world.ts';
import { fabricGuid } from '../infrastructure/fabrics.ts';
import { machineGuid } from '../items/health.ts';
import type { ProtectedItem } from '../items/item.ts';
import { allowedOperations, stageOf } from '../items/stages.ts';
import { guidOf, serviceId, vaultIdIn } from '../names.ts';
import { siteRecoveryState } from '../state.ts';
import { fineTime } from '../times.ts';
import { findFabric } from '../vault/lookup.ts';
import { itemsByLifecycle, membersOf, type Plan, type PlanAction, type PlanGroup } from './plan.ts';

/** Lists leave out the groups. */
export function planView(world: World, plan: Plan, viewer: 'list' | 'get'): Record<string, unknown> {
  const { state } = plan;
  return {
    id: serviceId(plan.id),
    name: plan.name,
    type: plan.type,
    properties: {
      friendlyName: plan.name,
      primaryFabricId: serviceId(state.primaryFabricId),
      primaryFabricFriendlyName: fabricName(world, state.primaryFabricId),
      recoveryFabricId: serviceId(state.recoveryFabricId),
      recoveryFabricFriendlyName: fabricName(world, state.recoveryFabricId),
      failoverDeploymentModel: state.deploymentModel,
      replicationProviders: ['A2A'],
      allowedOperations: planOperations(world, plan),
      ...(state.lastFailoverAt !== undefined && { lastUnplannedFailoverTime: fineTime(state.lastFailoverAt) }),
      ...(state.lastTestAt !== undefined && { lastTestFailoverTime: fineTime(state.lastTestAt) }),
      ...scenario(world, plan),
      groups: viewer === 'get' ? groupViews(world, plan) : [],
      providerSpecificDetails: [],
    },
  };
}

function fabricName(world: World, fabricId: string): string {
  return findFabric(world, fabricId)?.state.friendlyName ?? '';
}

/** Null while nothing is under way, unlike an item's. */
function scenario(world: World, { id, state }: Plan): Record<string, unknown> {
  const job = state.busy === undefined ? undefined : world.state(siteRecoveryState).jobs.get(state.busy);
  if (job === undefined)
    return { currentScenario: null, currentScenarioStatus: null, currentScenarioStatusDescription: null };
  const jobId = serviceId(`${vaultIdIn(id)}/replicationJobs/${job.laterId ?? job.id}`);
  return {
    currentScenario: { scenarioName: job.scenario, jobId, startTime: fineTime(job.startedAt) },
    currentScenarioStatus: job.state,
    currentScenarioStatusDescription: job.stateDescription ?? job.state,
  };
}

function groupViews(world: World, plan: Plan): Record<string, unknown>[] {
  const items = itemsByLifecycle(world, plan);
  return plan.state.groups.map((group) => groupView(group, items));
}

function groupView(
  { type, members, startActions, endActions }: PlanGroup,
  items: ReadonlyMap<string, ProtectedItem>,
): Record<string, unknown> {
  const present = members.map((id) => items.get(id)).filter((item) => item !== undefined);
  return {
    groupType: type,
    replicationProtectedItems: present.map((item) => ({ id: serviceId(item.id), virtualMachineId: machineGuid(item) })),
    startGroupActions: startActions.map(actionView),
    endGroupActions: endActions.map(actionView),
  };
}

function actionView({
  actionName,
  failoverTypes,
  failoverDirections,
  customDetails,
}: PlanAction): Record<string, unknown> {
  return { actionName, failoverTypes, failoverDirections, customDetails };
}

/** What all members allow, or what one of them waits for. */
export function planOperations(world: World, plan: Plan): string[] {
  if (plan.state.busy !== undefined) return [];
  const members = membersOf(world, plan);
  const all = (operation: string) =>
    members.length > 0 && members.every((item) => allowedOperations(world, item).includes(operation));
  const operations = ['UnplannedFailover', 'TestFailover', 'Commit'].filter(all);
  if (members.some((item) => stageOf(world, item) === 'test-failover-waiting')) operations.push('TestFailoverCleanup');
  if (all('SwitchProtection')) operations.push('ReverseReplicate');
  return operations;
}

export function planGuid({ id }: Plan): string {
  return guidOf('plan', id);
}

export function planFabrics(world: World, { state }: Plan): Record<string, string> {
  return {
    primaryVmmId: fabricGuid(state.primaryFabricId),
    primaryVmmName: fabricName(world, state.primaryFabricId),
    recoveryVmmId: fabricGuid(state.recoveryFabricId),
    recoveryVmmName: fabricName(world, state.recoveryFabricId),
    primaryFabricProviderId: 'Azure',
    recoveryFabricProviderId: 'Azure',
  };
}
