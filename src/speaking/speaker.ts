import type { Message } from '../messages/message.ts';
import { isSameChannel, listedChannel, refOf } from '../policy/channels.ts';
import type { ChannelPurpose, Person, Policy } from '../policy/policy.ts';
import type { Account, ChannelRef, ChatPort, MessageRef } from '../ports/chat.ts';

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
  /** To each of them in person, on every platform that runs here and proves accounts. */
  tell(people: readonly Person[], message: Message): Promise<readonly MessageRef[]>;
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
    tell: async (people, message) => {
      const told = people.flatMap(accountsOf).map(async (account) => {
        const chat = chats.find(({ platform }) => platform === account.platform);
        try {
          return chat ? [await chat.direct(account, withBanner(message))] : [];
        } catch (error) {
          failed({ ...account, personal: true, sharedOutside: false }, error);
          return [];
        }
      });
      return (await Promise.all(told)).flat();
    },
    reply: async (to, message) => {
      const chat = mayHear(to.channel, policy()) ? chatOf(to.channel) : undefined;
      return chat ? chat.reply(to, withBanner(message)) : 'not-allowed';
    },
    announce: async (purpose, message, standing = []) => {
      const isNew = (ref: ChannelRef) => !standing.some(({ channel }) => isSameChannel(channel, ref));
      const channels = policy().channels.filter((channel) => channel.purposes.includes(purpose));
      const others = channels.map(refOf).filter(isNew);
      return (await Promise.all(others.map((ref) => tryToPost(ref, message)))).flat();
    },
  };
};

const mayHear = (ref: ChannelRef, policy: Policy): boolean =>
  ref.personal || (!ref.sharedOutside && listedChannel(ref, policy) !== undefined);

/** Whoever sits at a terminal is told there what they ask for, and nothing else. */
const accountsOf = ({ name, accounts }: Person): readonly Account[] =>
  accounts.flatMap((account): readonly Account[] => {
    if (account.platform === 'slack')
      return [{ platform: 'slack', tenant: account.workspace, id: account.user, name, outsider: false }];
    if (account.platform === 'entra')
      return [{ platform: 'teams', tenant: account.tenant, id: account.objectId, name, outsider: false }];
    return [];
  });
