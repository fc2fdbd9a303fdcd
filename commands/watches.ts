import { defineQuery } from '../src/definitions/command.ts';

export const watches = defineQuery({
  name: 'watches',
  topic: 'news',
  summary: 'Show what is watched in this channel, by whoever asked and by the policy.',
  access: 'people',
  args: {},
  answer: (_values, { watching, asker }) => watching.list(asker),
});
