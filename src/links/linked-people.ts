import type { Account } from '../ports/chat.ts';
import type { Identities } from '../ports/identities.ts';
import type { LinkedPeople, LinkedPerson } from '../ports/links.ts';

/** So many accounts at most: ids come from outside. */
const most = 10_000;

/** Whose accounts are linked; what was found last is at hand at once. */
export const createLinkedPeople = (identities: Pick<Identities, 'of'>): LinkedPeople => {
  const memory = new Map<string, LinkedPerson>();
  const keyOf = ({ platform, tenant, id }: Account) => JSON.stringify([platform, tenant, id]);
  return {
    of: async (account) => {
      const { platform, tenant, id } = account;
      if (platform === 'terminal') return undefined;
      const link = await identities.of({ platform, tenant, id });
      const found = link && { person: link.person, confirmed: link.confirmed !== undefined };
      if (memory.size > most) memory.clear();
      if (found) memory.set(keyOf(account), found);
      else memory.delete(keyOf(account));
      return found;
    },
    remembered: (account) => memory.get(keyOf(account)),
  };
};
