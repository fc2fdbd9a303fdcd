import { listedChannel } from '../dispatch/identify.ts';
import type { Message } from '../messages/message.ts';
import type { Channel, ChannelPurpose, Policy } from '../policy/policy.ts';
import type { ChannelRef, ChatPort, MessageRef } from '../ports/chat.ts';

interface SpeakerParts {
  readonly chats: readonly ChatPort[];
  readonly policy: () => Policy;
  readonly banner: string | undefined;
  /** Hears of a channel that could not be posted into. */
  readonly failed: (channel: ChannelRef, error: unknown) => void;
}

/** The only way to post: nothing goes into a channel that the policy does not list, or that outsiders share. */
export interface Speaker {
  post(channel: ChannelRef, message: Message): Promise<MessageRef | 'not-allowed'>;
  /** The same for what must go on without it: nothing where it failed. */
  tryToPost(channel: ChannelRef, message: Message): Promise<readonly MessageRef[]>;
  edit(ref: MessageRef, message: Message): Promise<void>;
  /** Beneath a card of ours, where the platform has threads. */
  reply(to: MessageRef, message: Message): Promise<MessageRef | 'not-allowed'>;
  /** Into every channel of that purpose, on every platform that runs here, less those where it stands already. */
  announce(purpose: ChannelPurpose, message: Message, standing?: readonly MessageRef[]): Promise<readonly MessageRef[]>;
}

export const createSpeaker = ({ chats, policy, banner, failed }: SpeakerParts): Speaker => {
  const chatOf = ({ platform }: ChannelRef) => chats.find((chat) => chat.platform === platform);
  const withBanner = (message: Message): Message => (banner ? { ...message, banner } : message);

  const post = async (channel: ChannelRef, message: Message) => {
    const chat = mayHear(channel, policy()) ? chatOf(channel) : undefined;
    return chat ? chat.post(channel, withBanner(message)) : 'not-allowed';
  };

  const tryToPost = async (channel: ChannelRef, message: Message) => {
    try {
      const posted = await post(channel, message);
      return posted === 'not-allowed' ? [] : [posted];
    } catch (error) {
      failed(channel, error);
      return [];
    }
  };

  return {
    post,
    tryToPost,
    edit: async (ref, message) => {
      if (mayHear(ref.channel, policy())) await chatOf(ref.channel)?.edit(ref, withBanner(message));
    },
    reply: async (to, message) => {
      const chat = mayHear(to.channel, policy()) ? chatOf(to.channel) : undefined;
      return chat ? chat.reply(to, withBanner(message)) : 'not-allowed';
    },
    announce: async (purpose, message, standing = []) => {
      const isNew = (ref: ChannelRef) =>
        !standing.some(({ channel }) => channel.tenant === ref.tenant && channel.id === ref.id);
      const channels = policy().channels.filter((channel) => channel.purposes.includes(purpose));
      const others = channels.map(refOf).filter(isNew);
      return (await Promise.all(others.map((ref) => tryToPost(ref, message)))).flat();
    },
  };
};

const mayHear = (ref: ChannelRef, policy: Policy): boolean =>
  ref.personal || (!ref.sharedOutside && listedChannel(ref, policy) !== undefined);

export const refOf = ({ address }: Channel): ChannelRef =>
  address.platform === 'slack'
    ? { platform: 'slack', tenant: address.workspace, id: address.channel, personal: false, sharedOutside: false }
    : { platform: 'teams', tenant: address.tenant, id: address.conversation, personal: false, sharedOutside: false };
