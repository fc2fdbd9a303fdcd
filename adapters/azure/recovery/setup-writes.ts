import {
  changedPolicyBody,
  containerBody,
  fabricBody,
  mappingBody,
  networkMappingBody,
  policyBody,
} from '../../../src/azure-bodies/vault-setup.ts';
import type { RecoverySetupWriter } from '../../../src/ports/azure/recovery-setup.ts';
import { nameOf } from '../core/ids.ts';
import type { SendJob } from './job-sender.ts';
import { childPath, containerPath, leafPath } from './paths.ts';

export const createSetupWrites = (sendJob: SendJob): RecoverySetupWriter => ({
  createFabric: (order, sending) =>
    sendJob({
      what: `make ${order.region} known to the vault`,
      resource: order.id,
      sending,
      begin: ({ replicationFabrics: fabrics }) => fabrics.beginCreate(...childPath(order.id), fabricBody(order)),
    }),
  createContainer: ({ id }, sending) =>
    sendJob({
      what: `create the protection container ${nameOf(id)}`,
      resource: id,
      sending,
      begin: ({ replicationProtectionContainers: containers }) =>
        containers.beginCreate(...containerPath(id), containerBody),
    }),
  mapContainers: (order, sending) =>
    sendJob({
      what: `map the protection containers by ${nameOf(order.id)}`,
      resource: order.id,
      sending,
      begin: ({ replicationProtectionContainerMappings: mappings }) =>
        mappings.beginCreate(...leafPath(order.id), mappingBody(order)),
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
      begin: ({ replicationPolicies: policies }) => policies.beginCreate(...childPath(order.id), policyBody(order)),
    }),
  updatePolicy: (order, sending) =>
    sendJob({
      what: `change the replication policy ${nameOf(order.id)}`,
      resource: order.id,
      sending,
      begin: ({ replicationPolicies: policies }) =>
        policies.beginUpdate(...childPath(order.id), changedPolicyBody(order)),
    }),
});
