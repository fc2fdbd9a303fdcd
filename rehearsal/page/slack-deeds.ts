import type { RehearsalSlack } from '../slack/index.ts';
import type { SlackDeed } from './deed-shapes.ts';
import { home, type Outcome, personal } from './seen.ts';

type Person = ReturnType<RehearsalSlack['as']>;

/** What Slack's own client does then: whatever reaches the bot is signed. */
export const doInSlack = async (
  { app, as: personOf }: RehearsalSlack,
  user: string,
  deed: SlackDeed,
): Promise<Outcome> => {
  const person = personOf(user);
  switch (deed.deed) {
    case 'slack-says':
      return say(person, app.command, deed);
    case 'slack-clicks':
      await (deed.channel === home
        ? person.clicksAtHome(deed.label)
        : person.clicksOn(placeIn(person, deed.channel), deed.message, deed.action));
      return {};
    case 'slack-submits':
      await person.submits(deed.values);
      return {};
    case 'slack-closes':
      person.closes();
      return {};
    case 'slack-opens-home':
      await person.opensHome();
      return {};
    case 'slack-suggests': {
      const found = await person.suggestions(deed.block, deed.typed);
      return { suggestions: found.map(({ text: title, value }) => ({ title, value })) };
    }
  }
};

const placeIn = (person: Person, channel: string): string => (channel === personal ? person.directly() : channel);

const mention = /^@lifeboat\b\s*/iu;

const say = async (
  person: Person,
  command: string,
  { channel, text: said, thread }: Extract<SlackDeed, { deed: 'slack-says' }>,
): Promise<Outcome> => {
  const place = placeIn(person, channel);
  const [word, ...rest] = said.split(/\s/u);
  if (word === command && thread) return { notice: `Slack has no ${command} in threads. Begin with @Lifeboat here.` };
  if (word === command) {
    await person.types(place, rest.join(' '));
    return {};
  }
  const heard = await (mention.test(said)
    ? person.mentions(place, said.replace(mention, ''), thread)
    : person.says(place, said, thread));
  return heard ? {} : { notice: `Lifeboat did not hear that. Begin with ${command} or @Lifeboat.` };
};
