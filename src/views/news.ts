import { message, note, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { ChannelRef } from '../ports/chat.ts';

/** For the fallback channel: somebody wanted to hear of it and does not. */
export const couldNotTell = (what: string, { platform, id }: ChannelRef, why: string): Message =>
  message(
    `I could not tell channel ${id} on ${platform} about ${what}, and try no more.`,
    'warning',
    text(why),
    note('Whoever is there has not heard of it from me. Commands typed there may still be answered.'),
  );
