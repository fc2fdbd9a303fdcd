import { parseBody } from '../../wire/body.ts';
import { regionNamed } from '../resources/regions.ts';
import { publicAddressBody, routeTableBody, watcherBody } from './bodies.ts';
import type { Collection, WritableCollection } from './collection.ts';
import { formatAddress } from './ipv4.ts';
import { createRouteTable } from './provision.ts';
import { refusal } from './refusals.ts';
import { networkTypes, type RouteTable } from './shapes.ts';
import { usersOf } from './users.ts';

export const routeTables: WritableCollection = {
  operations: 'RouteTables',
  segment: 'routeTables',
  nameParameter: 'routeTableName',
  view: ({ world }) => {
    const users = usersOf(world, 'routeTable');
    return (table) => {
      const { subnets } = users(table.id);
      if (subnets.length === 0) return table;
      return { ...table, properties: { ...table.properties, subnets: subnets.map((id) => ({ id })) } };
    };
  },
  make: (request, { id, existing }) => {
    const { location, tags, properties } = parseBody(request, routeTableBody);
    const table = createRouteTable(request.world, {
      id: existing?.id ?? id,
      location: regionNamed(location)?.name ?? location,
      ...(tags ? { tags } : {}),
      routes: properties.routes.map(({ name, properties: { nextHopIpAddress, ...route } }) => ({
        name,
        ...route,
        ...(nextHopIpAddress ? { nextHopIpAddress } : {}),
      })),
    }) as RouteTable;
    table.properties.disableBgpRoutePropagation = properties.disableBgpRoutePropagation;
    return table;
  },
  refuseDeletion: ({ world }, { id, name }) => {
    const [user] = usersOf(world, 'routeTable')(id).subnets;
    if (user === undefined) return;
    const message = `Route table ${name} is in use and cannot be deleted. It is in use by subnet ${user}.`;
    throw refusal(400, 'InUseRouteTableCannotBeDeleted', message);
  },
};

export const publicAddresses: WritableCollection = {
  operations: 'PublicIPAddresses',
  segment: 'publicIPAddresses',
  nameParameter: 'publicIpAddressName',
  make: ({ world, ...request }, { id, name, type, existing }) => {
    const { location, tags, zones, sku, properties } = parseBody({ world, ...request }, publicAddressBody);
    // From the block set aside for documentation, so that nobody's real address is ever shown.
    const address = formatAddress(203 * 2 ** 24 + 113 * 2 ** 8 + Math.floor(world.random() * 254) + 1);
    const isFixed = properties.publicIPAllocationMethod === 'Static';
    return {
      id: existing?.id ?? id,
      name: existing?.name ?? name,
      type,
      location: regionNamed(location)?.name ?? location,
      ...(tags ? { tags } : {}),
      ...(zones ? { zones } : {}),
      sku: { tier: 'Regional', name: 'Basic', ...sku },
      properties: {
        provisioningState: 'Updating',
        resourceGuid: existing?.properties.resourceGuid ?? world.guid(),
        ...properties,
        ...(isFixed ? { ipAddress: existing?.properties.ipAddress ?? address } : {}),
        ipTags: [],
      },
    };
  },
};

export const networkWatchers: WritableCollection = {
  operations: 'NetworkWatchers',
  segment: 'networkWatchers',
  nameParameter: 'networkWatcherName',
  atOnce: true,
  make: (request, { id, name, existing }) => {
    const { location, tags } = parseBody(request, watcherBody);
    return {
      id: existing?.id ?? id,
      name: existing?.name ?? name,
      type: networkTypes.networkWatchers,
      location: regionNamed(location)?.name ?? location,
      ...(tags ? { tags } : {}),
      properties: { provisioningState: 'Updating' },
    };
  },
};

export const privateEndpoints: Collection = {
  operations: 'PrivateEndpoints',
  segment: 'privateEndpoints',
  nameParameter: 'privateEndpointName',
  listAll: 'ListBySubscription',
};

export const gateways: Collection = {
  operations: 'VirtualNetworkGateways',
  segment: 'virtualNetworkGateways',
  nameParameter: 'virtualNetworkGatewayName',
};
