import { parseBody } from '../../wire/body.ts';
import type { ArmRequest } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { regionNamed } from '../resources/regions.ts';
import { holdersIn } from './addresses.ts';
import { type SubnetBody, virtualNetworkBody } from './bodies.ts';
import type { Target, WritableCollection } from './collection.ts';
import { type Block, encloses, overlap, parseBlock } from './ipv4.ts';
import { etag } from './provision.ts';
import { refusal, requireReference } from './refusals.ts';
import type { Part, SubnetProperties, VirtualNetwork } from './shapes.ts';

export const virtualNetworks: WritableCollection = {
  operations: 'VirtualNetworks',
  segment: 'virtualNetworks',
  nameParameter: 'virtualNetworkName',
  view:
    ({ world }) =>
    (resource) => {
      const network = resource as VirtualNetwork;
      const subnets = network.properties.subnets.map((subnet) => subnetView(world, subnet));
      return { ...network, properties: { ...network.properties, subnets } };
    },
  make: makeNetwork,
  refuseDeletion: ({ world }, resource) => {
    for (const subnet of (resource as VirtualNetwork).properties.subnets) refuseIfInUse(world, subnet);
  },
};

/** With the ip configurations that have an address in the subnet. */
export function subnetView(world: World, subnet: Part<SubnetProperties>): Part<SubnetProperties> {
  const holders = holdersIn(world, subnet.id);
  if (holders.length === 0) return subnet;
  return { ...subnet, properties: { ...subnet.properties, ipConfigurations: holders.map((id) => ({ id })) } };
}

export function refuseIfInUse(world: World, subnet: Part<SubnetProperties>): void {
  const [holder] = holdersIn(world, subnet.id);
  if (holder === undefined) return;
  const message = `Subnet ${subnet.name} is in use by ${holder} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`;
  throw refusal(400, 'InUseSubnetCannotBeDeleted', message);
}

function makeNetwork(request: ArmRequest, { id, name, type, existing }: Target): ArmResource {
  const { world } = request;
  const { location: wanted, tags, properties } = parseBody(request, virtualNetworkBody);
  const location = regionNamed(wanted)?.name ?? wanted;
  const before = existing as VirtualNetwork | undefined;
  const network: VirtualNetwork = {
    id: before?.id ?? id,
    name: before?.name ?? name,
    type,
    location,
    ...(tags ? { tags } : {}),
    properties: {
      provisioningState: 'Updating',
      resourceGuid: before?.properties.resourceGuid ?? world.guid(),
      addressSpace: properties.addressSpace,
      ...(properties.dhcpOptions ? { dhcpOptions: properties.dhcpOptions } : {}),
      subnets: [],
      virtualNetworkPeerings: before?.properties.virtualNetworkPeerings ?? [],
      enableDdosProtection: properties.enableDdosProtection,
    },
  };
  for (const wish of properties.subnets) addSubnet(world, network, wish.name, wish.properties);
  for (const subnet of before?.properties.subnets ?? []) {
    if (!network.properties.subnets.some((kept) => isNamed(kept, subnet.name))) refuseIfInUse(world, subnet);
  }
  return network;
}

/** Puts a subnet into the network, in the place of one with the same name. */
export function addSubnet(
  world: World,
  network: VirtualNetwork,
  name: string,
  wish: SubnetBody,
): Part<SubnetProperties> {
  const { addressPrefix = wish.addressPrefixes?.[0], addressPrefixes: _, ...rest } = wish;
  const others = network.properties.subnets.filter((other) => !isNamed(other, name));
  const prefix = requirePrefix(network, name, addressPrefix, others);
  requireReference(world, network.id, wish.networkSecurityGroup?.id, String(network.location));
  requireReference(world, network.id, wish.routeTable?.id, String(network.location));
  const subnet: Part<SubnetProperties> = {
    id: `${network.id}/subnets/${name}`,
    name,
    type: 'Microsoft.Network/virtualNetworks/subnets',
    etag: etag(world),
    properties: {
      provisioningState: 'Succeeded',
      addressPrefix: prefix,
      delegations: [],
      privateEndpointNetworkPolicies: 'Disabled',
      privateLinkServiceNetworkPolicies: 'Enabled',
      ...rest,
    },
  };
  network.properties.subnets = [...others, subnet];
  return subnet;
}

export function isNamed(subnet: Part<SubnetProperties>, name: string): boolean {
  return subnet.name.toLowerCase() === name.toLowerCase();
}

function requirePrefix(
  network: VirtualNetwork,
  name: string,
  prefix: string | undefined,
  others: readonly Part<SubnetProperties>[],
): string {
  const wanted = prefix === undefined ? undefined : parseBlock(prefix);
  if (prefix === undefined || !wanted) {
    const message = `The address prefix ${prefix ?? 'null'} of subnet ${name} is not a valid IPv4 CIDR.`;
    throw refusal(400, 'InvalidAddressPrefixFormat', message);
  }
  const space = blocksOf(network.properties.addressSpace.addressPrefixes);
  if (!space.some((block) => encloses(block, wanted))) {
    const message = `Subnet '${name}' is not valid because its IP address range is outside the IP address range of virtual network '${network.name}'.`;
    throw refusal(400, 'NetcfgSubnetRangeOutsideVnet', message);
  }
  if (blocksOf(others.map(({ properties }) => properties.addressPrefix)).some((block) => overlap(block, wanted))) {
    const message = `Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${network.name}'.`;
    throw refusal(400, 'NetcfgSubnetRangesOverlap', message);
  }
  return prefix;
}

function blocksOf(prefixes: readonly string[]): Block[] {
  return prefixes.map(parseBlock).filter((block) => block !== undefined);
}
