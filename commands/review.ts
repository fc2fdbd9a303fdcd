import { arg, flag } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { reason, requestId } from '../src/definitions/kinds.ts';

export const review = defineAct({
  name: 'review',
  topic: 'decisions',
  summary: 'Sign off what somebody else started alone by breaking glass.',
  access: 'people',
  args: {
    request: arg(requestId, { help: 'Which request', example: 'DR-1042' }),
    note: flag(reason, { help: 'What you found', example: 'rightly done, the rota had a gap' }),
  },
  act: ({ request, note }, { decisions, asker }) => decisions.review({ id: request, ...(note && { note }) }, asker),
});
