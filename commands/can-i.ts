import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { restOfLine } from '../src/definitions/kinds.ts';
import { canYou } from '../src/views/can-i.ts';

export const canI = defineQuery({
  name: 'can-i',
  topic: 'people',
  summary: 'Tell whether you may give a command, and if not by which rule, and who could.',
  access: 'people',
  args: {
    command: arg(restOfLine, { help: 'The command as you would type it', example: 'failover payments' }),
  },
  answer: async ({ command }, { examine, shared }) => canYou(command, await examine(command), shared),
});
