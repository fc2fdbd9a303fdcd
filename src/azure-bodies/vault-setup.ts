import type {
  ContainerMappingOrder,
  FabricOrder,
  NetworkMappingOrder,
  PolicyOrder,
} from '../ports/azure/recovery-setup.ts';
import { nameIn } from '../protection/resource-id.ts';

const instanceType = 'A2A' as const;

export const fabricBody = ({ region }: Pick<FabricOrder, 'region'>) => ({
  properties: { customDetails: { instanceType: 'Azure' as const, location: region } },
});

export const containerBody = { properties: { providerSpecificInput: [{ instanceType }] } };

/** Without automatic updates of the agent: they would want an automation account. */
export const mappingBody = ({ targetContainerId, policyId }: ContainerMappingOrder) => ({
  properties: {
    targetProtectionContainerId: targetContainerId,
    policyId,
    providerSpecificInput: { instanceType, agentAutoUpdateStatus: 'Disabled' },
  },
});

export const networkMappingBody = (order: NetworkMappingOrder) => ({
  properties: {
    recoveryFabricName: nameIn(order.targetFabricId),
    recoveryNetworkId: order.targetNetworkId,
    fabricSpecificDetails: { instanceType: 'AzureToAzure' as const, primaryNetworkId: order.networkId },
  },
});

/** Everything in minutes. Crash-consistent points come every five, whatever one asks for. */
const policySettings = (order: PolicyOrder) => ({
  instanceType,
  recoveryPointHistory: order.retentionMinutes,
  appConsistentFrequencyInMinutes: order.appConsistentEveryMinutes,
  crashConsistentFrequencyInMinutes: 5,
  multiVmSyncStatus: order.multiVmConsistency ? 'Enable' : 'Disable',
});

export const policyBody = (order: PolicyOrder) => ({ properties: { providerSpecificInput: policySettings(order) } });

export const changedPolicyBody = (order: PolicyOrder) => ({
  properties: { replicationProviderSettings: policySettings(order) },
});
