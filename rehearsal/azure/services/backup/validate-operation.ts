import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { requireVault, VAULT_PATH } from '../vaults/vault.ts';
import { itemNotFound, recoveryPointNotFound } from './errors.ts';
import { findItem } from './item.ts';
import { addresses, requireOperation, resultOf, startWork, statusView } from './operations.ts';
import { findPoint } from './recovery-points.ts';
import { restoreProblems } from './restore-check.ts';
import { restoreRequest } from './restore-request.ts';

const SECONDS = 15;

const validationBody = z.looseObject({
  /** Of the recovery point. */
  id: z.string(),
  properties: z.looseObject({
    objectType: z.enum(['ValidateRestoreOperationRequest', 'ValidateIaasVMRestoreOperationRequest']),
    restoreRequest,
  }),
});

export const validateOperationRoutes: readonly Route[] = [
  {
    operation: 'Operation_Validate',
    method: 'POST',
    path: `${VAULT_PATH}/backupValidateOperation`,
    action: 'Microsoft.RecoveryServices/vaults/backupValidateOperation/action',
    coverage: 'partial',
    note: 'Every problem has the same code; its message tells what it is.',
    handle: (request) => ({ status: 200, body: { validateOperationResponse: validate(request) } }),
  },
  {
    operation: 'ValidateOperation_Trigger',
    method: 'POST',
    path: `${VAULT_PATH}/backupTriggerValidateOperation`,
    action: 'Microsoft.RecoveryServices/vaults/backupTriggerValidateOperation/action',
    coverage: 'partial',
    note: 'Looks at the world when it is triggered. Every problem has the same code; its message tells what it is.',
    handle: trigger,
  },
  {
    operation: 'ValidateOperationStatuses_Get',
    method: 'GET',
    path: `${VAULT_PATH}/backupValidateOperationsStatuses/{operationId}`,
    action: 'Microsoft.RecoveryServices/vaults/backupValidateOperationsStatuses/read',
    coverage: 'supported',
    handle: getStatus,
  },
  {
    operation: 'ValidateOperationResults_Get',
    method: 'GET',
    path: `${VAULT_PATH}/backupValidateOperationResults/{operationId}`,
    action: 'Microsoft.RecoveryServices/vaults/backupValidateOperationResults/read',
    coverage: 'supported',
    handle: getResult,
  },
];

interface Validation {
  readonly validationResults: readonly { code: string; message: string; recommendations: string[] }[];
}

function validate(request: ArmRequest): Validation {
  const { world } = request;
  const vault = requireVault(request);
  const { id, properties } = parseBody(request, validationBody);
  const [itemId = '', pointId = ''] = id.split(/\/recoveryPoints\//i);
  const item = findItem(world, itemId);
  if (item === undefined || item.vaultId !== vault.id) throw itemNotFound();
  const point = findPoint(world, item, pointId);
  if (point === undefined) throw recoveryPointNotFound(pointId);
  const wanted = properties.restoreRequest;
  const order = { world, vault, item, point, wanted, region: vault.location, secondary: false };
  const problems = restoreProblems(order).map((message) => ({
    code: 'BMSUserErrorInvalidInput',
    message,
    recommendations: ['Correct the request and try again.'],
  }));
  return { validationResults: problems };
}

function trigger(request: ArmRequest): ArmResponse {
  const vaultId = requireVault(request).id;
  const properties = {
    objectType: 'OperationStatusValidateOperationExtendedInfo',
    validateOperationResponse: validate(request),
  };
  const operation = startWork(request, { vaultId, seconds: SECONDS, properties });
  const statuses = `${vaultId}/backupValidateOperationsStatuses`;
  const headers = addresses(request, operation, statuses, `${vaultId}/backupValidateOperationResults`);
  return { status: 202, headers: { ...headers, 'Retry-After': '10' } };
}

function getStatus(request: ArmRequest): ArmResponse {
  const operation = requireOperation(request);
  return { status: 200, body: statusView(operation, operation.id, request.world.clock.now()) };
}

function getResult(request: ArmRequest): ArmResponse {
  const operation = requireOperation(request);
  const pending = resultOf(request, operation);
  if (pending !== undefined) return { ...pending, headers: { ...pending.headers, 'Retry-After': '10' } };
  const { properties } = operation.outcome(request.world.clock.now());
  return { status: 200, body: { validateOperationResponse: properties?.validateOperationResponse } };
}
