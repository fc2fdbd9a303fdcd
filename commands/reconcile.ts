import { arg } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';

export const reconcile = defineAct({
  name: 'reconcile',
  topic: 'running',
  summary: 'Look again at once what Azure says of an operation; sends nothing.',
  access: 'people',
  args: { operation: arg(requestId, { help: 'Which operation', example: 'DR-1042' }) },
  act: ({ operation }, { operations, asker }) => operations.reconcile(operation, asker),
});
