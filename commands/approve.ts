import { arg, flag } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { digestStart, requestId, wholeNumber, words } from '../src/definitions/kinds.ts';

export const approve = defineAct({
  name: 'approve',
  topic: 'decisions',
  summary: 'Agree to what somebody else asked for.',
  access: 'people',
  args: {
    request: arg(requestId, { help: 'Which request', example: 'DR-1042' }),
    digest: arg(digestStart, { help: 'The digest that its card shows', example: '9f3c' }),
    type: flag(words, { help: 'The name of the target, where it has to be typed', example: 'payments' }),
    revision: flag(wholeNumber, { help: 'The revision on the card that you saw', example: '2' }),
  },
  act: ({ request, digest, type, revision: seen }, { decisions, asker }) =>
    decisions.approve({ id: request, digest, ...(type && { typed: type }), ...(seen && { revision: seen }) }, asker),
});
