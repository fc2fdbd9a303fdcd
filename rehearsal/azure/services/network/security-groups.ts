import { parseBody } from '../../wire/body.ts';
import type { ArmRequest } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { regionNamed } from '../resources/regions.ts';
import { type SecurityRuleBody, securityGroupBody } from './bodies.ts';
import type { Target, WritableCollection } from './collection.ts';
import { createNetworkSecurityGroup, part } from './provision.ts';
import { refusal } from './refusals.ts';
import type { NetworkSecurityGroup, Part, SecurityRuleProperties } from './shapes.ts';
import { usersOf } from './users.ts';

export const securityGroups: WritableCollection = {
  operations: 'NetworkSecurityGroups',
  segment: 'networkSecurityGroups',
  nameParameter: 'networkSecurityGroupName',
  view: ({ world }) => {
    const users = usersOf(world, 'networkSecurityGroup');
    return (resource) => {
      const { interfaces, subnets } = users(resource.id);
      return {
        ...resource,
        properties: {
          ...resource.properties,
          ...(interfaces.length > 0 ? { networkInterfaces: interfaces.map((id) => ({ id })) } : {}),
          ...(subnets.length > 0 ? { subnets: subnets.map((id) => ({ id })) } : {}),
        },
      };
    };
  },
  make: makeGroup,
  refuseDeletion: ({ world }, { id, name }) => {
    const { interfaces, subnets } = usersOf(world, 'networkSecurityGroup')(id);
    const [user] = [...interfaces, ...subnets];
    if (user === undefined) return;
    const message = `Network security group ${name} cannot be deleted because it is in use by the following resources: ${user}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`;
    throw refusal(400, 'InUseNetworkSecurityGroupCannotBeDeleted', message);
  },
};

function makeGroup(request: ArmRequest, { id, existing }: Target): ArmResource {
  const { world } = request;
  const { location, tags, properties } = parseBody(request, securityGroupBody);
  const rules: Part<SecurityRuleProperties>[] = [];
  for (const rule of properties.securityRules) rules.push(securityRule(world, id, rule.name, rule.properties, rules));
  const made = createNetworkSecurityGroup(world, {
    id: existing?.id ?? id,
    location: regionNamed(location)?.name ?? location,
    ...(tags ? { tags } : {}),
  }) as NetworkSecurityGroup;
  made.properties.securityRules = rules;
  return made;
}

/** A rule that stands beside the others: refused where its priority is out of range or taken. */
export function securityRule(
  world: World,
  groupId: string,
  name: string,
  wish: SecurityRuleBody,
  others: readonly Part<SecurityRuleProperties>[],
): Part<SecurityRuleProperties> {
  if (wish.priority < 100 || wish.priority > 4096) {
    const message = `Security rule ${name} has invalid Priority. Value provided: ${wish.priority} Allowed range 100-4096.`;
    throw refusal(400, 'SecurityRuleInvalidPriority', message);
  }
  const rival = others.find(
    ({ properties }) => properties.priority === wish.priority && properties.direction === wish.direction,
  );
  if (rival) {
    const message = `Security rule ${name} conflicts with rule ${rival.name}. Rules cannot have the same Priority and Direction. To learn more, see aka.ms/nsgrules.`;
    throw refusal(400, 'SecurityRuleConflict', message);
  }
  return part(world, groupId, 'securityRules', name, {
    ...(present(wish) as SecurityRuleBody),
    provisioningState: 'Succeeded',
    sourcePortRanges: wish.sourcePortRanges ?? [],
    destinationPortRanges: wish.destinationPortRanges ?? [],
    sourceAddressPrefixes: wish.sourceAddressPrefixes ?? [],
    destinationAddressPrefixes: wish.destinationAddressPrefixes ?? [],
  } as SecurityRuleProperties);
}

function present(wish: object): object {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}
