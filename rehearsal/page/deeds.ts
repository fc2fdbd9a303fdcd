import { playerNamed } from './cast.ts';
import type { Chats } from './chats.ts';
import { slackDeedShape, teamsDeedShape } from './deed-shapes.ts';
import type { Outcome } from './seen.ts';
import { doInSlack } from './slack-deeds.ts';
import { doInTeams } from './teams-deeds.ts';

/** Does as that person what came from the page; a client that would not do it says why. */
export const carryOut = async (chats: Chats, given: unknown): Promise<Outcome> => {
  try {
    const done = begin(chats, given);
    // What they say themselves is seen before the bot has heard it.
    chats.changed();
    return await done;
  } catch (error) {
    return { notice: error instanceof Error ? error.message : String(error) };
  } finally {
    chats.changed();
  }
};

const begin = async ({ slack, teams }: Chats, given: unknown): Promise<Outcome> => {
  const inSlack = slackDeedShape.safeParse(given).data;
  if (inSlack) return doInSlack(slack, playerNamed(inSlack.as).slackUser, inSlack);
  const inTeams = teamsDeedShape.parse(given);
  return doInTeams(teams, playerNamed(inTeams.as).name, inTeams);
};
