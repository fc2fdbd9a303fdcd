import { playerNamed, players, rooms } from './cast.ts';
import type { Chats } from './chats.ts';
import { home, personal, type SeenMessage, type SeenModal } from './seen.ts';

/** A page that was open for a day need not carry everything. */
const most = 100;

/** Everything that one person sees now, in both chats. */
export const sightOf = (
  { slack, teams }: Chats,
  who: string,
): { readonly messages: readonly SeenMessage[]; readonly modal?: SeenModal } => {
  const player = playerNamed(who);
  const messages = [...slackMessages(slack, player), ...teamsMessages(teams, player)];
  const open = slack.as(player.slackUser).view();
  if (!open) return { messages };
  const { id, hash, definition, errors } = open;
  return { messages, modal: { id, hash, view: definition, errors } };
};

type Player = ReturnType<typeof playerNamed>;

const slackMessages = (slack: Chats['slack'], { slackUser }: Player): readonly SeenMessage[] => {
  const person = slack.as(slackUser);
  const channels = [...rooms.map(({ slackId: id }) => ({ id, place: id })), { id: personal, place: person.directly() }];
  const said = channels.flatMap(({ id: channel, place }) =>
    person
      .sees(place)
      .slice(-most)
      .map(({ ts, user, edits, text, blocks, threadTs, private: alone }): SeenMessage => {
        const byBot = user === slack.app.botUser;
        return {
          key: `slack ${channel} ${ts}`,
          chat: 'slack',
          channel,
          id: ts,
          ...(threadTs && { thread: threadTs }),
          author: byBot ? 'Lifeboat' : nameOf(({ slackUser: id }) => id === user),
          byBot,
          at: Number(ts) * 1000,
          edits,
          alone,
          text: text.replaceAll(`<@${slack.app.botUser}>`, '@Lifeboat'),
          blocks,
        };
      }),
  );
  const blocks = person.homeBlocks();
  if (blocks.length === 0) return said;
  const tab = { key: `slack ${home}`, chat: 'slack', channel: home, id: home, author: 'Lifeboat' } as const;
  return [...said, { ...tab, byBot: true, edits: 0, alone: true, text: '', blocks }];
};

const teamsMessages = (teams: Chats['teams'], { name }: Player): readonly SeenMessage[] => {
  const person = teams.as(name);
  const { world } = teams;
  const own = world.personalOf(world.personNamed(name)).id;
  return [...rooms.map(({ teamsId: id }) => ({ id, place: id })), { id: personal, place: own }].flatMap(
    ({ id: channel, place }) =>
      person
        .sees(place)
        .slice(-most)
        .map(({ id, from, edits, alone, text, card, beneath }): SeenMessage => {
          const byBot = from === world.bot.id;
          return {
            key: `teams ${channel} ${id}`,
            chat: 'teams',
            channel,
            id,
            ...(beneath && { thread: beneath }),
            author: byBot ? 'Lifeboat' : from,
            byBot,
            at: Number(id),
            edits,
            alone,
            text: card ? '' : text.replace(/<at>([^<]*)<\/at>/gu, '@$1'),
            ...(card && { card }),
          };
        }),
  );
};

const nameOf = (is: (player: Player) => boolean): string => players.find(is)?.name ?? 'Somebody';
