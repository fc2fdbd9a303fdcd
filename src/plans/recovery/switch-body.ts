import type { ReprotectOrder } from '../../ports/azure/recovery.ts';

/** The body of the call as it is shown before anybody agrees; the adapter makes the one that is sent. */
export const switchBody = (order: ReprotectOrder) => ({
  properties: {
    replicationProtectedItemName: order.itemName,
    providerSpecificDetails: {
      instanceType: 'A2A',
      recoveryContainerId: order.containerId,
      recoveryResourceGroupId: order.recoveryResourceGroupId,
      policyId: order.policyId,
      vmManagedDisks: order.disks.map((disk) => ({
        diskId: disk.diskId,
        primaryStagingAzureStorageAccountId: disk.cacheAccountId,
        recoveryResourceGroupId: disk.recoveryResourceGroupId,
        recoveryReplicaDiskAccountType: disk.replicaType,
        recoveryTargetDiskAccountType: disk.targetType,
      })),
    },
  },
});
