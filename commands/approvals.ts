import { arg, flag } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { requestId, toggle } from '../src/definitions/kinds.ts';

export const approvals = defineQuery({
  name: 'approvals',
  topic: 'decisions',
  summary: 'Show what waits for a decision or a review, or one request with its plan.',
  access: 'people',
  args: {
    request: arg(requestId, { help: 'Which request; nothing means all', example: 'DR-1042', optional: true }),
    plan: flag(toggle, { help: 'Show its plan, also when it is decided' }),
    calls: flag(toggle, { help: 'Show every call to Azure, with its body' }),
    az: flag(toggle, { help: 'Show the same as az commands' }),
  },
  answer: ({ request, plan, calls, az }, { decisions, asker }) => {
    if (request === undefined) return decisions.list(asker);
    return decisions.show(request, asker, calls ? 'calls' : az ? 'az' : plan ? 'plan' : undefined);
  },
});
