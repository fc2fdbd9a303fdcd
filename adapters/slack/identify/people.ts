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

const shape = z.object({
  user: z.object({
    team_id: z.string().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    is_bot: z.boolean().optional(),
  }),
});

const rememberMs = 5 * 60_000;

/** People of the workspace, and who is none. */
export const createPeople = (calls: Calls, workspace: string, now: () => number) => {
  const look = remembered(
    async (user) => shape.parse(await calls.repeat('users.info', { user })).user,
    rememberMs,
    now,
  );
  const isOutside = async (id: string): Promise<boolean> => {
    const user = await look(id);
    const guest = user.is_restricted || user.is_ultra_restricted || user.is_stranger;
    return guest === true || user.team_id !== workspace;
  };
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
      return { ...account, name: user.real_name || user.name || name, outsider: await isOutside(id) };
    },
    /** Somebody who does not belong to the workspace as a full member; bots are nobody. */
    isOutside: async (id: string): Promise<boolean> => !(await look(id)).is_bot && (await isOutside(id)),
  };
};

export type People = ReturnType<typeof createPeople>;
