import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { invalidInput, itemNotFound, recoveryPointNotFound, resourceNotFound } from '../backup/errors.ts';
import { findItem } from '../backup/item.ts';
import { numberFor } from '../backup/numbers.ts';
import {
  addresses,
  type BackupOperation,
  findOperation,
  followStart,
  resultOf,
  statusView,
} from '../backup/operations.ts';
import { startRestore } from '../backup/restore.ts';
import { type RestoreOrder, requireRestorable } from '../backup/restore-check.ts';
import { restoreRequest } from '../backup/restore-request.ts';
import { pairOf, regionNamed } from '../resources/regions.ts';
import { findVault } from '../vaults/vault.ts';
import { LOCATION_ACTION, LOCATION_PATH } from './aad-properties.ts';
import { requireToken } from './access-token.ts';
import { requireEnabled, secondaryPointsOf } from './secondary.ts';

const triggerBody = z.looseObject({
  crossRegionRestoreAccessDetails: z.looseObject({
    objectType: z.literal('CrrAccessToken'),
    accessTokenString: z.string(),
  }),
  restoreRequest,
});

export const triggerRoutes: readonly Route[] = [
  {
    operation: 'CrossRegionRestore_Trigger',
    method: 'POST',
    path: `${LOCATION_PATH}/backupCrossRegionRestore`,
    action: `${LOCATION_ACTION}/backupCrossRegionRestore/action`,
    coverage: 'partial',
    note: 'The codes of refused tokens are not known from traffic.',
    handle: trigger,
  },
  {
    operation: 'CrrOperationStatus_Get',
    method: 'GET',
    path: `${LOCATION_PATH}/backupCrrOperationsStatus/{operationId}`,
    action: `${LOCATION_ACTION}/backupCrrOperationsStatus/read`,
    coverage: 'supported',
    handle: getStatus,
  },
  {
    operation: 'CrrOperationResults_Get',
    method: 'GET',
    path: `${LOCATION_PATH}/backupCrrOperationResults/{operationId}`,
    action: `${LOCATION_ACTION}/backupCrrOperationResults/read`,
    coverage: 'supported',
    handle: (request) => resultOf(request, requireOperation(request)) ?? { status: 200 },
  },
];

function trigger(request: ArmRequest): ArmResponse {
  const body = parseBody(request, triggerBody);
  const order = orderOf(request, body);
  requireRestorable(order);
  const operation = followStart(request, startRestore(request, order));
  const place = locationPathOf(request);
  const named = { id: operationName(order.vault.id, operation) };
  const headers = addresses(request, named, `${place}/backupCrrOperationsStatus`, `${place}/backupCrrOperationResults`);
  return { status: 202, headers };
}

function orderOf(request: ArmRequest, body: z.output<typeof triggerBody>): RestoreOrder {
  const { world } = request;
  const token = requireToken(world, body.crossRegionRestoreAccessDetails);
  const vault = findVault(world, token.vaultId);
  const item = findItem(world, token.itemId);
  if (vault === undefined || item === undefined) throw itemNotFound();
  requireEnabled(vault);
  const region = regionNamed(`${request.params.azureRegion}`)?.name;
  if (region === undefined || region !== pairOf(vault.location)) {
    throw invalidInput(`The region '${request.params.azureRegion}' is not paired with the vault's.`);
  }
  const point = secondaryPointsOf(world, item).find((one) => one.id === token.pointId);
  if (point === undefined) throw recoveryPointNotFound(token.pointId);
  const wanted = body.restoreRequest;
  if (wanted.identityInfo !== undefined && wanted.identityInfo !== null) {
    throw invalidInput('Cross Region Restore does not work with managed identities.');
  }
  return { world, vault, item, point, wanted, region, secondary: true };
}

function locationPathOf({ params }: ArmRequest): string {
  return `/subscriptions/${params.subscriptionId}/providers/Microsoft.RecoveryServices/locations/${params.azureRegion}`;
}

/** Azure writes the vault's number into the name of the operation. */
function operationName(vaultId: string, operation: BackupOperation): string {
  return Buffer.from(`${numberFor(vaultId)};${operation.id}`).toString('base64');
}

function getStatus(request: ArmRequest): ArmResponse {
  const operation = requireOperation(request);
  const name = operationName(operation.vaultId, operation);
  const id = `${locationPathOf(request)}/backupCrrOperationsStatus/${name}`;
  return { status: 200, body: { ...statusView(operation, id, request.world.clock.now()), name } };
}

function requireOperation(request: ArmRequest): BackupOperation {
  const name = `${request.params.operationId}`;
  const id = Buffer.from(name, 'base64').toString().split(';').at(-1) ?? '';
  const operation = findOperation(request.world, id);
  if (operation === undefined || operationName(operation.vaultId, operation) !== name) {
    throw resourceNotFound('operation', name);
  }
  return operation;
}
