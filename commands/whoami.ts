import { defineQuery } from '../src/definitions/command.ts';
import { whoYouAre } from '../src/views/whoami.ts';

export const whoami = defineQuery({
  name: 'whoami',
  topic: 'people',
  summary: 'Show who you are here, which person that is, and what you may do by which rule.',
  access: 'everyone',
  args: {},
  answer: (_values, { asker, policy }) => whoYouAre(asker, policy),
});
