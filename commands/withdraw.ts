import { arg } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';

export const withdraw = defineAct({
  name: 'withdraw',
  topic: 'decisions',
  summary: 'Take back what you asked for, until the operation has started.',
  ofOnesOwn: true,
  access: 'people',
  args: { request: arg(requestId, { help: 'Which request', example: 'DR-1042' }) },
  act: ({ request }, { decisions, asker }) => decisions.withdraw({ id: request }, asker),
});
