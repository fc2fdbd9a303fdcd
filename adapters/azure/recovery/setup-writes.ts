import type { RecoverySetupWriter } from '../../../src/ports/azure/recovery-setup.ts';
import { nameOf } from '../core/ids.ts';
import type { SendJob } from './job-sender.ts';
import { childPath, containerPath, leafPath } from './paths.ts';
import { containerBody, fabricBody, mappingBody, networkMappingBody, policySettings } from './setup-bodies.ts';

export const createSetupWrites = (sendJob: SendJob): RecoverySetupWriter => ({
  createFabric: ({ id, region }, sending) =>
    sendJob({
      what: `make ${region} known to the vault`,
      resource: id,
      sending,
      begin: ({ replicationFabrics: fabrics }) => fabrics.beginCreate(...childPath(id), fabricBody(region)),
    }),
  createContainer: ({ id }, sending) =>
    sendJob({
      what: `create the protection container ${nameOf(id)}`,
      resource: id,
      sending,
      begin: ({ replicationProtectionContainers: containers }) =>
        containers.beginCreate(...containerPath(id), containerBody),
    }),
  mapContainers: ({ id, targetContainerId, policyId }, sending) =>
    sendJob({
      what: `map the protection containers by ${nameOf(id)}`,
      resource: id,
      sending,
      begin: ({ replicationProtectionContainerMappings: mappings }) =>
        mappings.beginCreate(...leafPath(id), mappingBody(targetContainerId, policyId)),
    }),
  mapNetworks: (order, sending) =>
    sendJob({
      what: `map the network ${nameOf(order.networkId)}`,
      resource: order.id,
      sending,
      begin: ({ replicationNetworkMappings: mappings }) =>
        mappings.beginCreate(...leafPath(order.id), networkMappingBody(order)),
    }),
  createPolicy: (order, sending) =>
    sendJob({
      what: `create the replication policy ${nameOf(order.id)}`,
      resource: order.id,
      sending,
      begin: ({ replicationPolicies: policies }) =>
        policies.beginCreate(...childPath(order.id), {
          properties: { providerSpecificInput: policySettings(order) },
        }),
    }),
  updatePolicy: (order, sending) =>
    sendJob({
      what: `change the replication policy ${nameOf(order.id)}`,
      resource: order.id,
      sending,
      begin: ({ replicationPolicies: policies }) =>
        policies.beginUpdate(...childPath(order.id), {
          properties: { replicationProviderSettings: policySettings(order) },
        }),
    }),
});
