import { defineQuery } from '../src/definitions/command.ts';

export const approvals = defineQuery({
  name: 'approvals',
  summary: 'Show what waits for a decision.',
  access: 'people',
  args: {},
  answer: (_values, { decisions, asker }) => decisions.list(asker),
});
