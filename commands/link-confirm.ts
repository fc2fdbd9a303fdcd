import { arg } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { linkId } from '../src/definitions/kinds.ts';

export const linkConfirm = defineAct({
  name: 'link-confirm',
  topic: 'people',
  summary: 'Confirm that a linked account belongs to the person it says, so that it may decide.',
  access: { grant: 'people-admin' },
  args: { link: arg(linkId, { help: 'Which link', example: 'L-7' }) },
  act: ({ link }, { links, asker }) => links.confirm(link, asker),
});
