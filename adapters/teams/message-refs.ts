import type { ChannelRef, MessageRef } from '../../src/ports/chat.ts';

/** A message in a thread is known by the thread as well: `<first message>/<message>`. */
export const refTo = (channel: ChannelRef, message: string, thread?: string): MessageRef => ({
  channel,
  id: thread === undefined ? message : `${thread}/${message}`,
});

interface Referred {
  readonly message: string;
  /** The first message of the thread. */
  readonly first: string;
}

export const readRef = ({ id }: MessageRef): Referred => {
  const [first = '', message = first] = id.split('/');
  return { first, message };
};

/** Channels have threads, chats have none. */
export const hasThreads = (conversation: string): boolean => /@thread\.(?:tacv2|skype)$/u.test(conversation);

export const inThread = (conversation: string, first: string): string =>
  hasThreads(conversation) ? `${conversation};messageid=${first}` : conversation;
