import type {
  A2AVmManagedDiskInputDetails,
  AddDisksInput,
  ApplyRecoveryPointInput,
  DisableProtectionInput,
  EnableProtectionInput,
  RemoveDisksInput,
  SwitchProtectionInput,
  TestFailoverInput,
  UnplannedFailoverInput,
  UpdateReplicationProtectedItemInput,
} from '@azure/arm-recoveryservices-siterecovery';
import type { ProtectionChange, ProtectOrder } from '../../../src/ports/azure/protection-writer.ts';
import type { DiskOrder, ReprotectOrder } from '../../../src/ports/azure/recovery.ts';

const instanceType = 'A2A';

/** A failback goes in the same direction: after reprotection the item's present region is its primary one. */
const failoverDirection = 'PrimaryToRecovery';

export const failoverBody = (pointId: string | undefined, shutdownSource: boolean): UnplannedFailoverInput => ({
  properties: {
    failoverDirection,
    sourceSiteOperations: shutdownSource ? 'Required' : 'NotRequired',
    // Without a point it is the latest one, made at the time of the failover.
    providerSpecificDetails: { instanceType, recoveryPointId: pointId },
  },
});

export const drillBody = (networkId: string, pointId: string | undefined): TestFailoverInput => ({
  properties: {
    failoverDirection,
    networkType: 'VmNetworkAsInput',
    networkId,
    providerSpecificDetails: { instanceType, recoveryPointId: pointId },
  },
});

/** Here the point lies beside the provider's details, not in them. */
export const pointBody = (pointId: string): ApplyRecoveryPointInput => ({
  properties: { recoveryPointId: pointId, providerSpecificDetails: { instanceType } },
});

/** What the container is asked, that the item shall leave: it is also where the item is to be replicated to. */
export const reprotectBody = (order: ReprotectOrder): SwitchProtectionInput => ({
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

export const protectBody = (order: ProtectOrder): EnableProtectionInput => ({
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

const diskInput = (disk: DiskOrder): A2AVmManagedDiskInputDetails => ({
  diskId: disk.diskId,
  primaryStagingAzureStorageAccountId: disk.cacheAccountId,
  recoveryResourceGroupId: disk.recoveryResourceGroupId,
  recoveryReplicaDiskAccountType: disk.replicaType,
  recoveryTargetDiskAccountType: disk.targetType,
  recoveryDiskEncryptionSetId: disk.encryptionSetId,
});

/** `remove`, which takes the agent's configuration off the machine as well; never Azure's purge. */
export const unprotectBody: DisableProtectionInput = {
  properties: { disableProtectionReason: 'NotSpecified' },
};

export const addDisksBody = (disks: readonly DiskOrder[]): AddDisksInput => ({
  properties: { providerSpecificDetails: { instanceType, vmManagedDisks: disks.map(diskInput) } },
});

export const removeDisksBody = (diskIds: readonly string[]): RemoveDisksInput => ({
  properties: { providerSpecificDetails: { instanceType, vmManagedDisksIds: [...diskIds] } },
});

export const updateBody = (order: ProtectionChange): UpdateReplicationProtectedItemInput => ({
  properties: {
    recoveryAzureVMName: order.recoveryVmName,
    recoveryAzureVMSize: order.recoverySize,
    selectedRecoveryAzureNetworkId: order.recoveryNetworkId,
    selectedTfoAzureNetworkId: order.drillNetworkId,
    recoveryAvailabilitySetId: order.recoveryAvailabilitySetId,
    vmNics: order.nics?.map(nicInput),
    providerSpecificDetails: {
      instanceType,
      recoveryResourceGroupId: order.recoveryResourceGroupId,
      tfoAzureVMName: order.drillVmName,
      managedDiskUpdateDetails: order.disks?.map((disk) => ({
        diskId: disk.diskId,
        recoveryReplicaDiskAccountType: disk.replicaType,
        recoveryTargetDiskAccountType: disk.targetType,
      })),
    },
  },
});

const nicInput = (nic: NonNullable<ProtectionChange['nics']>[number]) => ({
  nicId: nic.nicId,
  selectionType: 'SelectedByUser',
  ipConfigs: [
    {
      ipConfigName: nic.ipConfiguration,
      isPrimary: true,
      recoverySubnetName: nic.recoverySubnet,
      recoveryStaticIPAddress: nic.recoveryAddress,
      tfoSubnetName: nic.drillSubnet,
    },
  ],
});
