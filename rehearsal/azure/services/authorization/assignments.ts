import type { StateKey, World } from '../../world/world.ts';

/** One principal (or group) holding one role at one scope. */
export interface RoleAssignment {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly principalId: string;
  readonly principalType: PrincipalType;
  readonly roleGuid: string;
  readonly description?: string;
  readonly createdOn: string;
  readonly createdBy: string;
}

export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal' | 'ForeignGroup' | 'Device';

interface Assignments {
  /** By lower-case id. */
  readonly all: Map<string, RoleAssignment>;
  /** By principal: what every call is judged by. */
  readonly held: Map<string, RoleAssignment[]>;
}

const key: StateKey<Assignments> = {
  name: 'authorization.assignments',
  make: () => ({ all: new Map(), held: new Map() }),
};

export function assignmentsHeldBy(world: World, principalId: string): readonly RoleAssignment[] {
  return world.state(key).held.get(principalId.toLowerCase()) ?? [];
}

export function allAssignments(world: World): RoleAssignment[] {
  return [...world.state(key).all.values()];
}

export function findAssignment(world: World, id: string): RoleAssignment | undefined {
  return world.state(key).all.get(id.toLowerCase());
}

export function putAssignment(world: World, assignment: RoleAssignment): void {
  removeAssignment(world, assignment.id);
  const { all, held } = world.state(key);
  all.set(assignment.id.toLowerCase(), assignment);
  const holder = assignment.principalId.toLowerCase();
  held.set(holder, [...(held.get(holder) ?? []), assignment]);
}

export function removeAssignment(world: World, id: string): RoleAssignment | undefined {
  const { all, held } = world.state(key);
  const known = all.get(id.toLowerCase());
  if (!known) return undefined;
  all.delete(id.toLowerCase());
  const holder = known.principalId.toLowerCase();
  held.set(
    holder,
    (held.get(holder) ?? []).filter((other) => other !== known),
  );
  return known;
}

/** Whether a scope is the other one or lies below it. */
export function isWithin(scope: string, upper: string): boolean {
  if (upper === '/') return true;
  const [inner, outer] = [scope.toLowerCase(), upper.toLowerCase()];
  return inner === outer || inner.startsWith(`${outer}/`);
}
