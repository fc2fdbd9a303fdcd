import type { World } from '../../world/world.ts';
import { groupsInForce, orderedRules, several } from './effective-rules.ts';
import { contains, parseAddress, parseBlock } from './ipv4.ts';
import { blocksOfTag } from './service-tags.ts';
import type { NetworkInterface, NetworkSecurityGroup, SecurityRuleProperties } from './shapes.ts';
import { findSubnet } from './subnets.ts';

interface Flow {
  readonly direction: 'Inbound' | 'Outbound';
  readonly protocol: 'TCP' | 'UDP';
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

interface FlowVerdict {
  readonly access: 'Allow' | 'Deny';
  readonly ruleName: string;
}

/** A packet must pass the groups of both the interface and the subnet; the first rule that fits decides in each. */
export function judgeFlow(world: World, nic: NetworkInterface, flow: Flow): FlowVerdict {
  const groups = groupsInForce(world, nic).map(({ group }) => group);
  const inOrder = flow.direction === 'Outbound' ? groups : groups.reverse();
  const verdicts = inOrder.map((group) => judgeByGroup(world, nic, group, flow));
  return verdicts.find(({ access }) => access === 'Deny') ?? verdicts[0] ?? { access: 'Allow', ruleName: '' };
}

function judgeByGroup(world: World, nic: NetworkInterface, group: NetworkSecurityGroup, flow: Flow): FlowVerdict {
  const matching = orderedRules(group).find(({ rule }) => fits(world, nic, rule, flow));
  return { access: matching?.rule.access ?? 'Deny', ruleName: matching?.name ?? '' };
}

function fits(world: World, nic: NetworkInterface, rule: SecurityRuleProperties, flow: Flow): boolean {
  if (rule.direction !== flow.direction) return false;
  if (rule.protocol !== '*' && rule.protocol.toUpperCase() !== flow.protocol) return false;
  const local = { address: flow.localAddress, port: flow.localPort };
  const remote = { address: flow.remoteAddress, port: flow.remotePort };
  const [source, destination] = flow.direction === 'Outbound' ? [local, remote] : [remote, local];
  const inside = networkPrefixes(world, nic);
  return (
    several(rule.sourcePortRange, rule.sourcePortRanges).some((range) => hasPort(range, source.port)) &&
    several(rule.destinationPortRange, rule.destinationPortRanges).some((range) => hasPort(range, destination.port)) &&
    several(rule.sourceAddressPrefix, rule.sourceAddressPrefixes).some((from) =>
      covers(from, source.address, inside),
    ) &&
    several(rule.destinationAddressPrefix, rule.destinationAddressPrefixes).some((to) =>
      covers(to, destination.address, inside),
    )
  );
}

function hasPort(range: string, port: number): boolean {
  if (range === '*') return true;
  const [from = Number.NaN, to = from] = range.split('-').map(Number);
  return port >= from && port <= to;
}

/** Whether a rule's prefix, which may be a tag, covers an address as seen from a network. */
function covers(prefix: string, text: string, inside: readonly string[]): boolean {
  if (prefix === '*') return true;
  const address = parseAddress(text);
  if (address === undefined) return false;
  const isInside = inside.map(parseBlock).some((block) => block !== undefined && contains(block, address));
  switch (prefix.toLowerCase()) {
    case 'virtualnetwork':
      return isInside;
    case 'internet':
      return !isInside && text !== loadBalancerProbe;
    case 'azureloadbalancer':
      return text === loadBalancerProbe;
  }
  const block = parseBlock(prefix);
  if (block) return contains(block, address);
  return (blocksOfTag(prefix) ?? []).some((tagged) => contains(tagged, address));
}

const loadBalancerProbe = '168.63.129.16';

function networkPrefixes(world: World, nic: NetworkInterface): readonly string[] {
  const subnetId = nic.properties.ipConfigurations[0]?.properties.subnet.id ?? '';
  return findSubnet(world, subnetId)?.network.properties.addressSpace.addressPrefixes ?? [];
}
