import { arg, flag } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { digestStart, reason, requestId, words } from '../src/definitions/kinds.ts';

export const breakGlass = defineAct({
  name: 'break-glass',
  topic: 'decisions',
  summary: 'Start a request alone in an emergency, after two minutes in which any approver may stop it.',
  access: 'people',
  args: {
    request: arg(requestId, { help: 'Which request', example: 'DR-1042' }),
    incident: flag(words, { help: 'The number of the incident', example: 'INC-88123', required: true }),
    reason: flag(reason, { help: 'Why nobody else can be waited for', example: 'nobody answers', required: true }),
    digest: flag(digestStart, { help: 'The digest on the card that you saw', example: '9f3c' }),
  },
  act: ({ request, incident, reason: why, digest }, { decisions, asker }) =>
    decisions.breakGlass({ id: request, incident, reason: why, ...(digest && { digest }) }, asker),
});
