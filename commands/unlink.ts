import { arg } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { linkId } from '../src/definitions/kinds.ts';

export const unlink = defineAct({
  name: 'unlink',
  topic: 'people',
  summary: 'Revoke a link between accounts.',
  ofOnesOwn: true,
  access: 'everyone',
  args: {
    link: arg(linkId, { help: 'Which link; without it, the one of this account', example: 'L-7', optional: true }),
  },
  act: ({ link }, { links, asker }) => links.unlink(link, asker),
});
