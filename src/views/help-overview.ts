import { nameWords } from '../catalog/catalog.ts';
import type { Command } from '../definitions/command.ts';
import { type Topic, topicNames, topics } from '../definitions/topics.ts';
import { actions, facts, message, note, runs, text } from '../messages/compose.ts';
import type { Action, Message } from '../messages/message.ts';

export const howToAsk =
  'help <command> shows how to type one. Beginnings of words do, where they fit one command alone.';

/** So short that it can be read at once; what each command does is one step further. */
export const helpOverview = (commands: readonly Command[]): Message => {
  const shown = topicNames.filter((topic) => commands.some((command) => command.topic === topic));
  return message(
    'What do you want to do?',
    'neutral',
    text(
      'Something is down? status shows what, points <vm> what there is to go back to, failover <target> a plan first.',
    ),
    facts(
      ...shown.map((topic): readonly [string, string] => [
        `help ${topic}`,
        `${topics[topic]}: ${namesTogether(commands.filter((command) => command.topic === topic))}`,
      ]),
    ),
    note(howToAsk),
    actions(...shown.slice(0, 5).map(topicButton)),
  );
};

export const topicButton = (topic: Topic): Action => runs(`Help on ${topic.replaceAll('-', ' ')}`, `help ${topic}`);

/** `status · restore vm, disks, in-place`: a first word that several share is said once. */
const namesTogether = (commands: readonly Command[]): string => {
  const together = new Map<string, readonly string[]>();
  for (const command of commands) {
    const [first = '', ...rest] = nameWords(command);
    const key = rest[0]?.startsWith('--') ? command.name : first;
    together.set(key, [...(together.get(key) ?? []), key === first ? rest.join(' ') : '']);
  }
  return [...together].map(([first, rest]) => `${first} ${rest.join(', ')}`.trim()).join(' · ');
};
