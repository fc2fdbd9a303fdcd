import type { PlanAction, RecoveryPlanGroup } from '../ports/azure/recovery.ts';
import type {
  NewPlanOrder,
  PlanDrillOrder,
  PlanFailoverOrder,
  PlanPoint,
} from '../ports/azure/recovery-plan-writer.ts';

export const createPlanBody = ({ primaryFabricId, recoveryFabricId, groups }: NewPlanOrder) => ({
  properties: {
    primaryFabricId,
    recoveryFabricId,
    failoverDeploymentModel: 'ResourceManager',
    groups: groups.map(groupInput),
  },
});

export const updatePlanBody = (groups: readonly RecoveryPlanGroup[]) => ({
  properties: { groups: groups.map(groupInput) },
});

const groupTypes = { shutdown: 'Shutdown', failover: 'Failover', boot: 'Boot' } as const;

const groupInput = (group: RecoveryPlanGroup) => ({
  groupType: groupTypes[group.kind],
  replicationProtectedItems: group.itemIds.map((id) => ({ id })),
  startGroupActions: group.before.map(actionInput),
  endGroupActions: group.after.map(actionInput),
});

const actionInput = (action: PlanAction) => ({
  actionName: action.name,
  failoverTypes: (action.during ?? ['failover', 'drill']).map((kind) =>
    kind === 'drill' ? 'TestFailover' : 'UnplannedFailover',
  ),
  failoverDirections: ['PrimaryToRecovery', 'RecoveryToPrimary'],
  customDetails: detailsOf(action),
});

const detailsOf = (action: PlanAction) => {
  const fabricLocation = action.runsAt === 'source' ? 'Primary' : 'Recovery';
  switch (action.kind) {
    case 'manual':
      return { instanceType: 'ManualActionDetails', description: action.instructions ?? action.name } as const;
    case 'script':
      return { instanceType: 'ScriptActionDetails', path: action.runs ?? '', fabricLocation } as const;
    case 'runbook':
      return { instanceType: 'AutomationRunbookActionDetails', runbookId: action.runs, fabricLocation } as const;
  }
};

const directions = { 'to-recovery': 'PrimaryToRecovery', 'to-primary': 'RecoveryToPrimary' } as const;

const pointTypes = {
  latest: 'Latest',
  'latest-processed': 'LatestProcessed',
  'app-consistent': 'LatestApplicationConsistent',
  'crash-consistent': 'LatestCrashConsistent',
} as const;

/** A list here, where an item has one alone: a plan may hold machines of several providers. */
const pointInput = (point: PlanPoint) => [{ instanceType: 'A2A' as const, recoveryPointType: pointTypes[point] }];

export const planFailoverBody = (order: Omit<PlanFailoverOrder, 'planId'>) => ({
  properties: {
    failoverDirection: directions[order.direction],
    sourceSiteOperations: order.shutdownSource ? 'Required' : 'NotRequired',
    providerSpecificDetails: pointInput(order.point),
  },
});

export const planDrillBody = (order: Omit<PlanDrillOrder, 'planId'>) => ({
  properties: {
    failoverDirection: directions[order.direction],
    networkType: 'VmNetworkAsInput',
    networkId: order.networkId,
    providerSpecificDetails: pointInput(order.point),
  },
});
