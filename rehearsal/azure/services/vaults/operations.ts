import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { signedAddress } from '../../wire/signed-address.ts';
import type { Operation } from '../../world/operations.ts';
import { findVault, requireVault, VAULT_PATH, vaultIdOf } from './vault.ts';
import { vaultView } from './vault-view.ts';

const SERVICE = 'vaults';

/** Azure writes the kind of work into the id, before the GUID. */
const KIND_NUMBERS = { create: 2047, update: 4095, delete: 1023 } as const;

interface VaultWork {
  readonly kind: keyof typeof KIND_NUMBERS;
  readonly vaultId: string;
  readonly seconds: number;
  readonly complete: () => void;
}

/** Starts the work and gives the addresses where it can be followed. */
export function startVaultWork(request: ArmRequest, work: VaultWork): Record<string, string> {
  const number = KIND_NUMBERS[work.kind];
  const id = Buffer.from(`${number};${request.world.guid()}`).toString('base64');
  request.world.operations.start({ service: SERVICE, id, seconds: work.seconds, complete: work.complete });
  return addresses(request, work.vaultId, id);
}

function addresses(request: ArmRequest, vaultId: string, operationId: string): Record<string, string> {
  const now = request.world.clock.now();
  const at = (kind: string) =>
    signedAddress(`${request.origin}${vaultId}/${kind}/${operationId}?api-version=${request.apiVersion}`, now);
  return { 'Azure-AsyncOperation': at('operationStatus'), Location: at('operationResults') };
}

export const operationRoutes: readonly Route[] = [
  {
    operation: 'Vaults_GetOperationStatus',
    method: 'GET',
    path: `${VAULT_PATH}/operationStatus/{operationId}`,
    action: 'Microsoft.RecoveryServices/vaults/operationStatus/read',
    coverage: 'partial',
    note: 'After a deletion it says Succeeded; Azure does either that or answers 404 for the vault.',
    handle: getStatus,
  },
  {
    operation: 'Vaults_GetOperationResult',
    method: 'GET',
    path: `${VAULT_PATH}/operationResults/{operationId}`,
    action: 'Microsoft.RecoveryServices/vaults/operationResults/read',
    coverage: 'supported',
    handle: getResult,
  },
];

function getStatus(request: ArmRequest): ArmResponse {
  const operation = requireOperation(request);
  const vaultId = idInPath(request);
  const body = {
    id: `${vaultId}/operationStatus/${operation.id}`,
    name: operation.id,
    status: operation.status,
    ...(operation.error && { error: operation.error }),
  };
  if (operation.status !== 'InProgress') return { status: 200, body };
  return { status: 200, headers: addresses(request, vaultId, operation.id), body };
}

function getResult(request: ArmRequest): ArmResponse {
  const operation = requireOperation(request);
  const vaultId = idInPath(request);
  if (operation.status === 'InProgress') {
    return { status: 202, headers: addresses(request, vaultId, operation.id) };
  }
  if (operation.error !== undefined) throw new ArmError(400, operation.error.code, operation.error.message);
  const vault = findVault(request.world, vaultId);
  return vault === undefined ? { status: 204 } : { status: 200, body: vaultView(request.world, vault) };
}

function requireOperation(request: ArmRequest): Operation {
  const operation = request.world.operations.find(SERVICE, `${request.params.operationId}`);
  if (operation !== undefined) return operation;
  requireVault(request);
  throw new ArmError(404, 'ResourceNotFound', `The operation '${request.params.operationId}' was not found.`);
}

function idInPath({ params }: ArmRequest): string {
  return vaultIdOf(`${params.subscriptionId}`, `${params.resourceGroupName}`, `${params.vaultName}`);
}
