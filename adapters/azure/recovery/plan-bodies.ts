import type {
  RecoveryPlanGroup as GroupInput,
  RecoveryPlanA2AFailoverInput,
  RecoveryPlanAction,
  RecoveryPlanTestFailoverInput,
  RecoveryPlanUnplannedFailoverInput,
} from '@azure/arm-recoveryservices-siterecovery';
import type { PlanAction, RecoveryPlanGroup } from '../../../src/ports/azure/recovery.ts';
import type { PlanDirection, PlanPoint } from '../../../src/ports/azure/recovery-plan-writer.ts';

const groupTypes = { shutdown: 'Shutdown', failover: 'Failover', boot: 'Boot' } as const;

export const groupInput = (group: RecoveryPlanGroup): GroupInput => ({
  groupType: groupTypes[group.kind],
  replicationProtectedItems: group.itemIds.map((id) => ({ id })),
  startGroupActions: group.before.map(actionInput),
  endGroupActions: group.after.map(actionInput),
});

const actionInput = (action: PlanAction): RecoveryPlanAction => ({
  actionName: action.name,
  failoverTypes: (action.during ?? ['failover', 'drill']).map((kind) =>
    kind === 'drill' ? 'TestFailover' : 'UnplannedFailover',
  ),
  failoverDirections: ['PrimaryToRecovery', 'RecoveryToPrimary'],
  customDetails: detailsOf(action),
});

const detailsOf = (action: PlanAction): RecoveryPlanAction['customDetails'] => {
  const fabricLocation = action.runsAt === 'source' ? 'Primary' : 'Recovery';
  switch (action.kind) {
    case 'manual':
      return { instanceType: 'ManualActionDetails', description: action.instructions ?? action.name };
    case 'script':
      return { instanceType: 'ScriptActionDetails', path: action.runs ?? '', fabricLocation };
    case 'runbook':
      return { instanceType: 'AutomationRunbookActionDetails', runbookId: action.runs, fabricLocation };
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
const pointInput = (point: PlanPoint): RecoveryPlanA2AFailoverInput[] => [
  { instanceType: 'A2A', recoveryPointType: pointTypes[point] },
];

export const planFailoverBody = (order: {
  readonly point: PlanPoint;
  readonly shutdownSource: boolean;
  readonly direction: PlanDirection;
}): RecoveryPlanUnplannedFailoverInput => ({
  properties: {
    failoverDirection: directions[order.direction],
    sourceSiteOperations: order.shutdownSource ? 'Required' : 'NotRequired',
    providerSpecificDetails: pointInput(order.point),
  },
});

export const planDrillBody = (order: {
  readonly point: PlanPoint;
  readonly networkId: string;
  readonly direction: PlanDirection;
}): RecoveryPlanTestFailoverInput => ({
  properties: {
    failoverDirection: directions[order.direction],
    networkType: 'VmNetworkAsInput',
    networkId: order.networkId,
    providerSpecificDetails: pointInput(order.point),
  },
});
