import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { restOfLine } from '../src/definitions/kinds.ts';
import { topicOf } from '../src/definitions/topics.ts';
import { helpAboutWord, helpOnCommand, helpOnTopic } from '../src/views/help.ts';
import { helpOverview } from '../src/views/help-overview.ts';

export const help = defineQuery({
  name: 'help',
  topic: 'bot',
  summary: 'Show what there is to do, the commands of one topic, one command, or those about a word.',
  access: 'everyone',
  args: {
    about: arg(restOfLine, { help: 'A topic, a command or a word', example: 'failover', optional: true }),
  },
  answer: ({ about }, { catalog }) => {
    if (about === undefined) return helpOverview(catalog.commands);
    const command = catalog.find(about.toLowerCase());
    if (command) return helpOnCommand(command);
    const topic = topicOf(about);
    return topic ? helpOnTopic(topic, catalog.commands) : helpAboutWord(about, catalog.commands);
  },
});
