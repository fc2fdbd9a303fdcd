import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { requireResourceGroup } from '../resources/provision.ts';
import { applyChange, redundancyWishOf, removesIdentity } from './changes.ts';
import { contentsOf } from './contents.ts';
import { startVaultWork } from './operations.ts';
import { createVault } from './provision.ts';
import { requireGeoForCrossRegionRestore, requireRedundancyChangeable } from './redundancy.ts';
import { findVault, requireVault, VAULT_PATH, VAULT_TYPE, VAULTS_PATH, type Vault, vaultIdOf } from './vault.ts';
import { patchVaultBody, type VaultChange, vaultBody } from './vault-body.ts';
import { vaultView } from './vault-view.ts';

const SECONDS = { create: 20, update: 10, delete: 25 } as const;

export const lifecycleRoutes: readonly Route[] = [
  {
    operation: 'Vaults_CreateOrUpdate',
    method: 'PUT',
    path: VAULT_PATH,
    action: 'Microsoft.RecoveryServices/vaults/write',
    coverage: 'supported',
    handle: put,
  },
  {
    operation: 'Vaults_Get',
    method: 'GET',
    path: VAULT_PATH,
    action: 'Microsoft.RecoveryServices/vaults/read',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: vaultView(request.world, requireVault(request)) }),
  },
  {
    operation: 'Vaults_Update',
    method: 'PATCH',
    path: VAULT_PATH,
    action: 'Microsoft.RecoveryServices/vaults/write',
    coverage: 'supported',
    handle: patch,
  },
  {
    operation: 'Vaults_Delete',
    method: 'DELETE',
    path: VAULT_PATH,
    action: 'Microsoft.RecoveryServices/vaults/delete',
    coverage: 'supported',
    handle: remove,
  },
  {
    operation: 'Vaults_ListByResourceGroup',
    method: 'GET',
    path: VAULTS_PATH,
    action: 'Microsoft.RecoveryServices/vaults/read',
    coverage: 'supported',
    handle: listInGroup,
  },
  {
    operation: 'Vaults_ListBySubscriptionId',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.RecoveryServices/vaults',
    action: 'Microsoft.RecoveryServices/vaults/read',
    coverage: 'supported',
    handle: (request) => listBelow(request, `/subscriptions/${request.params.subscriptionId}`),
  },
];

function put(request: ArmRequest): ArmResponse {
  const { subscriptionId, resourceGroupName, vaultName } = request.params;
  requireResourceGroup(request.world, `${subscriptionId}`, `${resourceGroupName}`);
  const wanted = parseBody(request, vaultBody);
  const id = vaultIdOf(`${subscriptionId}`, `${resourceGroupName}`, `${vaultName}`);
  const known = findVault(request.world, id);
  return known === undefined ? create(request, id, wanted.location, wanted) : replace(request, known, wanted);
}

function create(request: ArmRequest, id: string, location: string, wanted: VaultChange): ArmResponse {
  requireVaultName(`${request.params.vaultName}`);
  const wish = redundancyWishOf(wanted);
  requireGeoForCrossRegionRestore(wish?.redundancy ?? 'GeoRedundant', wish?.crossRegionRestore ?? false);
  const vault = createVault(request.world, { id, location });
  applyChange(request.world, vault, wanted);
  vault.properties.provisioningState = 'Provisioning';
  const complete = () => {
    vault.properties.provisioningState = 'Succeeded';
  };
  const headers = startVaultWork(request, { kind: 'create', vaultId: id, seconds: SECONDS.create, complete });
  const { 'Azure-AsyncOperation': status } = headers;
  return { status: 201, headers: { 'Azure-AsyncOperation': `${status}` }, body: vaultView(request.world, vault) };
}

function requireVaultName(name: string): void {
  if (/^[a-z][a-z0-9-]{1,49}$/i.test(name)) return;
  const message = `The vault name '${name}' is invalid. It must be 2 to 50 characters long, begin with a letter and hold only letters, digits and hyphens.`;
  throw new ArmError(400, 'InvalidResourceName', message);
}

function replace(request: ArmRequest, vault: Vault, wanted: VaultChange & { location: string }): ArmResponse {
  const sameRegion = wanted.location.replaceAll(' ', '').toLowerCase() === vault.location.toLowerCase();
  if (!sameRegion) {
    const message = `The resource '${vault.name}' already exists in location '${vault.location}' in resource group '${request.params.resourceGroupName}'. A resource with the same name cannot be created in location '${wanted.location}'. Please select a new resource name.`;
    throw new ArmError(409, 'InvalidResourceLocation', message);
  }
  const wish = redundancyWishOf(wanted);
  if (wish !== undefined) requireRedundancyChangeable(request.world, vault, wish);
  applyChange(request.world, vault, wanted);
  return { status: 200, body: vaultView(request.world, vault) };
}

function patch(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const wanted = parseBody(request, patchVaultBody);
  const wish = redundancyWishOf(wanted);
  if (wish !== undefined) requireRedundancyChangeable(request.world, vault, wish);
  if (isDoneAtOnce(wanted)) {
    applyChange(request.world, vault, wanted);
    return { status: 200, body: vaultView(request.world, vault) };
  }
  const complete = () => applyChange(request.world, vault, wanted);
  const headers = startVaultWork(request, { kind: 'update', vaultId: vault.id, seconds: SECONDS.update, complete });
  return { status: 202, headers };
}

function isDoneAtOnce({ properties, identity }: VaultChange): boolean {
  return properties === undefined && (identity === undefined || removesIdentity(identity));
}

function remove(request: ArmRequest): ArmResponse {
  const { subscriptionId, resourceGroupName, vaultName } = request.params;
  const vault = findVault(request.world, vaultIdOf(`${subscriptionId}`, `${resourceGroupName}`, `${vaultName}`));
  if (vault === undefined) return { status: 204 };
  requireEmpty(request, vault);
  const complete = () => {
    request.world.resources.delete(vault.id);
  };
  const headers = startVaultWork(request, { kind: 'delete', vaultId: vault.id, seconds: SECONDS.delete, complete });
  return { status: 202, headers };
}

function requireEmpty(request: ArmRequest, vault: Vault): void {
  const { backupItems, replicatedItems } = contentsOf(request.world, vault);
  const names = [...backupItems, ...replicatedItems].slice(0, 20).map((item) => item.name.split(';').at(-1));
  if (names.length === 0) return;
  const message = `Vault cannot be deleted as there are existing resources within the vault. : ${names.join(', ')}\r\nUnregister all containers from the vault and then retry to delete vault. For instructions, see https://aka.ms/AB-AA4ecq5`;
  throw new ArmError(400, 'ServiceResourceNotEmptyWithContainerDetails', message);
}

function listInGroup(request: ArmRequest): ArmResponse {
  const { subscriptionId, resourceGroupName } = request.params;
  requireResourceGroup(request.world, `${subscriptionId}`, `${resourceGroupName}`);
  return listBelow(request, `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`);
}

function listBelow(request: ArmRequest, scope: string): ArmResponse {
  const vaults = request.world.resources.list(VAULT_TYPE, scope) as Vault[];
  const view = (vault: Vault) => vaultView(request.world, vault);
  return { status: 200, body: page(request, vaults, { size: 100, parameter: '$skiptoken', view }) };
}
