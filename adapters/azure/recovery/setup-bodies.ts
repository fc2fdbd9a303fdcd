import type {
  A2APolicyCreationInput,
  CreateNetworkMappingInput,
  CreateProtectionContainerInput,
  CreateProtectionContainerMappingInput,
  FabricCreationInput,
} from '@azure/arm-recoveryservices-siterecovery';
import type { PolicyOrder } from '../../../src/ports/azure/recovery-setup.ts';
import { nameOf } from '../core/ids.ts';

export const fabricBody = (region: string): FabricCreationInput => ({
  properties: { customDetails: { instanceType: 'Azure', location: region } },
});

export const containerBody: CreateProtectionContainerInput = {
  properties: { providerSpecificInput: [{ instanceType: 'A2A' }] },
};

/** Without automatic updates of the agent: they would want an automation account. */
export const mappingBody = (
  targetProtectionContainerId: string,
  policyId: string,
): CreateProtectionContainerMappingInput => ({
  properties: {
    targetProtectionContainerId,
    policyId,
    providerSpecificInput: { instanceType: 'A2A', agentAutoUpdateStatus: 'Disabled' },
  },
});

export const networkMappingBody = (order: {
  readonly networkId: string;
  readonly targetFabricId: string;
  readonly targetNetworkId: string;
}): CreateNetworkMappingInput => ({
  properties: {
    recoveryFabricName: nameOf(order.targetFabricId),
    recoveryNetworkId: order.targetNetworkId,
    fabricSpecificDetails: { instanceType: 'AzureToAzure', primaryNetworkId: order.networkId },
  },
});

/** Everything in minutes. Crash-consistent points come every five, whatever one asks for. */
export const policySettings = (order: PolicyOrder): A2APolicyCreationInput => ({
  instanceType: 'A2A',
  recoveryPointHistory: order.retentionMinutes,
  appConsistentFrequencyInMinutes: order.appConsistentEveryMinutes,
  crashConsistentFrequencyInMinutes: 5,
  multiVmSyncStatus: order.multiVmConsistency ? 'Enable' : 'Disable',
});
