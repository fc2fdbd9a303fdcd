import type { Message } from '../messages/message.ts';
import type { Recorder } from '../ports/audit.ts';
import type { ChannelRef, MessageRef } from '../ports/chat.ts';
import type { Speaker } from '../speaking/speaker.ts';

/** The same speaker, and every message that a platform has taken goes into the audit log. */
export const auditedSpeaker = (speaker: Speaker, recorder: Recorder): Speaker => {
  const delivered = (how: string, { title }: Message, { channel, id }: MessageRef): void =>
    recorder.record({
      kind: 'delivery',
      what: `${how}: ${title}`,
      facts: { channel: addressOf(channel), message: id },
    });
  const all = (how: string, message: Message, refs: readonly MessageRef[]): readonly MessageRef[] => {
    for (const ref of refs) delivered(how, message, ref);
    return refs;
  };
  return {
    post: async (channel, message) => {
      const posted = await speaker.post(channel, message);
      if (posted !== 'not-allowed') delivered('posted', message, posted);
      return posted;
    },
    tryToPost: async (channel, message) => all('posted', message, await speaker.tryToPost(channel, message)),
    edit: async (ref, message) => {
      await speaker.edit(ref, message);
      delivered('edited', message, ref);
    },
    reply: async (to, message) => {
      const posted = await speaker.reply(to, message);
      if (posted !== 'not-allowed') delivered('replied', message, posted);
      return posted;
    },
    tell: async (people, message) => all('told', message, await speaker.tell(people, message)),
    announce: async (purpose, message, standing) =>
      all('posted', message, await speaker.announce(purpose, message, standing)),
  };
};

const addressOf = ({ platform, tenant, id }: ChannelRef): string => [platform, tenant, id].filter(Boolean).join(' ');
