import { groupIn, nameIn } from '../../protection/resource-id.ts';
import type { Foundation, MachineOrder } from './order.ts';

const version = '2023-06-01';

/** The same as a line for the az command: a way out when the bot is gone. */
export const azLine = (what: Foundation | ({ readonly kind: 'machine' } & MachineOrder)): string => {
  switch (what.kind) {
    case 'group':
      return `az group create --name ${nameIn(what.id)} --location ${what.region}`;
    case 'vault':
      return `az backup vault create ${placed(what.id)} --location ${what.region}`;
    case 'network': {
      const [first] = what.subnets;
      const subnet = first ? ` --subnet-name ${first.name} --subnet-prefixes ${first.prefix}` : '';
      return `az network vnet create ${placed(what.id)} --location ${what.region} --address-prefixes ${what.prefixes.join(' ')}${subnet}`;
    }
    case 'availability-set':
      return `az vm availability-set create ${placed(what.id)} --location ${what.region} --platform-fault-domain-count ${what.faultDomains} --platform-update-domain-count ${what.updateDomains}`;
    case 'account':
      return `az storage account create ${placed(what.id)} --location ${what.region} --sku ${what.sku} --kind StorageV2`;
    case 'machine':
      return put(what.itemId, machineBody(what));
    default:
      return put(what.id, bodyOf(what));
  }
};

const placed = (id: string): string => `--resource-group ${groupIn(id)} --name ${nameIn(id)}`;

const put = (id: string, properties: unknown): string =>
  `az rest --method put --url "${id}?api-version=${version}" --body '${JSON.stringify({ properties })}'`;

const instanceType = 'A2A';

type InVault = Exclude<Foundation, { readonly kind: 'group' | 'vault' | 'network' | 'availability-set' | 'account' }>;

const bodyOf = (what: InVault): unknown => {
  switch (what.kind) {
    case 'policy':
      return {
        providerSpecificInput: {
          instanceType,
          recoveryPointHistory: what.retentionMinutes,
          appConsistentFrequencyInMinutes: what.appConsistentEveryMinutes,
          multiVmSyncStatus: what.multiVmConsistency ? 'Enable' : 'Disable',
        },
      };
    case 'fabric':
      return { customDetails: { instanceType: 'Azure', location: what.region } };
    case 'container':
      return { providerSpecificInput: [{ instanceType }] };
    case 'container-mapping':
      return {
        targetProtectionContainerId: what.targetContainerId,
        policyId: what.policyId,
        providerSpecificInput: { instanceType },
      };
    case 'network-mapping':
      return {
        recoveryFabricName: nameIn(what.targetFabricId),
        recoveryNetworkId: what.targetNetworkId,
        fabricSpecificDetails: { instanceType: 'AzureToAzure', primaryNetworkId: what.networkId },
      };
  }
};

const machineBody = (order: MachineOrder): unknown => ({
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
      : {
          vmManagedDisks: order.disks.map((disk) => ({
            diskId: disk.diskId,
            primaryStagingAzureStorageAccountId: disk.cacheAccountId,
            recoveryResourceGroupId: disk.recoveryResourceGroupId,
            recoveryReplicaDiskAccountType: disk.replicaType,
            recoveryTargetDiskAccountType: disk.targetType,
            recoveryDiskEncryptionSetId: disk.encryptionSetId,
          })),
        }),
  },
});
