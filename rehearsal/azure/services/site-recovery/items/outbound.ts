import type { World } from '../../../world/world.ts';
import type {
  NetworkInterface,
  NetworkSecurityGroup,
  RouteTable,
  SecurityRuleProperties,
} from '../../network/shapes.ts';
import { findSubnet } from '../../network/subnets.ts';

/** A service tag that a replicated machine's agent must reach by https and cannot; undefined where all is well. */
export function unreachableTag(world: World, nic: NetworkInterface, sourceRegion: string): string | undefined {
  const subnetId = nic.properties.ipConfigurations[0]?.properties.subnet.id;
  const subnet = subnetId === undefined ? undefined : findSubnet(world, subnetId)?.subnet.properties;
  const groups = [subnet?.networkSecurityGroup?.id, nic.properties.networkSecurityGroup?.id];
  if (hasDeadRoute(world, subnet?.routeTable?.id)) return 'AzureActiveDirectory';
  return neededTags(sourceRegion).find((tag) => groups.some((id) => blocks(world, id, tag)));
}

function neededTags(region: string): string[] {
  return [`Storage.${region}`, 'AzureActiveDirectory', 'EventHub', 'AzureSiteRecovery'];
}

function hasDeadRoute(world: World, tableId: string | undefined): boolean {
  const table = tableId === undefined ? undefined : (world.resources.get(tableId) as RouteTable | undefined);
  return (
    table?.properties.routes.some(
      ({ properties }) => properties.addressPrefix === '0.0.0.0/0' && properties.nextHopType === 'None',
    ) ?? false
  );
}

function blocks(world: World, groupId: string | undefined, tag: string): boolean {
  const group = groupId === undefined ? undefined : (world.resources.get(groupId) as NetworkSecurityGroup | undefined);
  if (group === undefined) return false;
  const rules = [...group.properties.securityRules, ...group.properties.defaultSecurityRules].map(
    ({ properties }) => properties,
  );
  const decisive = rules.sort((one, other) => one.priority - other.priority).find((rule) => concerns(rule, tag));
  return decisive?.access === 'Deny';
}

function concerns(rule: SecurityRuleProperties, tag: string): boolean {
  if (rule.direction !== 'Outbound' || !['*', 'tcp'].includes(rule.protocol.toLowerCase())) return false;
  const ports = [rule.destinationPortRange, ...(rule.destinationPortRanges ?? [])].filter((port) => port !== undefined);
  const places = [rule.destinationAddressPrefix, ...(rule.destinationAddressPrefixes ?? [])].filter(
    (place) => place !== undefined,
  );
  return ports.some(covers443) && places.some((place) => coversTag(place, tag));
}

function covers443(range: string): boolean {
  if (range === '*') return true;
  const [from, to = from] = range.split('-').map(Number);
  return from !== undefined && to !== undefined && from <= 443 && 443 <= to;
}

function coversTag(place: string, tag: string): boolean {
  const name = place.toLowerCase();
  const wanted = tag.toLowerCase();
  const everywhere = ['*', '0.0.0.0/0', 'internet', 'azurecloud'];
  // The tag of the whole service covers the one of a region.
  return everywhere.includes(name) || name === wanted || name === wanted.split('.')[0];
}
