import type { Command } from '../definitions/command.ts';
import { actions, message, note, runs, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import { shortened } from './words.ts';

export const unknownCommand = (typed: string, meant: readonly string[]): Message => {
  const first = shortened(typed.split(' ')[0] ?? '', 40);
  const asked = meant.length > 0 ? ` Did you mean: ${meant.join(', or ')}?` : '';
  const near = meant[0]?.split(' ')[0] ?? '';
  return message(
    `I know no command "${first}".${asked}`,
    'neutral',
    actions(
      ...meant.map((line) => runs(`Run: ${shortened(line, 60)}`, line)),
      near ? runs(`Help on ${near}`, `help ${near}`) : runs('Show all topics', 'help'),
    ),
  );
};

export const severalCommands = (typed: string, commands: readonly Command[]): Message =>
  message(
    `"${shortened(typed, 40)}" could be ${commands.length} commands.`,
    'neutral',
    table(
      ['Command', 'What it does'],
      commands.map((command) => [command.name, command.summary]),
    ),
    actions(...commands.slice(0, 5).map((command) => runs(`Help on ${command.name}`, `help ${command.name}`))),
  );

export const unreadable = (why: string): Message => message('I could not read that line.', 'neutral', text(why));

/** Faults that no form can mend: an unknown flag, a word too many. */
export const faultyLine = (command: Command, usage: string, faults: readonly string[]): Message =>
  message(
    `I did not run ${command.name}.`,
    'neutral',
    ...faults.map((fault) => text(fault)),
    note(`How to type it: ${usage}`),
    actions(runs(`Help on ${command.name}`, `help ${command.name}`)),
  );

export const noSuchName = (name: string, expects: string, corrected: readonly string[]): Message =>
  message(
    `I know no "${shortened(name, 60)}" here.${corrected.length > 0 ? ` Did you mean: ${corrected.join(', or ')}?` : ''}`,
    'neutral',
    corrected.length > 0 ? undefined : text(`I need ${expects}.`),
    actions(...corrected.map((line) => runs(`Run: ${shortened(line, 60)}`, line))),
  );

interface Candidate {
  readonly name: string;
  readonly where: string;
  readonly line: string;
}

export const severalOfThatName = (name: string, candidates: readonly Candidate[]): Message =>
  message(
    `${candidates.length} things are called "${shortened(name, 60)}". Which one?`,
    'neutral',
    table(
      ['Name', 'Where'],
      candidates.map((candidate) => [candidate.name, candidate.where]),
    ),
    actions(...candidates.slice(0, 5).map((candidate) => runs(`Take the one in ${candidate.where}`, candidate.line))),
  );

/** A name and where it is, as it can be typed to mean this one alone. */
export const preciseName = (name: string, where: string): string => `${where}/${name}`;
