import { arg } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';

export const retract = defineAct({
  name: 'retract',
  topic: 'decisions',
  summary: 'Take your own approval back, until the operation has started.',
  ofOnesOwn: true,
  access: 'people',
  args: { request: arg(requestId, { help: 'Which request', example: 'DR-1042' }) },
  act: ({ request }, { decisions, asker }) => decisions.retract({ id: request }, asker),
});
