import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { groupNameOf } from '../resources/ids.ts';
import { requireVault, VAULT_PATH } from '../vaults/vault.ts';
import { containerNotFound, invalidInput } from './errors.ts';
import { filterOf, passes } from './filter.ts';
import { itemsOf, type ProtectedItem } from './item.ts';
import { CONTAINER_PATH, containerIdOf, VM_TYPE } from './names.ts';

const ACTION = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers';

export const containerRoutes: readonly Route[] = [
  {
    operation: 'BackupProtectionContainers_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupProtectionContainers`,
    action: 'Microsoft.RecoveryServices/vaults/backupProtectionContainers/read',
    coverage: 'supported',
    handle: list,
  },
  {
    operation: 'DeletedProtectionContainers_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupDeletedProtectionContainers`,
    action: 'Microsoft.RecoveryServices/vaults/backupDeletedProtectionContainers/read',
    coverage: 'supported',
    handle: listDeleted,
  },
  {
    operation: 'ProtectionContainers_Get',
    method: 'GET',
    path: CONTAINER_PATH,
    action: `${ACTION}/read`,
    coverage: 'supported',
    handle: get,
  },
  {
    operation: 'ProtectionContainers_Register',
    method: 'PUT',
    path: CONTAINER_PATH,
    action: `${ACTION}/write`,
    coverage: 'partial',
    note: 'Refused: the containers of virtual machines register themselves when a machine is protected, in Azure too.',
    handle: register,
  },
];

function list(request: ArmRequest): ArmResponse {
  const filter = filterOf(request);
  if (!filter.has('backupmanagementtype')) throw invalidInput('The filter must name a backupManagementType.');
  const items = itemsOf(request.world, requireVault(request).id)
    .filter(({ properties }) => passes(filter, 'friendlyName', properties.friendlyName))
    // Azure lists containers in soft delete too when it is asked for registered ones.
    .filter(() => passes(filter, 'backupManagementType', 'AzureIaasVM') && passes(filter, 'status', 'Registered'));
  return { status: 200, body: { value: items.map(containerView) } };
}

function listDeleted(request: ArmRequest): ArmResponse {
  const items = itemsOf(request.world, requireVault(request).id).filter((item) => item.softDeletedAt !== undefined);
  return { status: 200, body: { value: items.map(containerView) } };
}

function get(request: ArmRequest): ArmResponse {
  const wanted = `${request.params.containerName}`.toLowerCase();
  const item = itemsOf(request.world, requireVault(request).id).find(
    ({ properties }) => `iaasvmcontainer;${properties.containerName}` === wanted,
  );
  if (item === undefined) throw containerNotFound(`${request.params.containerName}`);
  return { status: 200, body: containerView(item) };
}

function register(request: ArmRequest): ArmResponse {
  requireVault(request);
  throw invalidInput('Containers of virtual machines are registered by protecting the machine.');
}

function containerView(item: ProtectedItem): Record<string, unknown> {
  const { containerName, friendlyName, virtualMachineId } = item.properties;
  return {
    id: containerIdOf(item.vaultId, containerName),
    name: `IaasVMContainer;${containerName}`,
    type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers',
    properties: {
      virtualMachineId,
      virtualMachineVersion: 'Compute',
      resourceGroup: groupNameOf(virtualMachineId),
      friendlyName,
      backupManagementType: 'AzureIaasVM',
      registrationStatus: item.softDeletedAt === undefined ? 'Registered' : 'SoftDeleted',
      healthStatus: 'Healthy',
      containerType: VM_TYPE,
      protectableObjectType: VM_TYPE,
    },
  };
}
