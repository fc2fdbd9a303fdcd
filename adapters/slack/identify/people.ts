import { z } from 'zod';
import type { Account } from '../../../src/ports/chat.ts';
import type { Calls } from '../web/calls.ts';
import { remembered } from '../web/remembered.ts';

/** Who an interaction says it comes from; Slack signed it. */
export interface Speaker {
  readonly id: string;
  /** The workspace of the person, where the interaction names it. */
  readonly team?: string | undefined;
  readonly name?: string | undefined;
}

const userShape = z.object({
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_bot: z.boolean().optional(),
});
const infoShape = z.object({ user: userShape });
const listShape = z.object({ members: z.array(userShape.extend({ id: z.string() })) });

type User = z.infer<typeof userShape>;

const rememberMs = 5 * 60_000;

/** More people than these are looked up in the list of the workspace: to ask for each would take minutes. */
const fewPeople = 20;
const pageSize = 500;
/** A workspace may be so large that its list takes longer than the people do. */
const mostListed = 10_000;

/** People of the workspace, and who is none. */
export const createPeople = (calls: Calls, workspace: string, now: () => number) => {
  const look = remembered(
    async (user) => infoShape.parse(await calls.repeat('users.info', { user })).user,
    rememberMs,
    now,
  );
  const listed = remembered(
    async () => {
      const found = new Map<string, User>();
      for await (const page of calls.pages('users.list', { limit: pageSize })) {
        for (const user of listShape.parse(page).members) found.set(user.id, user);
        if (found.size >= mostListed) break;
      }
      return found;
    },
    rememberMs,
    now,
  );
  const isOutside = (user: User): boolean =>
    user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.team_id !== workspace;
  return {
    /** At once, from the interaction alone: who it is, and whether it says itself that it comes from elsewhere. */
    claimed: ({ id, team = workspace, name = id }: Speaker): Account => ({
      platform: 'slack',
      tenant: team,
      id,
      name,
      outsider: team !== workspace,
    }),
    /** The account as Slack knows it. Fails where Slack cannot be asked: then nobody knows whether it is a guest. */
    account: async ({ id, team = workspace, name = id }: Speaker): Promise<Account> => {
      const account = { platform: 'slack', tenant: team, id, name, outsider: true } as const;
      if (team !== workspace) return account;
      const user = await look(id);
      return { ...account, name: user.real_name || user.name || name, outsider: isOutside(user) };
    },
    /** Whether somebody among them does not belong to the workspace as a full member; bots are nobody. */
    someOutside: async (ids: readonly string[]): Promise<boolean> => {
      const known = ids.length > fewPeople ? await listed(workspace) : new Map<string, User>();
      for (const id of ids) {
        const user = known.get(id) ?? (await look(id));
        if (!user.is_bot && isOutside(user)) return true;
      }
      return false;
    },
  };
};

export type People = ReturnType<typeof createPeople>;
