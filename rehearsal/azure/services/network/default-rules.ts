import type { SecurityRuleProperties } from './shapes.ts';

type DefaultRule = readonly [
  name: string,
  description: string,
  direction: SecurityRuleProperties['direction'],
  access: SecurityRuleProperties['access'],
  priority: number,
  source: string,
  destination: string,
];

const rules: readonly DefaultRule[] = [
  [
    'AllowVnetInBound',
    'Allow inbound traffic from all VMs in VNET',
    'Inbound',
    'Allow',
    65000,
    'VirtualNetwork',
    'VirtualNetwork',
  ],
  [
    'AllowAzureLoadBalancerInBound',
    'Allow inbound traffic from azure load balancer',
    'Inbound',
    'Allow',
    65001,
    'AzureLoadBalancer',
    '*',
  ],
  ['DenyAllInBound', 'Deny all inbound traffic', 'Inbound', 'Deny', 65500, '*', '*'],
  [
    'AllowVnetOutBound',
    'Allow outbound traffic from all VMs to all VMs in VNET',
    'Outbound',
    'Allow',
    65000,
    'VirtualNetwork',
    'VirtualNetwork',
  ],
  [
    'AllowInternetOutBound',
    'Allow outbound traffic from all VMs to Internet',
    'Outbound',
    'Allow',
    65001,
    '*',
    'Internet',
  ],
  ['DenyAllOutBound', 'Deny all outbound traffic', 'Outbound', 'Deny', 65500, '*', '*'],
];

/** The six rules that every network security group has and nobody can remove. */
export const defaultSecurityRules: readonly { name: string; properties: SecurityRuleProperties }[] = rules.map(
  ([name, description, direction, access, priority, source, destination]) => ({
    name,
    properties: {
      provisioningState: 'Succeeded',
      description,
      protocol: '*',
      sourcePortRange: '*',
      destinationPortRange: '*',
      sourceAddressPrefix: source,
      destinationAddressPrefix: destination,
      access,
      priority,
      direction,
    },
  }),
);
