import type { Command } from '../definitions/command.ts';
import { type Topic, topics } from '../definitions/topics.ts';
import { actions, facts, message, note, runs, table } from '../messages/compose.ts';
import type { Action, Message } from '../messages/message.ts';
import { flagName } from '../parser/read-arguments.ts';
import { similarTo } from '../parser/similar.ts';
import { howToAsk, topicButton } from './help-overview.ts';
import { exampleOf, shownDanger, shownNeed, usageOf } from './usage.ts';
import { shortened } from './words.ts';

export const helpOnTopic = (topic: Topic, commands: readonly Command[]): Message => {
  const about = commands.filter((command) => command.topic === topic);
  return message(
    topics[topic],
    'neutral',
    facts(...about.map(asFact)),
    note(howToAsk),
    actions(...about.slice(0, 4).map(helpButton), runs('Show all topics', 'help')),
  );
};

/** No table: sentences as long as these scroll out of sight in a narrow chat. */
const asFact = (command: Command): readonly [string, string] => [
  command.name,
  `${command.summary} Needs: ${shownNeed(command)}.`,
];

const helpButton = ({ name }: Command): Action => runs(`Help on ${name}`, `help ${name}`);

export const helpOnCommand = (command: Command): Message =>
  message(
    `${command.name}: ${command.summary}`,
    'neutral',
    facts(
      ['Type', usageOf(command)],
      ['For example', exampleOf(command)],
      ['Needs', shownNeed(command)],
      ['Changes', shownDanger(command)],
    ),
    table(
      ['Argument', 'What it is', 'Takes'],
      Object.entries(command.args).map(([name, argument]) => [
        argument.positional ? flagName(name) : `--${flagName(name)}`,
        argument.fallback === undefined ? argument.help : `${argument.help} (else ${argument.fallback})`,
        argument.kind.expects,
      ]),
    ),
    actions(
      command.name === 'help' ? undefined : runs('Tell whether I may', `can-i ${exampleOf(command)}`),
      topicButton(command.topic),
    ),
  );

export const helpAboutWord = (word: string, commands: readonly Command[]): Message => {
  const lower = word.toLowerCase();
  const about = commands.filter((command) => `${command.name} ${command.summary}`.toLowerCase().includes(lower));
  const found = about.length > 0 ? about : nearTo(lower, commands);
  if (found.length === 0) {
    const nothing = `Nothing here is about "${shortened(word, 40)}".`;
    return message(nothing, 'neutral', actions(runs('Show all topics', 'help')));
  }
  return message(
    about.length > 0 ? `About "${shortened(word, 40)}"` : `Nothing is called "${shortened(word, 40)}". Near to it:`,
    'neutral',
    facts(...found.map(asFact)),
    actions(...found.slice(0, 5).map(helpButton)),
  );
};

const nearTo = (word: string, commands: readonly Command[]): readonly Command[] => {
  const names = similarTo(
    word,
    commands.map((command) => command.name),
  );
  return commands.filter((command) => names.includes(command.name));
};
