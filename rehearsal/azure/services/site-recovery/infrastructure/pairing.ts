import type { World } from '../../../world/world.ts';
import { findPolicy } from '../vault/lookup.ts';
import { createMapping } from './container-mappings.ts';
import { createContainer } from './containers.ts';
import { createFabric } from './fabrics.ts';
import type { PolicyState } from './kinds.ts';
import { createNetworkMapping } from './network-mappings.ts';
import { createPolicy } from './policies.ts';

export interface PairingWish {
  readonly vaultId: string;
  readonly source: string;
  readonly target: string;
  readonly policyName?: string;
  readonly policy?: Partial<PolicyState>;
  readonly agentAutoUpdate?: 'Enabled' | 'Disabled';
  /** Networks that are mapped to each other, in both directions. */
  readonly networks?: readonly { readonly sourceId: string; readonly targetId: string }[];
}

export interface Pairing {
  readonly policyId: string;
  readonly sourceFabricId: string;
  readonly targetFabricId: string;
  readonly sourceContainerId: string;
  readonly targetContainerId: string;
}

const DEFAULT_POLICY = '24-hour-retention-policy';
const DEFAULT_POLICY_STATE: PolicyState = {
  retention: 1440,
  appConsistentEvery: 0,
  crashConsistentEvery: 5,
  multiVmSync: 'Enabled',
};

/** Two regions of a vault made ready to replicate to each other, under the names that the portal gives; what is there stays. */
export function pairRegions(world: World, wish: PairingWish): Pairing {
  const policyName = wish.policyName ?? DEFAULT_POLICY;
  const pairing = pairingOf(wish, policyName);
  if (wish.policy !== undefined || findPolicy(world, pairing.policyId) === undefined) {
    createPolicy(world, pairing.policyId, { ...DEFAULT_POLICY_STATE, ...wish.policy });
  }
  createFabric(world, pairing.sourceFabricId, wish.source);
  createFabric(world, pairing.targetFabricId, wish.target);
  createContainer(world, pairing.sourceContainerId);
  createContainer(world, pairing.targetContainerId);
  const there = createMapping(
    world,
    mappingId(pairing.sourceContainerId, wish.source, wish.target, policyName),
    pairing.targetContainerId,
    pairing.policyId,
  );
  const back = createMapping(
    world,
    mappingId(pairing.targetContainerId, wish.target, wish.source, policyName),
    pairing.sourceContainerId,
    pairing.policyId,
  );
  for (const { state } of [there, back]) state.agentAutoUpdate = wish.agentAutoUpdate ?? state.agentAutoUpdate;
  mapNetworks(world, wish, pairing);
  return pairing;
}

function pairingOf({ vaultId, source, target }: PairingWish, policyName: string): Pairing {
  const fabricId = (region: string) => `${vaultId}/replicationFabrics/asr-a2a-default-${region}`;
  const containerId = (region: string) =>
    `${fabricId(region)}/replicationProtectionContainers/asr-a2a-default-${region}-container`;
  return {
    policyId: `${vaultId}/replicationPolicies/${policyName}`,
    sourceFabricId: fabricId(source),
    targetFabricId: fabricId(target),
    sourceContainerId: containerId(source),
    targetContainerId: containerId(target),
  };
}

function mappingId(containerId: string, from: string, to: string, policyName: string): string {
  return `${containerId}/replicationProtectionContainerMappings/${from}-${to}-${policyName}`;
}

function mapNetworks(world: World, { networks = [], source, target }: PairingWish, pairing: Pairing): void {
  networks.forEach(({ sourceId, targetId }, index) => {
    const name = (from: string, to: string) =>
      `azureNetwork/replicationNetworkMappings/${from}-${to}-network-mapping-${index + 1}`;
    createNetworkMapping(world, `${pairing.sourceFabricId}/replicationNetworks/${name(source, target)}`, {
      primaryNetworkId: sourceId,
      recoveryNetworkId: targetId,
      recoveryFabricId: pairing.targetFabricId,
    });
    createNetworkMapping(world, `${pairing.targetFabricId}/replicationNetworks/${name(target, source)}`, {
      primaryNetworkId: targetId,
      recoveryNetworkId: sourceId,
      recoveryFabricId: pairing.sourceFabricId,
    });
  });
}
