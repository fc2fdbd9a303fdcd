import type { Principal } from '../../../entra/principal.ts';
import type { World } from '../../world/world.ts';
import { assignmentsHeldBy, isWithin } from './assignments.ts';
import { type Role, roleAllows } from './role.ts';
import { roleByGuid } from './roles.ts';

/** Whether one of the roles that the principal or its groups hold at the scope, or above it, contains the action. */
export function isAllowed(world: World, principal: Principal, action: string, scope: string): boolean {
  return rolesAt(world, principal, scope).some((role) => roleAllows(role, action));
}

/** The roles in force at a scope, those inherited from above included. */
export function rolesAt(world: World, { objectId, groups }: Principal, scope: string): Role[] {
  const assignments = [objectId, ...groups].flatMap((id) => assignmentsHeldBy(world, id));
  const inForce = assignments.filter((assignment) => isWithin(scope, assignment.scope));
  return inForce.map(({ roleGuid }) => roleByGuid(roleGuid)).filter((role) => role !== undefined);
}

/** Whether the principal holds any role at the scope, above it or below it: what makes a subscription visible. */
export function holdsAnythingIn(world: World, { objectId, groups }: Principal, scope: string): boolean {
  const assignments = [objectId, ...groups].flatMap((id) => assignmentsHeldBy(world, id));
  return assignments.some((assignment) => isWithin(scope, assignment.scope) || isWithin(assignment.scope, scope));
}
