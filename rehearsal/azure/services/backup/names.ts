import { groupNameOf, nameOf } from '../resources/ids.ts';
import { VAULT_PATH } from '../vaults/vault.ts';

export const FABRIC_PATH = `${VAULT_PATH}/backupFabrics/{fabricName}`;
export const CONTAINER_PATH = `${FABRIC_PATH}/protectionContainers/{containerName}`;
export const ITEM_PATH = `${CONTAINER_PATH}/protectedItems/{protectedItemName}`;
export const POINT_PATH = `${ITEM_PATH}/recoveryPoints/{recoveryPointId}`;

export const ITEM_TYPE = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems';
export const ITEM_ACTION = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems';
export const VM_TYPE = 'Microsoft.Compute/virtualMachines';

/** `iaasvmcontainerv2;rg;vm`: Azure Backup's name of a machine, always in lower case. */
export function machineNameOf(vmId: string): string {
  return `iaasvmcontainerv2;${groupNameOf(vmId) ?? ''};${nameOf(vmId)}`.toLowerCase();
}

export function containerIdOf(vaultId: string, machineName: string): string {
  return `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${machineName}`;
}

export function itemIdOf(vaultId: string, machineName: string): string {
  return `${containerIdOf(vaultId, machineName)}/protectedItems/VM;${machineName}`;
}
