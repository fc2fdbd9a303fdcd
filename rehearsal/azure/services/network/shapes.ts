import type { ArmResource } from '../../world/resources.ts';

export const networkTypes = {
  networkInterfaces: 'Microsoft.Network/networkInterfaces',
  virtualNetworks: 'Microsoft.Network/virtualNetworks',
  networkSecurityGroups: 'Microsoft.Network/networkSecurityGroups',
  routeTables: 'Microsoft.Network/routeTables',
  publicIPAddresses: 'Microsoft.Network/publicIPAddresses',
  networkWatchers: 'Microsoft.Network/networkWatchers',
  virtualNetworkGateways: 'Microsoft.Network/virtualNetworkGateways',
  privateEndpoints: 'Microsoft.Network/privateEndpoints',
} as const;

interface Reference {
  id: string;
}

/** A part of a resource that has an id of its own and lives and dies with it. */
export interface Part<Properties> {
  id: string;
  name: string;
  type: string;
  etag: string;
  properties: Properties;
}

export interface NetworkInterface extends ArmResource {
  properties: NetworkInterfaceProperties;
}

interface NetworkInterfaceProperties {
  provisioningState: string;
  ipConfigurations: Part<IpConfigurationProperties>[];
  networkSecurityGroup?: Reference;
  virtualMachine?: Reference;
  [other: string]: unknown;
}

export interface IpConfigurationProperties {
  provisioningState: string;
  privateIPAddress: string;
  privateIPAllocationMethod: 'Static' | 'Dynamic';
  privateIPAddressVersion: 'IPv4';
  primary: boolean;
  subnet: Reference;
  publicIPAddress?: Reference;
}

export interface VirtualNetwork extends ArmResource {
  properties: VirtualNetworkProperties;
}

interface VirtualNetworkProperties {
  provisioningState: string;
  addressSpace: { addressPrefixes: string[] };
  subnets: Part<SubnetProperties>[];
  [other: string]: unknown;
}

export interface SubnetProperties {
  provisioningState: string;
  addressPrefix: string;
  networkSecurityGroup?: Reference;
  routeTable?: Reference;
  [other: string]: unknown;
}

export interface NetworkSecurityGroup extends ArmResource {
  properties: {
    provisioningState: string;
    securityRules: Part<SecurityRuleProperties>[];
    defaultSecurityRules: Part<SecurityRuleProperties>[];
    [other: string]: unknown;
  };
}

export interface SecurityRuleProperties {
  provisioningState: string;
  description?: string;
  protocol: 'Tcp' | 'Udp' | 'Icmp' | 'Esp' | 'Ah' | '*';
  access: 'Allow' | 'Deny';
  direction: 'Inbound' | 'Outbound';
  priority: number;
  sourcePortRange?: string;
  sourcePortRanges?: string[];
  destinationPortRange?: string;
  destinationPortRanges?: string[];
  sourceAddressPrefix?: string;
  sourceAddressPrefixes?: string[];
  destinationAddressPrefix?: string;
  destinationAddressPrefixes?: string[];
}

export interface RouteTable extends ArmResource {
  properties: {
    provisioningState: string;
    disableBgpRoutePropagation: boolean;
    routes: Part<RouteProperties>[];
    [other: string]: unknown;
  };
}

export interface RouteProperties {
  provisioningState: string;
  addressPrefix: string;
  nextHopType: 'VirtualNetworkGateway' | 'VnetLocal' | 'Internet' | 'VirtualAppliance' | 'None';
  nextHopIpAddress?: string;
}
