import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { canonicalLine, parse } from '../../src/parser/parse.ts';
import { failover, protect, status, vaultCreate } from '../sample/commands.ts';

const catalog = createCatalog([status, failover, protect, vaultCreate]);

const fragment = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('failover', 'status', 'prot', 'vault create', 'payments', '__proto__', 'constructor', 'toString'),
  fc.constantFrom(
    '--reason',
    '—point',
    '–to',
    '-to',
    '--',
    '--=',
    '=',
    '--__proto__',
    '--point=',
    '<@U1|x>',
    '<http://',
    '&amp;',
  ),
  fc.constantFrom(
    '"',
    '“',
    '”',
    "'",
    '’',
    '""',
    '" "',
    '\u0000',
    '\u001b[2J',
    '\u00a0',
    '\u202e',
    '\n',
    '<',
    '>',
    '|',
    '\\',
  ),
);
const line = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(' '));

test('20,000 hostile lines are all read to some end', () => {
  fc.assert(
    fc.property(line, (typed) => {
      const parsed = parse(typed, catalog);
      return parsed.kind.length > 0;
    }),
    { numRuns: 20_000 },
  );
});

test('whatever reads as a command is written as a line that reads back the same', () => {
  const reason = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });

  fc.assert(
    fc.property(reason, reason, (target, why) => {
      const typed = { target, reason: why };
      const parsed = parse(canonicalLine(failover, typed), catalog);
      if (parsed.kind !== 'command') return;
      const again = parse(canonicalLine(parsed.command, parsed.typed), catalog);
      expect(again).toEqual(parsed);
    }),
    { numRuns: 5000 },
  );
});
