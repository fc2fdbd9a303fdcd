import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { requireVault, VAULT_PATH } from '../vaults/vault.ts';
import { findItem, itemIdIn } from './item.ts';
import { itemView } from './item-view.ts';
import { FABRIC_PATH, ITEM_ACTION, ITEM_PATH } from './names.ts';
import { requireOperation, resultOf, statusView } from './operations.ts';

export const operationRoutes: readonly Route[] = [
  {
    operation: 'BackupOperationStatuses_Get',
    method: 'GET',
    path: `${VAULT_PATH}/backupOperations/{operationId}`,
    action: 'Microsoft.RecoveryServices/vaults/backupOperations/read',
    coverage: 'supported',
    handle: operationStatus,
  },
  {
    operation: 'BackupOperationResults_Get',
    method: 'GET',
    path: `${VAULT_PATH}/backupOperationResults/{operationId}`,
    action: 'Microsoft.RecoveryServices/vaults/backupOperationResults/read',
    coverage: 'supported',
    handle: operationResult,
  },
  {
    operation: 'ProtectedItemOperationStatuses_Get',
    method: 'GET',
    path: `${ITEM_PATH}/operationsStatus/{operationId}`,
    action: `${ITEM_ACTION}/operationsStatus/read`,
    coverage: 'supported',
    handle: operationStatus,
  },
  {
    operation: 'ProtectedItemOperationResults_Get',
    method: 'GET',
    path: `${ITEM_PATH}/operationResults/{operationId}`,
    action: `${ITEM_ACTION}/operationResults/read`,
    coverage: 'supported',
    handle: itemResult,
  },
  {
    operation: 'ProtectionContainerRefreshOperationResults_Get',
    method: 'GET',
    path: `${FABRIC_PATH}/operationResults/{operationId}`,
    action: 'Microsoft.RecoveryServices/vaults/backupFabrics/operationResults/read',
    coverage: 'supported',
    handle: operationResult,
  },
  ...['backupFabrics/{fabricName}', 'backupJobs/{jobName}'].map(
    (below): Route => ({
      operation: `BackupOperationStatus_${below.startsWith('backupJobs') ? 'Job' : 'Fabric'}`,
      method: 'GET',
      path: `${VAULT_PATH}/${below}/operationsStatus/{operationId}`,
      action: 'Microsoft.RecoveryServices/vaults/backupOperations/read',
      coverage: 'supported',
      note: 'Azure names this address and no published specification does.',
      handle: operationStatus,
    }),
  ),
];

function operationStatus(request: ArmRequest): ArmResponse {
  const operation = requireOperation(request);
  return { status: 200, body: statusView(operation, operation.id, request.world.clock.now()) };
}

/** 202 with the same address until it has ended; then 204, for there is nothing to say. */
export function operationResult(request: ArmRequest): ArmResponse {
  const operation = requireOperation(request);
  return resultOf(request, operation) ?? { status: 204 };
}

function itemResult(request: ArmRequest): ArmResponse {
  const pending = resultOf(request, requireOperation(request));
  if (pending !== undefined) return pending;
  const item = findItem(request.world, itemIdIn(request, requireVault(request)));
  if (item === undefined) return { status: 204 };
  return { status: 200, body: itemView(request.world, item, request.origin) };
}
