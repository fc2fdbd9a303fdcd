import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';
import { planResume } from '../src/plans/plan-consent.ts';

export const resume = defineChange({
  name: 'resume',
  topic: 'running',
  summary: 'Let an operation that waits for consent go on; somebody else has to agree.',
  access: 'people',
  danger: 'reversible',
  args: { operation: arg(requestId, { help: 'Which operation', example: 'DR-1042' }) },
  plan: ({ operation }, context) => planResume(operation, context),
});
