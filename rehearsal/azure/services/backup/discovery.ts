import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { VirtualMachine } from '../compute/shapes.ts';
import { groupNameOf } from '../resources/ids.ts';
import { requireVault, VAULT_PATH } from '../vaults/vault.ts';
import { filterOf, passes } from './filter.ts';
import { itemsOf } from './item.ts';
import { containerIdOf, FABRIC_PATH, machineNameOf, VM_TYPE } from './names.ts';
import { oldAddressesFor, startWork } from './operations.ts';

export const discoveryRoutes: readonly Route[] = [
  {
    operation: 'BackupProtectableItems_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupProtectableItems`,
    action: 'Microsoft.RecoveryServices/vaults/backupProtectableItems/read',
    coverage: 'partial',
    note: "Machines show up as soon as they exist; Azure shows new ones after a refresh of the fabric's containers.",
    handle: listProtectable,
  },
  {
    operation: 'ProtectionContainers_Refresh',
    method: 'POST',
    path: `${FABRIC_PATH}/refreshContainers`,
    action: 'Microsoft.RecoveryServices/vaults/backupFabrics/refreshContainers/action',
    coverage: 'supported',
    handle: refresh,
  },
];

function listProtectable(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const filter = filterOf(request);
  const protectedAlready = new Set(
    itemsOf(request.world, `/subscriptions/${request.params.subscriptionId}`).map((item) =>
      item.properties.sourceResourceId.toLowerCase(),
    ),
  );
  const machines = request.world.resources
    .list(VM_TYPE, `/subscriptions/${request.params.subscriptionId}`)
    .filter((vm) => vm.location === vault.location && !protectedAlready.has(vm.id.toLowerCase()))
    .filter((vm) => passes(filter, 'backupManagementType', 'AzureIaasVM') && passes(filter, 'friendlyName', vm.name));
  const view = (vm: VirtualMachine) => protectableView(vault.id, vm);
  const body = page(request, machines as VirtualMachine[], { size: 200, parameter: '$skiptoken', view });
  return { status: 200, body };
}

function protectableView(vaultId: string, vm: VirtualMachine): Record<string, unknown> {
  const name = machineNameOf(vm.id);
  return {
    id: `${containerIdOf(vaultId, name)}/protectableItems/vm;${name}`,
    name,
    type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectableItems',
    properties: {
      virtualMachineId: vm.id,
      virtualMachineVersion: 'Compute',
      resourceGroup: groupNameOf(vm.id),
      backupManagementType: 'AzureIaasVM',
      protectableItemType: VM_TYPE,
      friendlyName: vm.name,
      protectionState: 'NotProtected',
    },
  };
}

function refresh(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const operation = startWork(request, { vaultId: vault.id, seconds: 20 });
  const fabric = `${vault.id}/backupFabrics/${request.params.fabricName}`;
  return { status: 202, headers: oldAddressesFor(request, operation, fabric) };
}
