import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { requestId, words } from '../src/definitions/kinds.ts';
import { planSendAgain } from '../src/plans/plan-consent.ts';

export const sendAgain = defineChange({
  name: 'send-again',
  topic: 'running',
  summary: 'Send once more what was found not to have happened; somebody else has to agree.',
  access: 'people',
  danger: 'outage',
  args: {
    operation: arg(requestId, { help: 'Which operation', example: 'DR-1042' }),
    step: flag(words, { help: 'Which of its steps, where several are unknown', example: 'fail-over' }),
  },
  plan: ({ operation, step }, context) => planSendAgain({ id: operation, step }, context),
});
