import { ArmError } from '../../wire/errors.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { groupNameOf, subscriptionOf } from './ids.ts';
import { requireResourceGroup } from './provision.ts';

/** The resource, or the 404 of ARM's own gateway: of its group first, then of itself. */
export function requireResource(world: World, id: string): ArmResource {
  const found = world.resources.get(id);
  if (found) return found;
  requireResourceGroup(world, subscriptionOf(id) ?? '', groupNameOf(id) ?? '');
  throw resourceNotFound(id);
}

export function resourceNotFound(id: string): ArmError {
  const named = id.slice(id.toLowerCase().lastIndexOf('/providers/') + '/providers/'.length);
  const message = `The Resource '${named}' under resource group '${groupNameOf(id) ?? '<null>'}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return new ArmError(404, 'ResourceNotFound', message, { headers: { 'x-ms-failure-cause': 'gateway' } });
}
