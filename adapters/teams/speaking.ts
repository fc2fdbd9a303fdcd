import { ChatRefused } from '../../src/errors/chat.ts';
import type { Message } from '../../src/messages/message.ts';
import type { Account, ChannelRef, MessageRef } from '../../src/ports/chat.ts';
import type { Conversations } from '../../src/ports/conversations.ts';
import type { Card } from './card/element.ts';
import { renderOne, renderParts } from './card/render.ts';
import type { RosterOf } from './connector/members.ts';
import type { Address, Voice } from './connector/voice.ts';
import { hasThreads, inThread, readRef, refTo } from './message-refs.ts';

interface SpeakingParts {
  readonly voice: Voice;
  readonly conversations: Conversations;
  readonly rosterOf: RosterOf;
  /** The bot was taken out of a conversation that it knew. */
  readonly lost: (channel: ChannelRef) => void;
}

/** What the bot says first, into conversations that it was let into. */
export const createSpeaking = ({ voice, conversations, rosterOf, lost }: SpeakingParts) => {
  const serviceUrlOf = async ({ tenant, id }: ChannelRef): Promise<string> => {
    const known = await conversations.find(tenant, id);
    // A team lets the bot into all of its channels, and tells of the first one alone.
    const serviceUrl = known?.serviceUrl ?? (hasThreads(id) ? await conversations.serviceUrlOf(tenant) : undefined);
    if (serviceUrl === undefined) throw new ChatRefused('ConversationUnknown');
    return serviceUrl;
  };

  /** Whoever lists a channel cannot know who is let into it later. */
  const openUrlOf = async (channel: ChannelRef): Promise<string> => {
    const serviceUrl = await serviceUrlOf(channel);
    if (channel.personal) return serviceUrl;
    const { hasOutsiders } = await rosterOf({ serviceUrl, conversation: channel.id });
    if (hasOutsiders) throw new ChatRefused('SharedWithOutsiders');
    return serviceUrl;
  };

  /** What the platform says of a conversation that is closed to the bot; a message that is gone is not that. */
  const watching = async <Result>(
    channel: ChannelRef,
    say: (serviceUrl: string) => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await say(await openUrlOf(channel));
    } catch (error) {
      const isClosed = error instanceof ChatRefused && closedCodes.has(error.code);
      if (isClosed && (await conversations.drop(channel.tenant, channel.id))) lost(channel);
      throw error;
    }
  };

  const sayAll = async (to: Address, cards: readonly Card[]): Promise<string> => {
    const [first, ...rest] = cards;
    const id = first ? await voice.say(to, first) : '';
    for (const card of rest) await voice.say(to, card);
    return id;
  };

  const post = (channel: ChannelRef, message: Message): Promise<MessageRef> =>
    watching(channel, async (serviceUrl) => {
      const cards = renderParts(message);
      const [first, ...rest] = cards;
      const channelAddress = { serviceUrl, conversation: channel.id };
      if (!first || !hasThreads(channel.id)) return refTo(channel, await sayAll(channelAddress, cards));
      const opened = await voice.open(channelAddress, first);
      await sayAll({ serviceUrl, conversation: inThread(channel.id, opened) }, rest);
      return refTo(channel, opened);
    });

  const personalOf = async ({ tenant, id }: Account): Promise<ChannelRef> => {
    const known = await conversations.ofPerson(tenant, id);
    if (known) return personal(tenant, known.id);
    const serviceUrl = await conversations.serviceUrlOf(tenant);
    if (serviceUrl === undefined) throw new ChatRefused('ConversationUnknown');
    const opened = await voice.openPersonal(serviceUrl, tenant, id);
    await conversations.keep({ tenant, id: opened, serviceUrl, person: id });
    return personal(tenant, opened);
  };

  return {
    post,
    reply: (to: MessageRef, message: Message): Promise<MessageRef> =>
      watching(to.channel, async (serviceUrl) => {
        const { first } = readRef(to);
        const thread = hasThreads(to.channel.id) ? first : undefined;
        const conversation = inThread(to.channel.id, first);
        return refTo(to.channel, await sayAll({ serviceUrl, conversation }, renderParts(message)), thread);
      }),
    edit: (ref: MessageRef, message: Message): Promise<void> =>
      watching(ref.channel, (serviceUrl) => {
        const { first, message: id } = readRef(ref);
        return voice.edit({ serviceUrl, conversation: inThread(ref.channel.id, first) }, id, renderOne(message));
      }),
    /** Cards that are made already, in the person's own chat. */
    show: async (account: Account, cards: readonly Card[]): Promise<void> => {
      const channel = await personalOf(account);
      await watching(channel, (serviceUrl) => sayAll({ serviceUrl, conversation: channel.id }, cards));
    },
    direct: async (account: Account, message: Message): Promise<MessageRef> => post(await personalOf(account), message),
  };
};

export type Speaking = ReturnType<typeof createSpeaking>;

const closedCodes: ReadonlySet<string> = new Set([
  'BotNotInConversationRoster',
  'ConversationNotFound',
  'Forbidden',
  'ForbiddenOperationException',
  'BotDisabledByAdmin',
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  'NotEnoughPermissions',
  'status 403',
]);

const personal = (tenant: string, id: string): ChannelRef => ({
  platform: 'teams',
  tenant,
  id,
  personal: true,
  sharedOutside: false,
});
