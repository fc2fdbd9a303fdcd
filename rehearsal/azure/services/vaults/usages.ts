import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { contentsOf } from './contents.ts';
import { requireVault, VAULT_PATH } from './vault.ts';

export const usageRoutes: readonly Route[] = [
  {
    operation: 'Usages_ListByVaults',
    method: 'GET',
    path: `${VAULT_PATH}/usages`,
    action: 'Microsoft.RecoveryServices/vaults/usages/read',
    coverage: 'partial',
    note: 'Counts items of Azure virtual machines; those of other workloads are always 0, critical and warning counts too.',
    handle: listUsages,
  },
  {
    operation: 'ReplicationUsages_List',
    method: 'GET',
    path: `${VAULT_PATH}/replicationUsages`,
    action: 'Microsoft.RecoveryServices/vaults/replicationUsages/read',
    coverage: 'partial',
    note: 'Counts items and recovery plans; the numbers of jobs, events and providers are always 0.',
    handle: listReplicationUsages,
  },
];

function listUsages(request: ArmRequest): ArmResponse {
  const items = contentsOf(request.world, requireVault(request)).backupItems.length;
  const value = [
    usage('MABContainersCount', 'Backup management servers', 0),
    usage('ProtectedItemCount', 'Backup items / Azure virtual machine backup', items),
    usage('ProtectedItemCriticalCount', 'Critical', 0),
    usage('ProtectedItemWarningCount', 'Warning', 0),
    usage('IaaSVMProtectedItemCount', 'Azure Virtual Machines', items),
    usage('IaaSVMProtectedItemCriticalCount', 'Critical', 0),
    usage('IaaSVMProtectedItemWarningCount', 'Warning', 0),
  ];
  return { status: 200, body: { value } };
}

function usage(value: string, localizedValue: string, currentValue: number): Record<string, unknown> {
  return { unit: 'Count', currentValue, limit: -1, name: { value, localizedValue } };
}

function listReplicationUsages(request: ArmRequest): ArmResponse {
  const { replicatedItems, recoveryPlans } = contentsOf(request.world, requireVault(request));
  const usages = {
    monitoringSummary: {
      unHealthyVmCount: 0,
      unHealthyProviderCount: 0,
      eventsCount: 0,
      deprecatedProviderCount: 0,
      supportedProviderCount: 0,
      unsupportedProviderCount: 0,
    },
    jobsSummary: { failedJobs: 0, suspendedJobs: 0, inProgressJobs: 0 },
    protectedItemCount: replicatedItems.length,
    registeredServersCount: 0,
    recoveryPlanCount: recoveryPlans.length,
  };
  return { status: 200, body: { value: [usages] } };
}
