import type { StateKey, World } from '../../world/world.ts';

const key: StateKey<Map<string, readonly string[]>> = { name: 'authorization.memberships', make: () => new Map() };

export function putInGroups(world: World, objectId: string, groups: readonly string[]): void {
  world.state(key).set(objectId.toLowerCase(), groups);
}

/** Object ids of the groups that somebody belongs to. */
export function groupsOf(world: World, objectId: string): readonly string[] {
  return world.state(key).get(objectId.toLowerCase()) ?? [];
}
