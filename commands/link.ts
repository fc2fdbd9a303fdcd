import { arg } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { linkCode } from '../src/definitions/kinds.ts';

export const link = defineAct({
  name: 'link',
  topic: 'people',
  summary: 'Say that an account on Slack and one on Teams are both yours.',
  ofOnesOwn: true,
  access: 'everyone',
  args: { code: arg(linkCode, { help: 'The code that I sent you on Slack', example: 'K7QM2XW9PB', optional: true }) },
  act: ({ code }, { links, asker }) => links.link(code, asker),
});
