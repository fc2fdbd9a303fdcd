import type { ConnectorClient } from 'botframework-connector';
import { ChatUnreachable } from '../../../src/errors/chat.ts';
import { createEdits } from '../../chat/edits.ts';
import type { Card } from '../card/element.ts';
import type { BotFramework } from './bot-framework.ts';
import { createPace } from './pace.ts';
import { type Patience, persistently } from './persistence.ts';
import { requested } from './wire.ts';

/** Where something is said: with the thread in its id, where it is said beneath something. */
export interface Address {
  readonly serviceUrl: string;
  readonly conversation: string;
}

export interface Voice {
  /** Answers the new message's id. */
  say(to: Address, card: Card): Promise<string>;
  /** A plain line. */
  tell(to: Address, text: string): Promise<string>;
  /** Seen by one person of the conversation alone, and for a day. */
  whisper(to: Address, person: string, card: Card): Promise<void>;
  /** A thread of its own in a channel. */
  open(channel: Address, card: Card): Promise<string>;
  /** The conversation with one person. */
  openPersonal(serviceUrl: string, tenant: string, person: string): Promise<string>;
  edit(to: Address, message: string, card: Card): Promise<void>;
}

interface VoiceTiming extends Patience {
  readonly now: () => number;
}

const betweenEditsMs = 2000;

/** Everything that the bot says: in order, at the platform's pace, and again where that is safe. */
export const createVoice = (bot: BotFramework, appId: string, timing: VoiceTiming): Voice => {
  const pace = createPace(timing);
  const me = { id: `28:${appId}`, name: 'Lifeboat' };

  const create = <Result>({ serviceUrl, conversation }: Address, call: (client: ConnectorClient) => Promise<Result>) =>
    pace(conversation.split(';')[0] ?? conversation, async () => {
      const client = await signedIn(bot, serviceUrl);
      return persistently('creates', timing, () => call(client));
    });

  const say = async (to: Address, activity: object): Promise<string> =>
    (await create(to, (client) => client.conversations.sendToConversation(to.conversation, activity))).id;

  const show = async ({ to, message, card }: { to: Address; message: string; card: Card }) => {
    const client = await signedIn(bot, to.serviceUrl);
    await persistently('repeatable', timing, () =>
      client.conversations.updateActivity(to.conversation, message, { ...activityOf(card), id: message }),
    );
  };
  const edits = createEdits(show, betweenEditsMs, timing);

  return {
    say: (to, card) => say(to, activityOf(card)),
    tell: (to, text) => say(to, { type: 'message', text, textFormat: 'plain' }),
    whisper: (to, person, card) =>
      create(to, async (client) => {
        const url = `${to.serviceUrl}v3/conversations/${encodeURIComponent(to.conversation)}/activities?isTargetedActivity=true`;
        const recipient = { id: person };
        await postedBy(client, url, { ...activityOf(card), recipient });
      }),
    async open(channel, card) {
      const activity = activityOf(card) as { type: 'message' };
      const channelData = { channel: { id: channel.conversation } };
      const opened = await create(channel, (client) =>
        client.conversations.createConversation({
          isGroup: true,
          bot: me,
          channelData,
          activity,
          members: [],
          topicName: '',
        } as never),
      );
      return opened.activityId;
    },
    async openPersonal(serviceUrl, tenant, person) {
      const client = await signedIn(bot, serviceUrl);
      const channelData = { tenant: { id: tenant } };
      // Opening it twice is the same conversation.
      const opened = await persistently('repeatable', timing, () =>
        client.conversations.createConversation({
          isGroup: false,
          bot: me,
          members: [{ id: person, name: '' }],
          tenantId: tenant,
          channelData,
        } as never),
      );
      return opened.id;
    },
    edit: (to, message, card) => edits(`${to.conversation} ${message}`, { to, message, card }),
  };
};

/** What fails here has not been sent yet. */
export const signedIn = async (bot: BotFramework, serviceUrl: string): Promise<ConnectorClient> => {
  const client = await bot.connector(serviceUrl);
  await tokenOf(client).catch((error: unknown) => {
    throw new ChatUnreachable('The bot could not sign in to Teams.', { cause: error });
  });
  return client;
};

const tokenOf = async (client: ConnectorClient): Promise<string> => {
  const { credentials } = client;
  if (!('getToken' in credentials) || typeof credentials.getToken !== 'function') throw new Error('No credentials.');
  return String(await credentials.getToken());
};

const postedBy = async (client: ConnectorClient, url: string, activity: object): Promise<void> => {
  const headers = { authorization: `Bearer ${await tokenOf(client)}`, 'content-type': 'application/json' };
  await requested(url, { method: 'POST', headers, body: JSON.stringify(activity) });
};

const activityOf = (card: Card): object => ({
  type: 'message',
  summary: String(card.fallbackText ?? ''),
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});
