import { expect, test } from 'vitest';
import { arg, flag } from '../../src/definitions/argument.ts';
import { defineQuery } from '../../src/definitions/command.ts';
import { words } from '../../src/definitions/kinds.ts';
import { message } from '../../src/messages/compose.ts';
import { canonicalLine } from '../../src/parser/parse.ts';
import { quoted, retyped, wordsOf } from '../../src/parser/words.ts';

test.each(['plain', 'two words', 'a="b', "a='b c", 'say "hi" now', "it's", '--flag', '-5', '"', 'a=b'])(
  'the value %s is typed so that it is read back',
  (value) => {
    expect(wordsOf(`x ${quoted(value)} y`).words.map(({ text }) => text)).toEqual(['x', value, 'y']);
  },
);

test('a flag whose value was quoted keeps its quotes', () => {
  const { words: read } = wordsOf('pay-db-01 --reason="power loss" "as it is"');

  expect(retyped(read)).toBe('pay-db-01 --reason="power loss" "as it is"');
});

test('what stands after an empty place is given by its name', () => {
  const command = defineQuery({
    name: 'show',
    topic: 'see',
    summary: 'Show.',
    access: 'people',
    args: {
      first: arg(words, { help: 'First', example: 'a', optional: true }),
      second: arg(words, { help: 'Second', example: 'b', optional: true }),
      third: flag(words, { help: 'Third', example: 'c' }),
    },
    answer: () => message('shown', 'neutral'),
  });

  expect(canonicalLine(command, { second: 'b', third: 'c' })).toBe('show --second b --third c');
  expect(canonicalLine(command, { first: 'a', second: 'b' })).toBe('show a b');
});
