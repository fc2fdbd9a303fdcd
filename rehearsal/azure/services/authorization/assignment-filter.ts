import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';
import { isWithin, type RoleAssignment } from './assignments.ts';
import { groupsOf } from './memberships.ts';

type Test = (assignment: RoleAssignment) => boolean;

/**
 * Which assignments a list shows: without a filter those at the scope, above it and below it. `atScope()` leaves out
 * what is below, `principalId` asks for one holder, `assignedTo` for one holder and the groups that it belongs to.
 */
export function assignmentTest(scope: string, filter: string | undefined, world: World): Test {
  const clauses = (filter ?? '').split(/\s+and\s+/i).filter((clause) => clause.trim() !== '');
  const tests = clauses.map((clause) => testOf(clause.trim(), scope, world));
  return (assignment) => isRelated(assignment, scope) && tests.every((test) => test(assignment));
}

function isRelated(assignment: RoleAssignment, scope: string): boolean {
  return isWithin(scope, assignment.scope) || isWithin(assignment.scope, scope);
}

function testOf(clause: string, scope: string, world: World): Test {
  if (/^atScope\(\)$/i.test(clause)) return (assignment) => isWithin(scope, assignment.scope);
  const holder = /^principalId\s+eq\s+'([^']+)'$/i.exec(clause)?.[1];
  if (holder) return ({ principalId }) => sameGuid(principalId, holder);
  const member = /^assignedTo\('([^']+)'\)$/i.exec(clause)?.[1];
  if (member) {
    const identities = [member, ...groupsOf(world, member)];
    return ({ principalId }) => identities.some((id) => sameGuid(principalId, id));
  }
  const message = `The filter '${clause}' is not supported. Supported filters are either 'atScope()', 'principalId eq '{value}'' or 'assignedTo('{value}')'.`;
  throw new ArmError(400, 'UnsupportedQuery', message);
}

function sameGuid(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
