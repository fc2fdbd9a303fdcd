import { arg } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';

export const stop = defineAct({
  name: 'stop',
  topic: 'running',
  summary: 'Stop an operation after the step that runs now.',
  access: 'people',
  args: { operation: arg(requestId, { help: 'Which operation', example: 'DR-1042' }) },
  act: ({ operation }, { operations, asker }) => operations.stop(operation, asker),
});
