import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import type { Part, SubnetProperties, VirtualNetwork } from './shapes.ts';
import { networkTypes } from './shapes.ts';

interface FoundSubnet {
  readonly network: VirtualNetwork;
  readonly subnet: Part<SubnetProperties>;
}

/** Subnets are kept inside their network; this finds one by its own id. */
export function findSubnet(world: World, subnetId: string): FoundSubnet | undefined {
  const networkId = /^(.+)\/subnets\/[^/]+$/i.exec(subnetId)?.[1];
  const network = networkId === undefined ? undefined : findNetwork(world, networkId);
  const subnet = network?.properties.subnets.find(({ id }) => sameId(id, subnetId));
  return network && subnet ? { network, subnet } : undefined;
}

export function findNetwork(world: World, networkId: string): VirtualNetwork | undefined {
  const resource = world.resources.get(networkId);
  return resource?.type === networkTypes.virtualNetworks ? (resource as VirtualNetwork) : undefined;
}
