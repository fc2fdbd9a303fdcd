import type { RestoreOrder } from '../../../src/ports/azure/backup.ts';

/** What Azure is asked for, in the vault's region as in the secondary one. */
interface RestoreRequest {
  readonly objectType: 'IaasVMRestoreRequest';
  readonly recoveryPointId: string;
  readonly recoveryType: 'RestoreDisks' | 'AlternateLocation' | 'OriginalLocation';
  readonly sourceResourceId: string;
  readonly region: string;
  readonly storageAccountId: string;
  readonly createNewCloudService: false;
  readonly originalStorageAccountOption: false;
  readonly targetResourceGroupId?: string;
  readonly targetVirtualMachineId?: string;
  readonly virtualNetworkId?: string;
  readonly subnetId?: string;
  readonly zones?: string[];
}

export const restoreRequestOf = (order: RestoreOrder): RestoreRequest => ({
  objectType: 'IaasVMRestoreRequest',
  recoveryPointId: pointNameOf(order),
  sourceResourceId: order.vmId,
  region: order.region,
  storageAccountId: order.stagingAccountId,
  createNewCloudService: false,
  originalStorageAccountOption: false,
  ...targetOf(order.into),
  ...(order.zone !== undefined && { zones: [order.zone] }),
});

/** The last part of the point's id: all that Azure wants in the body. */
export const pointNameOf = (order: Pick<RestoreOrder, 'pointId'>): string => order.pointId.split('/').at(-1) ?? '';

const targetOf = (into: RestoreOrder['into']) => {
  switch (into.kind) {
    case 'disks':
      return { recoveryType: 'RestoreDisks', targetResourceGroupId: into.resourceGroupId } as const;
    case 'in-place':
      return { recoveryType: 'OriginalLocation' } as const;
    case 'vm':
      return {
        recoveryType: 'AlternateLocation',
        targetResourceGroupId: into.resourceGroupId,
        targetVirtualMachineId: `${into.resourceGroupId}/providers/Microsoft.Compute/virtualMachines/${into.vmName}`,
        virtualNetworkId: into.networkId,
        subnetId: `${into.networkId}/subnets/${into.subnet}`,
      } as const;
  }
};
