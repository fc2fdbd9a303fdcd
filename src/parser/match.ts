import { nameWords } from '../catalog/catalog.ts';
import type { Command } from '../definitions/command.ts';

type Match =
  | { readonly kind: 'one'; readonly command: Command; readonly words: number }
  | { readonly kind: 'several'; readonly commands: readonly Command[] }
  | { readonly kind: 'none' };

/** Finds the command that the first words name: exactly, by prefixes that fit one alone, or by the group they begin. */
export const matchCommand = (commands: readonly Command[], typed: readonly string[]): Match => {
  const lower = typed.slice(0, 2).map((word) => word.toLowerCase());
  const exact = commands.filter((command) => nameWords(command).every((word, at) => lower[at] === word));
  const longest = exact.sort((a, b) => nameWords(b).length - nameWords(a).length)[0];
  if (longest) return { kind: 'one', command: longest, words: nameWords(longest).length };

  const begun = commands.filter((command) => nameWords(command).every((word, at) => beginsWith(word, lower[at])));
  if (begun.length === 1 && begun[0]) return { kind: 'one', command: begun[0], words: nameWords(begun[0]).length };
  if (begun.length > 1) return { kind: 'several', commands: begun };

  const group = commands.filter(
    (command) => nameWords(command).length > 1 && beginsWith(nameWords(command)[0], lower[0]),
  );
  return group.length > 0 ? { kind: 'several', commands: group } : { kind: 'none' };
};

const beginsWith = (word: string | undefined, typed: string | undefined): boolean =>
  word !== undefined && typed !== undefined && typed !== '' && word.startsWith(typed);
