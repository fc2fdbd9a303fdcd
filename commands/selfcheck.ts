import { defineQuery } from '../src/definitions/command.ts';
import { selfChecked } from '../src/views/self-check.ts';

export const selfcheck = defineQuery({
  name: 'selfcheck',
  topic: 'bot',
  summary: 'Show how the bot itself is: Redis, what is held, work that waits, Azure, the policy and the chats.',
  access: { level: 'reader', area: 'any' },
  args: {},
  answer: async (_, { selfCheck }) => selfChecked(await selfCheck.look()),
});
