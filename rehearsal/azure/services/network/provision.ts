import { ArmError } from '../../wire/errors.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import { releaseAddresses, takeAddress } from './addresses.ts';
import { defaultSecurityRules } from './default-rules.ts';
import type {
  NetworkInterface,
  NetworkSecurityGroup,
  Part,
  RouteProperties,
  RouteTable,
  SecurityRuleProperties,
  SubnetProperties,
  VirtualNetwork,
} from './shapes.ts';
import { networkTypes } from './shapes.ts';
import { findSubnet } from './subnets.ts';

const succeeded = { provisioningState: 'Succeeded' };

interface Common {
  readonly id: string;
  readonly location: string;
  readonly tags?: Record<string, string>;
}

interface VirtualNetworkWish extends Common {
  readonly addressPrefix: string;
  readonly subnets: readonly SubnetWish[];
}

interface SubnetWish {
  readonly name: string;
  readonly prefix: string;
  readonly nsgId?: string;
  readonly routeTableId?: string;
}

export function createVirtualNetwork(world: World, wish: VirtualNetworkWish): ArmResource {
  const network: VirtualNetwork = {
    ...head(world, wish, networkTypes.virtualNetworks),
    properties: {
      ...succeeded,
      resourceGuid: world.guid(),
      addressSpace: { addressPrefixes: [wish.addressPrefix] },
      subnets: wish.subnets.map((subnet) => part(world, wish.id, 'subnets', subnet.name, subnetProperties(subnet))),
      virtualNetworkPeerings: [],
      enableDdosProtection: false,
    },
  };
  world.resources.put(network);
  return network;
}

function subnetProperties({ prefix, nsgId, routeTableId }: SubnetWish): SubnetProperties {
  return {
    ...succeeded,
    addressPrefix: prefix,
    ...(nsgId ? { networkSecurityGroup: { id: nsgId } } : {}),
    ...(routeTableId ? { routeTable: { id: routeTableId } } : {}),
    delegations: [],
    privateEndpointNetworkPolicies: 'Disabled',
    privateLinkServiceNetworkPolicies: 'Enabled',
  };
}

interface NetworkInterfaceWish extends Common {
  readonly subnetId: string;
  readonly privateIp?: string;
  readonly nsgId?: string;
  readonly publicIpId?: string;
}

export function createNetworkInterface(world: World, wish: NetworkInterfaceWish): ArmResource {
  const found = findSubnet(world, wish.subnetId);
  if (!found) throw new ArmError(404, 'NotFound', `Subnet ${wish.subnetId} was not found.`);
  const { subnet } = found;
  const configurationId = `${wish.id}/ipConfigurations/ipconfig1`;
  const privateIPAddress = takeAddress(world, {
    subnetId: subnet.id,
    prefix: subnet.properties.addressPrefix,
    configurationId,
    ...(wish.privateIp ? { address: wish.privateIp } : {}),
  });
  const configuration = part(world, wish.id, 'ipConfigurations', 'ipconfig1', {
    ...succeeded,
    privateIPAddress,
    privateIPAllocationMethod: wish.privateIp ? ('Static' as const) : ('Dynamic' as const),
    privateIPAddressVersion: 'IPv4' as const,
    primary: true,
    subnet: { id: subnet.id },
    ...(wish.publicIpId ? { publicIPAddress: { id: wish.publicIpId } } : {}),
  });
  const nic: NetworkInterface = {
    ...head(world, wish, networkTypes.networkInterfaces),
    properties: {
      ...succeeded,
      resourceGuid: world.guid(),
      ipConfigurations: [configuration],
      dnsSettings: { dnsServers: [], appliedDnsServers: [] },
      enableAcceleratedNetworking: false,
      enableIPForwarding: false,
      disableTcpStateTracking: false,
      vnetEncryptionSupported: false,
      nicType: 'Standard',
      macAddress: macAddress(world),
      ...(wish.nsgId ? { networkSecurityGroup: { id: wish.nsgId } } : {}),
    },
  };
  world.resources.put(nic);
  return nic;
}

export function deleteNetworkInterface(world: World, id: string): void {
  const nic = world.resources.get(id) as NetworkInterface | undefined;
  for (const { id: configurationId, properties } of nic?.properties.ipConfigurations ?? []) {
    releaseAddresses(world, properties.subnet.id, [configurationId]);
  }
  world.resources.delete(id);
}

interface SecurityGroupWish extends Common {
  readonly rules?: readonly SecurityRuleWish[];
}

type SecurityRuleWish = { readonly name: string } & Omit<SecurityRuleProperties, 'provisioningState'>;

export function createNetworkSecurityGroup(world: World, wish: SecurityGroupWish): ArmResource {
  const rules = (wish.rules ?? []).map(({ name, ...rule }) => ({ name, properties: { ...succeeded, ...rule } }));
  const group: NetworkSecurityGroup = {
    ...head(world, wish, networkTypes.networkSecurityGroups),
    properties: {
      ...succeeded,
      resourceGuid: world.guid(),
      securityRules: rules.map(({ name, properties }) => part(world, wish.id, 'securityRules', name, properties)),
      defaultSecurityRules: defaultSecurityRules.map(({ name, properties }) =>
        part(world, wish.id, 'defaultSecurityRules', name, properties),
      ),
    },
  };
  world.resources.put(group);
  return group;
}

interface RouteTableWish extends Common {
  readonly routes?: readonly ({ readonly name: string } & Omit<RouteProperties, 'provisioningState'>)[];
}

export function createRouteTable(world: World, wish: RouteTableWish): ArmResource {
  const routes = (wish.routes ?? []).map(({ name, ...route }) =>
    part(world, wish.id, 'routes', name, { ...succeeded, ...route }),
  );
  const table: RouteTable = {
    ...head(world, wish, networkTypes.routeTables),
    properties: { ...succeeded, resourceGuid: world.guid(), disableBgpRoutePropagation: false, routes },
  };
  world.resources.put(table);
  return table;
}

/** Each region has one, made by Azure itself in the group NetworkWatcherRG. */
export function createNetworkWatcher(world: World, wish: Common): ArmResource {
  const watcher: ArmResource = {
    ...head(world, wish, networkTypes.networkWatchers),
    properties: { ...succeeded, runningOperationIds: [] },
  };
  world.resources.put(watcher);
  return watcher;
}

function head(world: World, { id, location, tags }: Common, type: string) {
  return { id, name: nameOf(id), type, location, ...(tags ? { tags } : {}), etag: etag(world) };
}

export function part<Properties>(
  world: World,
  parentId: string,
  kind: string,
  name: string,
  properties: Properties,
): Part<Properties> {
  const parentType = parentId.split('/').at(-2);
  const type = `Microsoft.Network/${parentType}/${kind}`;
  return { id: `${parentId}/${kind}/${name}`, name, type, etag: etag(world), properties };
}

export function etag(world: World): string {
  return `W/"${world.guid()}"`;
}

export function macAddress(world: World): string {
  const tail = Math.floor(world.random() * 2 ** 24)
    .toString(16)
    .padStart(6, '0')
    .toUpperCase();
  return `00-0D-3A-${tail.slice(0, 2)}-${tail.slice(2, 4)}-${tail.slice(4)}`;
}
