import { arg, flag } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { digestStart, reason, requestId } from '../src/definitions/kinds.ts';

export const deny = defineAct({
  name: 'deny',
  topic: 'decisions',
  summary: 'Say no to what somebody else asked for; that ends it.',
  access: 'people',
  args: {
    request: arg(requestId, { help: 'Which request', example: 'DR-1042' }),
    reason: flag(reason, { help: 'Why', example: 'wrong region', required: true }),
    digest: flag(digestStart, { help: 'The digest on the card that you saw', example: '9f3c' }),
  },
  act: ({ request, reason: why, digest }, { decisions, asker }) =>
    decisions.deny({ id: request, reason: why, ...(digest && { digest }) }, asker),
});
