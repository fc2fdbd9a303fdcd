import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Problem } from './problems.ts';
import { shownValue } from './shown.ts';

const longestFile = 512 * 1024;

/**
 * A YAML text as mappings, lists and text. Numbers and truth values stay the text that was written, so that a name such
 * as `0123`, `1e5` or `no` is never turned into something else; whoever wants a number reads it from the text.
 */
export const readYaml = (text: string): { readonly data: unknown } | { readonly problems: readonly Problem[] } => {
  if (text.length > longestFile) return { problems: [tooLong(text.length)] };
  try {
    // No aliases: a few lines of them can stand for millions of entries, and rules are easier to check written out.
    return { data: load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 0, maxDepth: 30 }) };
  } catch (error) {
    if (error instanceof YAMLException) return { problems: [malformed(text, error)] };
    throw error;
  }
};

const tooLong = (length: number): Problem => ({
  key: 'the file',
  value: `${Math.ceil(length / 1024)} KiB long`,
  expected: `at most ${longestFile / 1024} KiB`,
});

const malformed = (text: string, { reason, mark }: YAMLException): Problem => {
  const expected = reason.includes('maxAliases')
    ? 'no anchors and aliases (& and *): write it out'
    : `valid YAML: ${reason}`;
  if (!mark) return { key: 'the file', value: shownValue([], text), expected };
  const line = text.split('\n', mark.line + 1)[mark.line] ?? '';
  return { key: `line ${mark.line + 1}, column ${mark.column + 1}`, value: shownValue([line], line.trim()), expected };
};
