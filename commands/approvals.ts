import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';

export const approvals = defineQuery({
  name: 'approvals',
  summary: 'Show what waits for a decision, or one request with its plan.',
  access: 'people',
  args: { request: arg(requestId, { help: 'Which request; nothing means all', example: 'DR-1042', optional: true }) },
  answer: ({ request }, { decisions, asker }) =>
    request === undefined ? decisions.list(asker) : decisions.show(request, asker),
});
