import { nameIn } from '../../protection/resource-id.ts';
import type { ProtectionChange, ProtectionUpdate } from './change.ts';
import type { Foundation, MachineOrder } from './order.ts';

const instanceType = 'A2A';

/** What has a body of its own in Site Recovery; the rest is created by other services. */
type InVault = Exclude<Foundation, { readonly kind: 'group' | 'vault' | 'network' | 'availability-set' | 'account' }>;

interface PolicySettings {
  readonly retentionMinutes: number;
  readonly appConsistentEveryMinutes: number;
  readonly multiVmConsistency: boolean;
}

/** As Azure wants it: in minutes, and crash-consistent points every five, whatever one asks for. */
const policySettings = (policy: PolicySettings) => ({
  instanceType,
  recoveryPointHistory: policy.retentionMinutes,
  appConsistentFrequencyInMinutes: policy.appConsistentEveryMinutes,
  crashConsistentFrequencyInMinutes: 5,
  multiVmSyncStatus: policy.multiVmConsistency ? 'Enable' : 'Disable',
});

export const changedPolicyBody = (policy: PolicySettings) => ({
  properties: { replicationProviderSettings: policySettings(policy) },
});

export const foundationBody = (what: InVault): unknown => ({ properties: propertiesOf(what) });

const propertiesOf = (what: InVault): unknown => {
  switch (what.kind) {
    case 'policy':
      return { providerSpecificInput: policySettings(what) };
    case 'fabric':
      return { customDetails: { instanceType: 'Azure', location: what.region } };
    case 'container':
      return { providerSpecificInput: [{ instanceType }] };
    case 'container-mapping':
      return {
        targetProtectionContainerId: what.targetContainerId,
        policyId: what.policyId,
        providerSpecificInput: { instanceType, agentAutoUpdateStatus: 'Disabled' },
      };
    case 'network-mapping':
      return {
        recoveryFabricName: nameIn(what.targetFabricId),
        recoveryNetworkId: what.targetNetworkId,
        fabricSpecificDetails: { instanceType: 'AzureToAzure', primaryNetworkId: what.networkId },
      };
  }
};

export const machineBody = (order: MachineOrder) => ({
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
      ...(order.blobDisks
        ? {
            vmDisks: order.blobDisks.map((disk) => ({
              diskUri: disk.blobUri,
              primaryStagingAzureStorageAccountId: disk.cacheAccountId,
              recoveryAzureStorageAccountId: disk.recoveryAccountId,
            })),
          }
        : { vmManagedDisks: order.disks.map(diskBody) }),
    },
  },
});

/** As a plan names a managed disk that is replicated. */
export const diskBody = (disk: MachineOrder['disks'][number]) => ({
  diskId: disk.diskId,
  primaryStagingAzureStorageAccountId: disk.cacheAccountId,
  recoveryResourceGroupId: disk.recoveryResourceGroupId,
  recoveryReplicaDiskAccountType: disk.replicaType,
  recoveryTargetDiskAccountType: disk.targetType,
  recoveryDiskEncryptionSetId: disk.encryptionSetId,
});

/** Of one call on a machine that is replicated; undefined where it has none. */
export const changeBody = (change: ProtectionChange): unknown => {
  switch (change.call) {
    case 'unprotect':
      return { properties: { disableProtectionReason: 'NotSpecified' } };
    case 'resync':
      return undefined;
    case 'updateAgent':
      return { properties: {} };
    case 'addDisks':
      return { properties: { providerSpecificDetails: { instanceType, vmManagedDisks: change.disks.map(diskBody) } } };
    case 'removeDisks':
      return { properties: { providerSpecificDetails: { instanceType, vmManagedDisksIds: change.diskIds } } };
    case 'updateProtection':
      return updateBody(change);
  }
};

const updateBody = (change: ProtectionUpdate) => ({
  properties: {
    recoveryAzureVMName: change.recoveryVmName,
    recoveryAzureVMSize: change.recoverySize,
    selectedRecoveryAzureNetworkId: change.recoveryNetworkId,
    recoveryAvailabilitySetId: change.recoveryAvailabilitySetId,
    vmNics: change.nics?.map((nic) => ({
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
      recoveryResourceGroupId: change.recoveryResourceGroupId,
      managedDiskUpdateDetails: change.disks?.map(({ diskId, targetType }) => ({
        diskId,
        recoveryTargetDiskAccountType: targetType,
      })),
    },
  },
});
