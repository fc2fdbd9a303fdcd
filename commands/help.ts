import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { restOfLine } from '../src/definitions/kinds.ts';
import { helpAboutWord, helpOnCommand, helpOverview } from '../src/views/help.ts';

export const help = defineQuery({
  name: 'help',
  summary: 'Show all commands, one command, or the commands about a word.',
  access: 'everyone',
  args: {
    about: arg(restOfLine, { help: 'A command or a word', example: 'failover', optional: true }),
  },
  answer: ({ about }, { catalog }) => {
    if (about === undefined) return helpOverview(catalog.commands);
    const command = catalog.find(about.toLowerCase());
    return command ? helpOnCommand(command) : helpAboutWord(about, catalog.commands);
  },
});
