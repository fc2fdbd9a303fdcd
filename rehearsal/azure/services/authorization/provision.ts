import type { World } from '../../world/world.ts';
import type { PrincipalType, RoleAssignment } from './assignments.ts';
import { putAssignment } from './assignments.ts';
import { roles } from './roles.ts';

interface AssignmentWish {
  readonly principalId: string;
  /** Display name of a role. */
  readonly role: string;
  /** `/`, or the id of a subscription, a resource group or a resource. */
  readonly scope: string;
  readonly principalType?: PrincipalType;
}

export function assign(world: World, wish: AssignmentWish): RoleAssignment {
  const role = roles.find(({ name }) => name === wish.role);
  if (!role) throw new Error(`'${wish.role}' is none of the roles that the rehearsal knows.`);
  const name = world.guid();
  const base = wish.scope === '/' ? '' : wish.scope;
  const assignment: RoleAssignment = {
    id: `${base}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    scope: wish.scope,
    principalId: wish.principalId,
    principalType: wish.principalType ?? 'ServicePrincipal',
    roleGuid: role.guid,
    createdOn: new Date(world.clock.now()).toISOString(),
    createdBy: wish.principalId,
  };
  putAssignment(world, assignment);
  return assignment;
}
