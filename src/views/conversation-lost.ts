import { message, note, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Channel } from '../policy/policy.ts';
import { listed } from './words.ts';

/** For the fallback channel: a channel of the policy cannot hear the bot any more. */
export const conversationLost = ({ name, address, purposes }: Channel): Message =>
  message(
    `I can no longer post into ${name}.`,
    'warning',
    text(
      `It is there for ${listed(purposes)}, and I was taken out of it. What I have to say there is not seen by anybody.`,
    ),
    note(
      `Add Lifeboat to ${name} in ${address.platform === 'slack' ? 'Slack' : 'Teams'} again, or take it out of the policy.`,
    ),
  );
