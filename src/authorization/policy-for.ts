import type { Asker } from '../definitions/command.ts';
import type { Policy } from '../policy/policy.ts';
import type { LiveRoles, RoleFreshness } from './live-roles.ts';

/**
 * The policy with what these people's roles in Azure give them beside its own grants. Read once before a decision, so
 * that the decision itself is about one state of things and asks nobody.
 */
export type PolicyFor = (people: readonly string[], how: RoleFreshness) => Promise<Policy>;

/** For somebody who asks, known or not. */
export const policyForAsker = (policyFor: PolicyFor, { person }: Asker, how: RoleFreshness): Promise<Policy> =>
  policyFor(person ? [person.id] : [], how);

interface Parts {
  readonly policy: () => Policy;
  readonly roles: LiveRoles;
}

export const createPolicyFor =
  ({ policy, roles }: Parts): PolicyFor =>
  async (people, how) => {
    const current = policy();
    if (!current.azureRoles) return current;
    const asked = current.people.filter(({ id }) => people.includes(id));
    const read = await Promise.all(asked.map(async (person) => ({ person, ...(await roles.grantsOf(person, how)) })));
    return {
      ...current,
      grants: [...current.grants, ...read.flatMap(({ grants }) => grants)],
      unreadRoles: Object.fromEntries(read.flatMap(({ person, unread }) => (unread ? [[person.id, unread]] : []))),
    };
  };
