import { regionKey, sameId } from '../../protection/resource-id.ts';
import type { Foundation } from './order.ts';
import type { Scene } from './scene.ts';

/** What the vault replicates between: the portal's names where it is made now, so that both find each other's. */
export interface Pairing {
  readonly sourceFabricId: string;
  readonly targetFabricId: string;
  readonly sourceContainerId: string;
  readonly targetContainerId: string;
  readonly foundations: readonly Foundation[];
}

export const pairRegions = (scene: Scene, policyId: string, policyName: string): Pairing => {
  const [from, to] = [sideOf(scene, scene.source.name), sideOf(scene, scene.target.name)];
  const mapping = (one: Side, other: Side): readonly Foundation[] => {
    const isThere = scene.setup.mappings.some(
      (each) =>
        sameId(each.containerId, one.containerId) &&
        sameId(each.targetContainerId, other.containerId) &&
        sameId(each.policyId, policyId),
    );
    const id = `${one.containerId}/replicationProtectionContainerMappings/${one.region}-${other.region}-${policyName}`;
    return isThere ? [] : [{ kind: 'container-mapping', id, targetContainerId: other.containerId, policyId }];
  };
  return {
    sourceFabricId: from.fabricId,
    targetFabricId: to.fabricId,
    sourceContainerId: from.containerId,
    targetContainerId: to.containerId,
    // The way back as well: without it nothing that has failed over can be reprotected.
    foundations: [...from.foundations, ...to.foundations, ...mapping(from, to), ...mapping(to, from)],
  };
};

interface Side {
  readonly region: string;
  readonly fabricId: string;
  readonly containerId: string;
  readonly foundations: readonly Foundation[];
}

const sideOf = ({ vault, setup }: Scene, region: string): Side => {
  const fabric = setup.fabrics.find((each) => regionKey(each.region) === regionKey(region));
  const fabricId = fabric?.id ?? `${vault.id}/replicationFabrics/asr-a2a-default-${region}`;
  const container = setup.containers.find((each) => sameId(each.fabricId, fabricId));
  const containerId =
    container?.id ?? `${fabricId}/replicationProtectionContainers/asr-a2a-default-${region}-container`;
  return {
    region,
    fabricId,
    containerId,
    foundations: [
      ...(fabric ? [] : [{ kind: 'fabric', id: fabricId, region } as const]),
      ...(container ? [] : [{ kind: 'container', id: containerId } as const]),
    ],
  };
};
