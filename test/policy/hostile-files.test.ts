import fc from 'fast-check';
import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { readPolicy } from '../../src/policy/file.ts';
import { fileWith, problemsOf, sample } from './sample-file.ts';

/** Either a policy, or at least one problem, each of which can be shown on one line. */
const endsWell = (text: string): void => {
  const read = readPolicy(text);
  if ('policy' in read) return;
  expect(read.problems.length).toBeGreaterThan(0);
  for (const { key, value, expected } of read.problems) {
    expect(`${key}${value}`).not.toMatch(/\p{C}/u);
    expect(value.length).toBeLessThan(80);
    expect(expected).not.toBe('');
  }
};

const words = ['__proto__', 'constructor', 'everything', 'all', 'ana', 'T1/U1', '15m', 'rg-pay/pay-web-01', '', '1'];
const scalar = fc.oneof(fc.constantFrom(...words), fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const keys = fc.oneof(
  fc.constantFrom(
    'people',
    'groups',
    'grants',
    'name',
    'accounts',
    'slack',
    'to',
    'level',
    'scope',
    'when',
    '__proto__',
  ),
  fc.string(),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(keys, tie('tree'), { maxKeys: 5 }),
  ),
}));

test('whatever the file holds, it ends as a policy or as problems', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(sample), 'x'), tree), (file) => {
      endsWell(dump(file));
    }),
    { numRuns: 100 },
  );
});

test('a valid file with one place overwritten ends as a policy or as problems', () => {
  const places = placesIn(sample);
  fc.assert(
    fc.property(fc.constantFrom(...places), tree, (place, value) => {
      endsWell(JSON.stringify(replaced(sample, place, value)));
    }),
    { numRuns: 120 },
  );
});

test('text that is hardly YAML ends as a policy or as problems', () => {
  const lines = fc.constantFrom(
    'people:',
    '  ana: { name: Ana }',
    '- ',
    '? x',
    '&a [*a]',
    '!!set',
    '%YAML 1.2',
    '---',
    '"',
    '\t',
    '\u0000',
    '|',
    '{',
    ']',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(lines, fc.string()), { maxLength: 12 }), (parts) => {
      endsWell(parts.join('\n'));
    }),
    { numRuns: 150 },
  );
});

test('a key named like a part of every object is an ordinary fault', () => {
  const problems = problemsOf('people: { ana: { name: Ana } }\ngroups: { __proto__: [ana] }\n__proto__: {}\n');

  expect(problems.map((problem) => problem.key)).toEqual(['__proto__', 'groups.__proto__']);
});

test('a file of 5 MB is refused before it is read', () => {
  const problems = problemsOf(`people: { ana: { name: Ana } }\n${'# x\n'.repeat(1_300_000)}`);

  expect(problems).toEqual([{ key: 'the file', value: '5079 KiB long', expected: 'at most 512 KiB' }]);
});

test('a file whose aliases multiply is refused', () => {
  const bomb = [
    'a: &a [x, x]',
    ...['b', 'c', 'd'].map((each, index) => `${each}: &${each} [*${'abc'[index]}, *${'abc'[index]}]`),
  ];

  expect(problemsOf(bomb.join('\n'))).toEqual([
    { key: 'line 2, column 9', value: 'b: &b [*a, *a]', expected: 'no anchors and aliases (& and *): write it out' },
  ]);
});

test('a file nested without end is refused', () => {
  const [problem] = problemsOf(`people: ${'['.repeat(100_000)}`);

  expect(problem?.expected).toMatch(/maxDepth/u);
});

test('an empty file is refused', () => {
  expect(problemsOf('')).toHaveLength(1);
  expect(problemsOf('# nothing yet\n')).toHaveLength(1);
  expect(problemsOf('just text')).toEqual([
    { key: 'the file', value: 'just text', expected: 'a mapping (key: value)' },
  ]);
});

test('a large company fits', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `person-${index}`);
  const people = Object.fromEntries(
    ids.map((id, index) => [id, { name: id, accounts: { slack: [`T1/U${index}`], os: [id] } }]),
  );
  const applications = Object.fromEntries(
    ids.slice(0, 200).map((id) => [`app-${id}`, { vms: [1, 2, 3, 4].map((number) => `rg-${id}/vm-${number}`) }]),
  );

  const problems = problemsOf(
    fileWith({
      people,
      applications,
      groups: { all: ids },
      grants: [{ to: 'all', level: 'reader', areas: 'all', scope: 'everything' }],
      channels: [],
      approvals: {},
    }),
  );

  expect(problems).toEqual([]);
});

type Place = readonly (string | number)[];

function placesIn(value: unknown, here: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [here];
  const below = Array.isArray(value)
    ? value.flatMap((each, index) => placesIn(each, [...here, index]))
    : Object.entries(value).flatMap(([key, each]) => placesIn(each, [...here, key]));
  return [here, ...below];
}

function replaced(value: unknown, [first, ...rest]: Place, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((each, index) => (index === first ? replaced(each, rest, by) : each));
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([key, each]) => [key, key === first ? replaced(each, rest, by) : each]),
  );
}
