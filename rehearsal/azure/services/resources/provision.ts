import { ArmError } from '../../wire/errors.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { regionNamed } from './regions.ts';

export const resourceGroupType = 'Microsoft.Resources/resourceGroups';

const subscriptionType = 'Microsoft.Resources/subscriptions';

/** Gives a subscription of the world its name. */
export function createSubscription(
  world: World,
  { id, displayName }: { id: string; displayName: string },
): ArmResource {
  const subscription: ArmResource = {
    id: `/subscriptions/${id}`,
    name: id,
    type: subscriptionType,
    properties: { displayName, state: 'Enabled' },
  };
  world.resources.put(subscription);
  return subscription;
}

interface ResourceGroupWish {
  readonly subscriptionId: string;
  readonly name: string;
  readonly location: string;
  readonly tags?: Record<string, string>;
}

export function createResourceGroup(world: World, wish: ResourceGroupWish): ArmResource {
  const group: ArmResource = {
    id: resourceGroupId(wish.subscriptionId, wish.name),
    name: wish.name,
    type: resourceGroupType,
    location: regionNamed(wish.location)?.name ?? wish.location,
    ...(wish.tags ? { tags: wish.tags } : {}),
    properties: { provisioningState: 'Succeeded' },
  };
  world.resources.put(group);
  return group;
}

export function resourceGroupId(subscriptionId: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

/** The group, or ARM's 404. */
export function requireResourceGroup(world: World, subscriptionId: string, name: string): ArmResource {
  const group = world.resources.get(resourceGroupId(subscriptionId, name));
  if (group) return group;
  throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}
