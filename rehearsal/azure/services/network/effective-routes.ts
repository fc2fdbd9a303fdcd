import type { World } from '../../world/world.ts';
import type { NetworkInterface, RouteTable } from './shapes.ts';
import { findSubnet } from './subnets.ts';

interface EffectiveRoute {
  readonly name?: string;
  readonly source: 'Default' | 'User';
  readonly state: 'Active' | 'Invalid';
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
}

const unroutable = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'];

/** Azure's own routes, less those that a user's route of the same prefix puts out of force, and the user's. */
export function effectiveRoutes(world: World, nic: NetworkInterface): unknown {
  const subnetId = nic.properties.ipConfigurations[0]?.properties.subnet.id ?? '';
  const found = findSubnet(world, subnetId);
  const tableId = found?.subnet.properties.routeTable?.id;
  const table = tableId === undefined ? undefined : (world.resources.get(tableId) as RouteTable | undefined);
  const own = (table?.properties.routes ?? []).map(({ name, properties }) => ({
    name,
    ...route('User', properties.addressPrefix, properties.nextHopType, properties.nextHopIpAddress),
  }));
  const inside = found?.network.properties.addressSpace.addressPrefixes ?? [];
  const given = [
    ...inside.map((prefix) => route('Default', prefix, 'VnetLocal')),
    route('Default', '0.0.0.0/0', 'Internet'),
    ...unroutable.filter((prefix) => !inside.includes(prefix)).map((prefix) => route('Default', prefix, 'None')),
  ];
  const overruled = new Set(own.flatMap(({ addressPrefix }) => addressPrefix));
  const value = [
    ...given.map((one) =>
      one.addressPrefix.some((prefix) => overruled.has(prefix)) ? { ...one, state: 'Invalid' } : one,
    ),
    ...own,
  ];
  return { value };
}

function route(source: 'Default' | 'User', prefix: string, nextHopType: string, nextHop?: string): EffectiveRoute {
  return { source, state: 'Active', addressPrefix: [prefix], nextHopType, nextHopIpAddress: nextHop ? [nextHop] : [] };
}
