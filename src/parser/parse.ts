import type { Catalog } from '../catalog/catalog.ts';
import { nameWords } from '../catalog/catalog.ts';
import type { Command } from '../definitions/command.ts';
import type { FormValues } from '../ports/chat.ts';
import { clean } from './clean.ts';
import { matchCommand } from './match.ts';
import { type Fault, flagName, readArguments } from './read-arguments.ts';
import { readValues } from './read-values.ts';
import { similarTo } from './similar.ts';
import { quoted, retyped, type Word, wordsOf } from './words.ts';

export type Parsed =
  | { readonly kind: 'empty' }
  /** Too long, or with a quote left open: nothing in it can be trusted. */
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'unknown'; readonly typed: string; readonly meant: readonly string[] }
  | { readonly kind: 'ambiguous'; readonly typed: string; readonly commands: readonly Command[] }
  | ({ readonly kind: 'faulty' } & Faulty)
  | ({ readonly kind: 'command' } & Understood);

/** A command whose arguments are not all there or not all right. */
export interface Faulty {
  readonly command: Command;
  readonly typed: FormValues;
  readonly missing: readonly string[];
  readonly faults: readonly Fault[];
}

export interface Understood {
  readonly command: Command;
  readonly typed: FormValues;
  /** Names are still text. */
  readonly values: Readonly<Record<string, unknown>>;
}

const longestLine = 8000;

/** Reads one line as somebody typed it. Never throws, whatever it is given. */
export const parse = (typed: string, catalog: Catalog): Parsed => {
  if (typed.length > longestLine) {
    const length = typed.length.toLocaleString('en-US');
    return { kind: 'unreadable', why: `That line has ${length} characters; I read up to ${longestLine}.` };
  }
  const line = clean(typed);
  const { words, unclosed } = wordsOf(line);
  if (unclosed !== undefined) {
    return {
      kind: 'unreadable',
      why: `The quote before "${unclosed}" is never closed, so I did not guess where it ends.`,
    };
  }
  if (words.length === 0) return { kind: 'empty' };
  const texts = words.map((word) => word.text);
  const match = matchCommand(catalog.commands, texts);
  if (match.kind === 'none') return { kind: 'unknown', typed: line, meant: meantLines(words, catalog) };
  if (match.kind === 'several') return { kind: 'ambiguous', typed: texts.join(' '), commands: match.commands };
  const { values, faults } = readArguments(match.command.args, words.slice(match.words), line);
  return understand(match.command, values, faults);
};

/** The same for the values of a form. */
export const understand = (command: Command, typed: FormValues, before: readonly Fault[] = []): Parsed => {
  const { values, missing, faults: unread } = readValues(command.args, typed);
  const faults = [...before, ...unread];
  if (faults.length > 0 || missing.length > 0) return { kind: 'faulty', command, typed, missing, faults };
  return { kind: 'command', command, typed, values };
};

/** Command lines near to what was typed, the rest of the line kept. */
const meantLines = (words: readonly Word[], catalog: Catalog): readonly string[] => {
  const [first = '', second = ''] = words.map((word) => word.text);
  const asTwo = similarTo(`${first} ${second}`, namesOfLength(catalog, 2));
  const asOne = similarTo(first, namesOfLength(catalog, 1));
  return [
    ...asTwo.map((name) => `${name} ${retyped(words.slice(2))}`.trim()),
    ...asOne.map((name) => `${name} ${retyped(words.slice(1))}`.trim()),
  ].slice(0, 3);
};

const namesOfLength = (catalog: Catalog, words: number): readonly string[] =>
  catalog.commands.filter((command) => nameWords(command).length === words).map((command) => command.name);

/** The line that asks for the same: for buttons, for the audit, for the terminal. */
export const canonicalLine = (command: Command, typed: FormValues): string => {
  let gap = false;
  const parts = Object.entries(command.args).flatMap(([name, argument]) => {
    const given = Object.hasOwn(typed, name) ? typed[name] : undefined;
    const texts = typeof given === 'string' ? [given] : (given ?? []);
    // What stands after a place that is left empty would be taken for it.
    const byPlace = argument.positional && !gap;
    gap ||= argument.positional && (texts.length === 0 || argument.kind.many);
    if (argument.kind.input === 'rest') return texts;
    if (argument.kind.input === 'toggle') return texts[0] === 'true' ? [`--${flagName(name)}`] : [];
    const values = texts.map(quoted);
    return byPlace ? values : values.flatMap((value) => [`--${flagName(name)}`, value]);
  });
  return [command.name, ...parts].join(' ');
};
