import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';

export const operation = defineQuery({
  name: 'operation',
  topic: 'running',
  summary: 'Show one operation: its steps, who asked, who approved, how long each took.',
  access: { level: 'reader', area: 'any' },
  args: { operation: arg(requestId, { help: 'Which operation', example: 'DR-1042' }) },
  answer: ({ operation: id }, { operations, asker }) => operations.show(id, asker),
});
