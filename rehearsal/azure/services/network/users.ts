import type { World } from '../../world/world.ts';
import type { NetworkInterface, VirtualNetwork } from './shapes.ts';
import { networkTypes } from './shapes.ts';

interface Users {
  readonly interfaces: readonly string[];
  readonly subnets: readonly string[];
}

/** Who refers to a security group or a route table: one pass over the world, then a look-up for each. */
export function usersOf(world: World, field: 'networkSecurityGroup' | 'routeTable'): (id: string) => Users {
  const interfaces = new Map<string, string[]>();
  const subnets = new Map<string, string[]>();
  if (field === 'networkSecurityGroup') {
    for (const nic of world.resources.list(networkTypes.networkInterfaces) as NetworkInterface[]) {
      note(interfaces, nic.properties.networkSecurityGroup?.id, nic.id);
    }
  }
  for (const network of world.resources.list(networkTypes.virtualNetworks) as VirtualNetwork[]) {
    for (const subnet of network.properties.subnets) note(subnets, subnet.properties[field]?.id, subnet.id);
  }
  return (id) => ({
    interfaces: interfaces.get(id.toLowerCase()) ?? [],
    subnets: subnets.get(id.toLowerCase()) ?? [],
  });
}

function note(users: Map<string, string[]>, used: string | undefined, user: string): void {
  if (used === undefined) return;
  const key = used.toLowerCase();
  users.set(key, [...(users.get(key) ?? []), user]);
}
