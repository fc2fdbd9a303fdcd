import { z } from 'zod';

const tags = z.record(z.string(), z.string()).optional();
const reference = z.object({ id: z.string().startsWith('/') });
const location = z.string().min(1);

/** A part of a resource as it is sent: with a name, and possibly with read-only fields, which are left out. */
function partOf<Properties extends z.ZodType>(properties: Properties) {
  return z.object({ name: z.string().min(1).max(80), properties });
}

export const tagsBody = z.object({ tags });

const subnetProperties = z.object({
  addressPrefix: z.string().optional(),
  addressPrefixes: z.array(z.string()).optional(),
  networkSecurityGroup: reference.optional(),
  routeTable: reference.optional(),
  privateEndpointNetworkPolicies: z
    .enum(['Enabled', 'Disabled', 'NetworkSecurityGroupEnabled', 'RouteTableEnabled'])
    .optional(),
  privateLinkServiceNetworkPolicies: z.enum(['Enabled', 'Disabled']).optional(),
});
export type SubnetBody = z.infer<typeof subnetProperties>;

export const subnetBody = z.object({ properties: subnetProperties });

export const virtualNetworkBody = z.object({
  location,
  tags,
  properties: z.object({
    addressSpace: z.object({ addressPrefixes: z.array(z.string()).min(1) }),
    dhcpOptions: z.object({ dnsServers: z.array(z.string()) }).optional(),
    subnets: z.array(partOf(subnetProperties)).default([]),
    enableDdosProtection: z.boolean().default(false),
  }),
});

const ipConfigurationProperties = z.object({
  subnet: reference,
  privateIPAddress: z.string().optional(),
  privateIPAllocationMethod: z.enum(['Static', 'Dynamic']).optional(),
  privateIPAddressVersion: z.literal('IPv4').optional(),
  publicIPAddress: reference.optional(),
  primary: z.boolean().optional(),
});
export type IpConfigurationBody = z.infer<typeof ipConfigurationProperties>;

export const networkInterfaceBody = z.object({
  location,
  tags,
  properties: z.object({
    ipConfigurations: z.array(partOf(ipConfigurationProperties)).min(1),
    networkSecurityGroup: reference.optional(),
    enableAcceleratedNetworking: z.boolean().default(false),
    enableIPForwarding: z.boolean().default(false),
    dnsSettings: z.object({ dnsServers: z.array(z.string()).default([]) }).optional(),
  }),
});

const securityRuleProperties = z.object({
  description: z.string().max(140).optional(),
  protocol: z.enum(['Tcp', 'Udp', 'Icmp', 'Esp', 'Ah', '*']),
  access: z.enum(['Allow', 'Deny']),
  direction: z.enum(['Inbound', 'Outbound']),
  priority: z.int(),
  sourcePortRange: z.string().optional(),
  sourcePortRanges: z.array(z.string()).optional(),
  destinationPortRange: z.string().optional(),
  destinationPortRanges: z.array(z.string()).optional(),
  sourceAddressPrefix: z.string().optional(),
  sourceAddressPrefixes: z.array(z.string()).optional(),
  destinationAddressPrefix: z.string().optional(),
  destinationAddressPrefixes: z.array(z.string()).optional(),
});
export type SecurityRuleBody = z.infer<typeof securityRuleProperties>;

export const securityRuleBody = z.object({ properties: securityRuleProperties });

export const securityGroupBody = z.object({
  location,
  tags,
  properties: z
    .object({ securityRules: z.array(partOf(securityRuleProperties)).default([]) })
    .default({ securityRules: [] }),
});

const routeProperties = z.object({
  addressPrefix: z.string(),
  nextHopType: z.enum(['VirtualNetworkGateway', 'VnetLocal', 'Internet', 'VirtualAppliance', 'None']),
  nextHopIpAddress: z.string().optional(),
});

export const routeTableBody = z.object({
  location,
  tags,
  properties: z
    .object({
      routes: z.array(partOf(routeProperties)).default([]),
      disableBgpRoutePropagation: z.boolean().default(false),
    })
    .default({ routes: [], disableBgpRoutePropagation: false }),
});

export const publicAddressBody = z.object({
  location,
  tags,
  zones: z.array(z.string()).optional(),
  sku: z.object({ name: z.enum(['Basic', 'Standard']), tier: z.enum(['Regional', 'Global']).optional() }).optional(),
  properties: z
    .object({
      publicIPAllocationMethod: z.enum(['Static', 'Dynamic']).default('Dynamic'),
      publicIPAddressVersion: z.literal('IPv4').default('IPv4'),
      idleTimeoutInMinutes: z.int().min(4).max(30).default(4),
    })
    .default({ publicIPAllocationMethod: 'Dynamic', publicIPAddressVersion: 'IPv4', idleTimeoutInMinutes: 4 }),
});

export const watcherBody = z.object({ location, tags });
