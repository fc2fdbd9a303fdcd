import { z } from 'zod';
import type { Calls } from './calls.ts';

/** Which workspace the token belongs to, and what the bot is there. */
interface Workspace {
  readonly team: string;
  readonly botUser: string;
  readonly botId: string;
  /** What the installed app may do. */
  readonly scopes: readonly string[];
}

const shape = z.object({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

export const readWorkspace = async (calls: Calls): Promise<Workspace> => {
  const read = shape.parse(await calls.repeat('auth.test', {}));
  return {
    team: read.team_id,
    botUser: read.user_id,
    botId: read.bot_id,
    scopes: read.response_metadata?.scopes ?? [],
  };
};
