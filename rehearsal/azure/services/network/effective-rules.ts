import type { World } from '../../world/world.ts';
import { powerOf } from '../compute/provision.ts';
import { machineOf } from './network-interfaces.ts';
import { refusal } from './refusals.ts';
import type { NetworkInterface, NetworkSecurityGroup, Part, SecurityRuleProperties } from './shapes.ts';
import { findSubnet } from './subnets.ts';

/** The security groups in force at an interface, with what each is attached to. */
interface GroupInForce {
  readonly group: NetworkSecurityGroup;
  readonly association: { readonly subnet?: { id: string }; readonly networkInterface?: { id: string } };
}

/** Azure asks the machine's host for what is in force: only a running machine has one. */
export function requireRunning(world: World, nic: NetworkInterface): void {
  const machineId = machineOf(world, nic);
  if (machineId !== undefined && powerOf(world, machineId) === 'running') return;
  const message = `Network interface ${nic.id} is not attached to a running virtual machine. Effective rules and routes are available only for interfaces of running virtual machines.`;
  throw refusal(400, 'NetworkInterfaceNotAttachedToRunningVirtualMachine', message);
}

export function groupsInForce(world: World, nic: NetworkInterface): GroupInForce[] {
  const found: GroupInForce[] = [];
  const own = groupOf(world, nic.properties.networkSecurityGroup?.id);
  if (own) found.push({ group: own, association: { networkInterface: { id: nic.id } } });
  const subnetId = nic.properties.ipConfigurations[0]?.properties.subnet.id ?? '';
  const subnet = findSubnet(world, subnetId)?.subnet;
  const below = groupOf(world, subnet?.properties.networkSecurityGroup?.id);
  if (subnet && below) found.push({ group: below, association: { subnet: { id: subnet.id } } });
  return found;
}

function groupOf(world: World, id: string | undefined): NetworkSecurityGroup | undefined {
  return id === undefined ? undefined : (world.resources.get(id) as NetworkSecurityGroup | undefined);
}

/** All rules of a group in the order in which they are looked at, with the names that Azure gives them here. */
export function orderedRules({ properties }: NetworkSecurityGroup): { name: string; rule: SecurityRuleProperties }[] {
  const named = (kind: string, rules: readonly Part<SecurityRuleProperties>[]) =>
    rules.map(({ name, properties: rule }) => ({ name: `${kind}/${name}`, rule }));
  return [
    ...named('securityRules', properties.securityRules),
    ...named('defaultSecurityRules', properties.defaultSecurityRules),
  ].sort((one, other) => one.rule.priority - other.rule.priority);
}

export function effectiveGroups(world: World, nic: NetworkInterface): unknown {
  const value = groupsInForce(world, nic).map(({ group, association }) => ({
    networkSecurityGroup: { id: group.id },
    association,
    effectiveSecurityRules: orderedRules(group).map(({ name, rule }) => effectiveRule(name, rule)),
  }));
  return { value };
}

function effectiveRule(name: string, rule: SecurityRuleProperties): Record<string, unknown> {
  const source = several(rule.sourceAddressPrefix, rule.sourceAddressPrefixes).map(spelled);
  const destination = several(rule.destinationAddressPrefix, rule.destinationAddressPrefixes).map(spelled);
  const sourcePorts = several(rule.sourcePortRange, rule.sourcePortRanges).map(portRange);
  const destinationPorts = several(rule.destinationPortRange, rule.destinationPortRanges).map(portRange);
  return {
    name,
    protocol: rule.protocol === '*' ? 'All' : rule.protocol,
    sourcePortRange: sourcePorts[0],
    destinationPortRange: destinationPorts[0],
    sourcePortRanges: sourcePorts,
    destinationPortRanges: destinationPorts,
    sourceAddressPrefix: source[0],
    destinationAddressPrefix: destination[0],
    sourceAddressPrefixes: source,
    destinationAddressPrefixes: destination,
    access: rule.access,
    priority: rule.priority,
    direction: rule.direction,
  };
}

/** A rule says one value or a list of them. */
export function several(one: string | undefined, many: readonly string[] | undefined): readonly string[] {
  if (many && many.length > 0) return many;
  return [one ?? '*'];
}

function spelled(prefix: string): string {
  return prefix === '*' ? '0.0.0.0/0' : prefix;
}

function portRange(range: string): string {
  if (range === '*') return '0-65535';
  return range.includes('-') ? range : `${range}-${range}`;
}
