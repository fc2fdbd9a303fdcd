import { defineQuery } from '../src/definitions/command.ts';

export const operations = defineQuery({
  name: 'operations',
  topic: 'running',
  summary: 'Show what runs, and what ran lately.',
  access: { level: 'reader', area: 'any' },
  args: {},
  answer: (_values, context) => context.operations.list(context.asker),
});
