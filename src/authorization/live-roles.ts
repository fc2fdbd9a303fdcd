import { setTimeout as delay } from 'node:timers/promises';
import { AzureRefused, AzureUnreachable } from '../errors/azure.ts';
import type { Grant, Person, Scope } from '../policy/policy.ts';
import type { RoleAssignment, RoleReader } from '../ports/azure/roles.ts';
import { gapsIn } from '../protection/attempt.ts';
import { gapWords } from '../views/gap-words.ts';
import { builtInRoles } from './built-in-roles.ts';
import { shownScope } from './scope.ts';

/** What Azure's roles give somebody here, on top of the policy's own grants. */
interface LiveGrants {
  readonly grants: readonly Grant[];
  /** What could not be read: there the policy alone counts, and the answer says so. */
  readonly unread?: string;
}

/** `fresh` for a decision; `remembered` may be up to a minute old. */
export type RoleFreshness = 'fresh' | 'remembered';

export interface LiveRoles {
  grantsOf(person: Person, how: RoleFreshness): Promise<LiveGrants>;
}

const rememberMs = 60_000;

interface Parts {
  readonly roles: RoleReader;
  readonly now: () => Date;
  /** Somebody waits at a card meanwhile: after so long the policy alone counts. */
  readonly patienceMs?: number;
}

export const createLiveRoles = ({ roles, now, patienceMs = 5_000 }: Parts): LiveRoles => {
  const memory = new Map<string, { readonly at: number; readonly read: Read }>();
  const read = async (objectId: string, how: 'fresh' | 'remembered'): Promise<Read> => {
    const known = memory.get(objectId);
    if (how === 'remembered' && known && now().getTime() - known.at < rememberMs) return known.read;
    // Taken before the question: the answer is at least as new as that.
    const at = now().getTime();
    memory.delete(objectId);
    const answer = await roles.assignments(objectId);
    // Half an answer may be used, for roles only add; it is not kept.
    if (answer.missing.length === 0) memory.set(objectId, { at, read: answer });
    return answer;
  };
  return {
    grantsOf: async (person, how) => {
      try {
        const asked = Promise.all(objectIdsOf(person).map((objectId) => read(objectId, how)));
        const lists = await within(patienceMs, asked);
        const grants = lists.flatMap(({ value }) => value).flatMap((assignment) => grantOf(person, assignment));
        const missing = gapsIn(lists);
        return { grants, ...(missing.length > 0 && { unread: gapWords(missing) }) };
      } catch (error) {
        return { grants: [], unread: whyUnread(error) };
      }
    },
  };
};

type Read = Pick<Awaited<ReturnType<RoleReader['assignments']>>, 'value' | 'missing'>;

const objectIdsOf = ({ accounts }: Person): readonly string[] =>
  accounts.flatMap((account) => (account.platform === 'entra' ? [account.objectId.toLowerCase()] : []));

class Late extends Error {}

const within = async <Value>(milliseconds: number, asked: Promise<Value>): Promise<Value> => {
  const given = new AbortController();
  const { signal } = given;
  const late = delay(milliseconds, undefined, { signal }).then(() => {
    throw new Late();
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    given.abort();
    // Whichever comes second is heard by nobody, and must not end the process.
    for (const each of [asked, late]) each.catch(() => {});
  }
};

const whyUnread = (error: unknown): string => {
  if (error instanceof Late) return "Azure's roles could not be read: Azure has not answered in time.";
  if (error instanceof AzureRefused) return `Azure's roles could not be read: ${error.problem.message}`;
  if (error instanceof AzureUnreachable) return "Azure's roles could not be read: Azure could not be reached.";
  throw error;
};

/** None for roles that mean nothing here, for conditions, and for scopes that the policy has no words for. */
const grantOf = (person: Person, assignment: RoleAssignment): readonly Grant[] => {
  const role = builtInRoles[assignment.roleId.toLowerCase()];
  const scope = scopeOf(assignment);
  if (!role || !scope || assignment.conditional) return [];
  const group = assignment.throughGroup ? ', through a group' : '';
  return [
    {
      people: [person.id],
      to: role.name,
      effect: 'allow',
      gives: { kind: 'level', level: role.level, areas: role.areas },
      scope,
      rule: `Azure role ${role.name} on ${shownScope(scope)}${group}`,
    },
  ];
};

/** What was given above a subscription is counted for the subscription in which it was seen, and nowhere else. */
const scopeOf = ({ scope, subscription }: RoleAssignment): Scope | undefined => {
  const id = scope.toLowerCase().replace(/\/$/u, '');
  const parts = id.split('/').slice(1);
  if (id === '' || id.startsWith('/providers/microsoft.management/')) return { kind: 'subscription', id: subscription };
  if (parts[0] !== 'subscriptions' || parts[1] === undefined) return undefined;
  if (parts.length === 2) return { kind: 'subscription', id: parts[1] };
  if (parts.length === 4 && parts[2] === 'resourcegroups') return { kind: 'resource-group', id };
  const vault =
    /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.recoveryservices\/vaults\/[^/]+$/u;
  return vault.test(id) ? { kind: 'vault', id } : undefined;
};
