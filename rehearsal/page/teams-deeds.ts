import { z } from 'zod';
import type { RehearsalTeams } from '../teams/index.ts';
import type { TeamsDeed } from './deed-shapes.ts';
import { type Outcome, personal } from './seen.ts';

/** What Teams' own client does then: whatever reaches the bot carries the channel service's token. */
export const doInTeams = async (teams: RehearsalTeams, name: string, deed: TeamsDeed): Promise<Outcome> => {
  const person = teams.as(name);
  switch (deed.deed) {
    case 'teams-says': {
      const said = deed.text.replace(/^@lifeboat\b\s*/iu, '');
      await person.says(said, deed.channel === personal ? undefined : deed.channel, deed.thread);
      return {};
    }
    case 'teams-presses': {
      const { status, body } = await person.presses(deed.message, deed.button, deed.inputs);
      return status === 200 ? noticeIn(body) : { notice: 'Something went wrong. Try again.' };
    }
    case 'teams-views':
      await person.views(deed.message);
      return {};
    case 'teams-suggests': {
      const { body } = await person.types(deed.message, deed.dataset, deed.typed);
      return { suggestions: suggested.parse(body).value.results };
    }
  }
};

const suggested = z.object({
  value: z.object({ results: z.array(z.object({ title: z.string(), value: z.string() })) }),
});
const line = z.object({ type: z.literal('application/vnd.microsoft.activity.message'), value: z.string() });
const error = z.object({
  type: z.literal('application/vnd.microsoft.error'),
  value: z.object({ message: z.string() }),
});

/** What Teams shows beneath a card that was pressed and stayed as it is. */
const noticeIn = (body: unknown): Outcome => {
  const said = line.safeParse(body).data?.value ?? error.safeParse(body).data?.value.message;
  return said ? { notice: said } : {};
};
