import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { requireVault, VAULT_PATH } from '../vaults/vault.ts';
import { filterOf } from './filter.ts';
import { itemsOf } from './item.ts';

export const usageSummaryRoutes: readonly Route[] = [
  {
    operation: 'BackupUsageSummaries_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupUsageSummaries`,
    action: 'Microsoft.RecoveryServices/vaults/backupUsageSummaries/read',
    coverage: 'supported',
    handle: listUsageSummaries,
  },
];

const KINDS = [
  ['AzureIaasVM', 'Azure Virtual Machine'],
  ['MAB', 'Azure Backup Agent'],
  ['DPM', 'DPM'],
  ['AzureBackupServer', 'Azure Backup Server'],
  ['AzureStorage', 'Azure Storage (Azure Files)'],
  ['AzureWorkload', 'SQL in Azure VM'],
] as const;

/** How many items, or containers: of virtual machines there are as many of each. */
function listUsageSummaries(request: ArmRequest): ArmResponse {
  const machines = itemsOf(request.world, requireVault(request).id).length;
  filterOf(request);
  const value = KINDS.map(([kind, localizedValue]) => ({
    unit: 'Count',
    currentValue: kind === 'AzureIaasVM' ? machines : 0,
    limit: -1,
    name: { value: kind, localizedValue },
  }));
  return { status: 200, body: { value } };
}
