import { expect, test } from 'vitest';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { canonicalLine, type Parsed, parse } from '../../src/parser/parse.ts';
import { copyPoint, failover, failoverCancel, protect, status, vaultCreate } from '../sample/commands.ts';

const catalog = createCatalog([status, copyPoint, failover, failoverCancel, protect, vaultCreate]);

const values = (line: string): unknown => {
  const parsed = parse(line, catalog);
  return parsed.kind === 'command' ? { command: parsed.command.name, ...parsed.values } : parsed;
};

const faults = (parsed: Parsed): readonly string[] =>
  parsed.kind === 'faulty' ? parsed.faults.map((fault) => fault.text) : [`was ${parsed.kind}`];

test('reads positions and flags', () => {
  expect(values('failover payments --point latest-processed --reason "INC-88123 power loss"')).toEqual({
    command: 'failover',
    target: 'payments',
    point: { kind: 'latest-processed' },
    reason: 'INC-88123 power loss',
  });
});

test.each([
  ['failover payments —reason “power loss”', 'a dash and quotes that a phone made'],
  ['failover payments –reason «power loss»', 'another dash, other quotes'],
  ['failover payments -reason ‘power loss’', 'a single dash, single quotes'],
  ['failover payments --reason="power loss"', 'a value behind an equals sign'],
  ['FAILOVER payments --REASON "power loss"', 'capital letters'],
  ['failover --target payments --rea "power loss"', 'a name for a position, the beginning of a flag'],
  ['failover --reason “power loss" payments', 'quotes that do not match, flags first'],
])('reads %j alike: %s', (line) => {
  expect(values(line)).toEqual({
    command: 'failover',
    target: 'payments',
    point: { kind: 'latest' },
    reason: 'power loss',
  });
});

test('takes commands of two words, and their beginnings', () => {
  expect(values('restore-point copy weekly-3 --to "East US"')).toMatchObject({
    command: 'restore-point copy',
    to: 'East US',
  });
  expect(values('rest co weekly-3 --to westus2')).toMatchObject({ command: 'restore-point copy' });
});

test('takes an exact name before the commands that begin with it', () => {
  expect(values('failover payments')).toMatchObject({ command: 'failover' });
});

test('asks which one where a beginning fits several', () => {
  const parsed = parse('failo payments', catalog);

  expect(parsed).toMatchObject({ kind: 'ambiguous', commands: [{ name: 'failover' }, { name: 'failover-cancel' }] });
});

test('shows the commands of a group that is named alone', () => {
  expect(parse('restore-point', catalog)).toMatchObject({
    kind: 'ambiguous',
    commands: [{ name: 'restore-point copy' }],
  });
});

test('collects lists from positions and from repeated flags', () => {
  expect(values('protect a b "c d" --to westus2 --exclude-disk x --exclude-disk y')).toMatchObject({
    vms: ['a', 'b', 'c d'],
    excludeDisk: ['x', 'y'],
  });
});

test('takes a quoted dash, and whatever follows a double dash, as text', () => {
  expect(values('failover "--point"')).toMatchObject({ target: '--point' });
  expect(values('failover -- -reason')).toMatchObject({ target: '-reason' });
});

test('names what is missing', () => {
  expect(parse('restore-point copy', catalog)).toMatchObject({ kind: 'faulty', missing: ['point', 'to'], faults: [] });
});

test.each([
  ['failover payments --poimt latest', 'There is no --poimt here. Did you mean --point?'],
  ['failover payments extra', 'I do not know what "extra" is for.'],
  ['failover payments --point', '--point needs latest, latest-processed, app-consistent'],
  ['failover payments --point --reason x', '--point needs latest'],
  ['failover payments --point a --point b', '--point is given twice.'],
  ['status payments --share=yes', '--share "yes" will not do: I need nothing after it.'],
  ['restore-point copy p --to w --mode slow', '--mode "slow" will not do: I need one of fast, full, e.g. full.'],
])('says what is wrong with %j', (line, expected) => {
  expect(faults(parse(line, catalog)).join('\n')).toContain(expected);
});

test('offers the command that was probably meant, the rest kept as typed', () => {
  expect(parse('failver payments --reason "power loss"', catalog)).toMatchObject({
    kind: 'unknown',
    meant: ['failover payments --reason "power loss"'],
  });
  expect(parse('restorepoint copy weekly-3', catalog)).toMatchObject({ meant: ['restore-point copy weekly-3'] });
});

test('does not guess where a quote ends', () => {
  expect(parse('failover payments --reason "power loss --point latest', catalog)).toMatchObject({
    kind: 'unreadable',
    why: 'The quote before "power loss --point latest" is never closed, so I did not guess where it ends.',
  });
});

test('keeps an apostrophe inside a word', () => {
  expect(values("failover payments --reason it's")).toMatchObject({ reason: "it's" });
});

test('refuses a line that is too long', () => {
  expect(parse(`status ${'x'.repeat(100_000)}`, catalog)).toMatchObject({
    kind: 'unreadable',
    why: 'That line has 100,007 characters; I read up to 8000.',
  });
});

test('does not take names of the language for names of arguments', () => {
  expect(faults(parse('failover payments --__proto__ x --constructor y', catalog)).join('\n')).toContain(
    'There is no --__proto__ here.',
  );
  expect(parse('__proto__ constructor', catalog)).toMatchObject({ kind: 'unknown' });
});

test.each([
  'failover payments --point latest --reason "it said "no", twice"',
  'protect a "b c" --to "East US" --exclude-disk "x y" --exclude-disk z',
  'failover \'say "hi" now\' --reason "it\'s down"',
])('writes %j as a line that reads back the same', (line) => {
  const parsed = parse(line, catalog);
  const again = parsed.kind === 'command' ? parse(canonicalLine(parsed.command, parsed.typed), catalog) : undefined;

  expect(parsed.kind).toBe('command');
  expect(again).toEqual(parsed);
});
