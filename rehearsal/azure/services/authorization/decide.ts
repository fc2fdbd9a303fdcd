import type { Principal } from '../../../entra/principal.ts';
import type { World } from '../../world/world.ts';
import { assignmentsHeldBy, isWithin } from './assignments.ts';
import { builtInRoles } from './built-in-roles.ts';
import type { BuiltInRole } from './role.ts';
import { roleAllows } from './role.ts';

/** Whether one of the roles that the principal or its groups hold at the scope, or above it, contains the action. */
export function isAllowed(world: World, principal: Principal, action: string, scope: string): boolean {
  return rolesAt(world, principal, scope).some((role) => roleAllows(role, action));
}

/** The roles in force at a scope, those inherited from above included. */
export function rolesAt(world: World, { objectId, groups }: Principal, scope: string): BuiltInRole[] {
  const assignments = [objectId, ...groups].flatMap((id) => assignmentsHeldBy(world, id));
  const inForce = assignments.filter((assignment) => isWithin(scope, assignment.scope));
  return inForce.map(({ roleGuid }) => byGuid.get(roleGuid)).filter((role) => role !== undefined);
}

/** Whether the principal holds any role at the scope, above it or below it: what makes a subscription visible. */
export function holdsAnythingIn(world: World, { objectId, groups }: Principal, scope: string): boolean {
  const assignments = [objectId, ...groups].flatMap((id) => assignmentsHeldBy(world, id));
  return assignments.some((assignment) => isWithin(scope, assignment.scope) || isWithin(assignment.scope, scope));
}

const byGuid = new Map(builtInRoles.map((role) => [role.guid, role]));

export function roleByGuid(guid: string): BuiltInRole | undefined {
  return byGuid.get(guid.toLowerCase());
}
