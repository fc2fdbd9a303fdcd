import type { ProtectionUpdate, ProtectOrder } from '../ports/azure/protection-writer.ts';
import type { DiskOrder, ReprotectOrder } from '../ports/azure/recovery.ts';

const instanceType = 'A2A' as const;

export const protectBody = (order: ProtectOrder) => ({
  properties: {
    policyId: order.policyId,
    providerSpecificDetails: {
      instanceType,
      fabricObjectId: order.vmId,
      recoveryContainerId: order.recoveryContainerId,
      recoveryResourceGroupId: order.recoveryResourceGroupId,
      recoveryAzureNetworkId: order.recoveryNetworkId,
      recoverySubnetName: order.recoverySubnet,
      recoveryAvailabilitySetId: order.recoveryAvailabilitySetId,
      recoveryAvailabilityZone: order.recoveryZone,
      multiVmGroupName: order.multiVmGroup,
      vmManagedDisks: order.blobDisks === undefined ? order.disks.map(diskInput) : undefined,
      vmDisks: order.blobDisks?.map((disk) => ({
        diskUri: disk.blobUri,
        primaryStagingAzureStorageAccountId: disk.cacheAccountId,
        recoveryAzureStorageAccountId: disk.recoveryAccountId,
      })),
    },
  },
});

/** What the container is asked, that the item shall leave: it is also where the item is to be replicated to. */
export const reprotectBody = (order: ReprotectOrder) => ({
  properties: {
    replicationProtectedItemName: order.itemName,
    providerSpecificDetails: {
      instanceType,
      recoveryContainerId: order.containerId,
      recoveryResourceGroupId: order.recoveryResourceGroupId,
      recoveryAvailabilitySetId: order.recoveryAvailabilitySetId,
      recoveryAvailabilityZone: order.recoveryZone,
      policyId: order.policyId,
      vmManagedDisks: order.disks.map(diskInput),
    },
  },
});

const diskInput = (disk: DiskOrder) => ({
  diskId: disk.diskId,
  primaryStagingAzureStorageAccountId: disk.cacheAccountId,
  recoveryResourceGroupId: disk.recoveryResourceGroupId,
  recoveryReplicaDiskAccountType: disk.replicaType,
  recoveryTargetDiskAccountType: disk.targetType,
  recoveryDiskEncryptionSetId: disk.encryptionSetId,
});

/** Of `remove`, which takes the agent's configuration off the machine as well; never Azure's purge. */
export const unprotectBody = { properties: { disableProtectionReason: 'NotSpecified' } };

export const updateAgentBody = { properties: {} };

export const addDisksBody = (disks: readonly DiskOrder[]) => ({
  properties: { providerSpecificDetails: { instanceType, vmManagedDisks: disks.map(diskInput) } },
});

export const removeDisksBody = (diskIds: readonly string[]) => ({
  properties: { providerSpecificDetails: { instanceType, vmManagedDisksIds: [...diskIds] } },
});

export const updateBody = (order: ProtectionUpdate) => ({
  properties: {
    recoveryAzureVMName: order.recoveryVmName,
    recoveryAzureVMSize: order.recoverySize,
    selectedRecoveryAzureNetworkId: order.recoveryNetworkId,
    recoveryAvailabilitySetId: order.recoveryAvailabilitySetId,
    vmNics: order.nics?.map((nic) => ({
      nicId: nic.nicId,
      selectionType: 'SelectedByUser',
      ipConfigs: [
        {
          ipConfigName: nic.ipConfiguration,
          isPrimary: true,
          recoverySubnetName: nic.recoverySubnet,
          recoveryStaticIPAddress: nic.recoveryAddress,
        },
      ],
    })),
    providerSpecificDetails: {
      instanceType,
      recoveryResourceGroupId: order.recoveryResourceGroupId,
      managedDiskUpdateDetails: order.disks?.map(({ diskId, targetType }) => ({
        diskId,
        recoveryTargetDiskAccountType: targetType,
      })),
    },
  },
});
