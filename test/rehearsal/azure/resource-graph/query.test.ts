import { expect, test } from 'vitest';
import { QueryFailure } from '../../../../rehearsal/azure/services/resource-graph/kql/failure.ts';
import { parseQuery } from '../../../../rehearsal/azure/services/resource-graph/kql/parse.ts';
import { runQuery } from '../../../../rehearsal/azure/services/resource-graph/kql/run.ts';

const now = Date.UTC(2026, 2, 2, 8);
const rows = [
  {
    name: 'web-01',
    type: 'a/vm',
    size: 2,
    tags: { env: 'Prod' },
    properties: { disks: [{ gb: 30 }], at: '2026-03-02T07:30:00Z' },
  },
  {
    name: 'web-02',
    type: 'a/vm',
    size: 4,
    tags: { env: 'test' },
    properties: { disks: [], at: '2026-03-01T07:30:00Z' },
  },
  { name: 'store', type: 'a/account', size: 8, tags: null, properties: null },
];

function ask(query: string): unknown[] {
  return runQuery(parseQuery(query), rows, now);
}

function names(condition: string): unknown[] {
  return ask(`resources | where ${condition} | project name`).map((row) => (row as { name: string }).name);
}

test.each([
  ["name == 'web-01'", ['web-01']],
  ["name == 'WEB-01'", []],
  ["name =~ 'WEB-01'", ['web-01']],
  ["name != 'web-01'", ['web-02', 'store']],
  ["name !~ 'WEB-01'", ['web-02', 'store']],
  ["name in ('web-01', 'store')", ['web-01', 'store']],
  ["name in ('WEB-01')", []],
  ["name in~ ('WEB-01')", ['web-01']],
  ["name !in ('web-01')", ['web-02', 'store']],
  ["name contains 'EB'", ['web-01', 'web-02']],
  ["name contains_cs 'EB'", []],
  ["name !contains 'web'", ['store']],
  ["name has 'web'", ['web-01', 'web-02']],
  ["name has 'we'", []],
  ["name startswith 'WEB'", ['web-01', 'web-02']],
  ["name endswith '2'", ['web-02']],
  ['size > 2 and size <= 8', ['web-02', 'store']],
  ["size < 4 or name == 'store'", ['web-01', 'store']],
  ["not(name startswith 'web')", ['store']],
  ["(size == 2 or size == 4) and name != 'web-01'", ['web-02']],
  ["size == 2 or size == 4 and name != 'web-02'", ['web-01']],
  ["tags.env =~ 'prod'", ['web-01']],
  ["tags['env'] == 'test'", ['web-02']],
  ['properties.disks[0].gb == 30', ['web-01']],
  ['array_length(properties.disks) == 0', ['web-02']],
  ['isnull(properties)', ['store']],
  ['isnotempty(tags.env)', ['web-01', 'web-02']],
  ["tolower(tags.env) == 'prod'", ['web-01']],
  ["tostring(size) == '4'", ['web-02']],
  ['todatetime(properties.at) > ago(1h)', ['web-01']],
  ["split(name, '-')[1] == '02'", ['web-02']],
  ["tags.nothing.deeper == 'x'", []],
  ["name == 'it\\'s'", []],
])('where %s', (condition, expected) => {
  expect(names(condition)).toEqual(expected);
});

test('project keeps columns, renames them and computes new ones', () => {
  const found = ask(
    "resources | take 1 | project name, environment = tags.env, tags.env, big = iff(size > 1, 'yes', 'no')",
  );

  expect(found).toEqual([{ name: 'web-01', environment: 'Prod', tags_env: 'Prod', big: 'yes' }]);
});

test('extend adds columns that later stages use', () => {
  const found = ask(
    'resources | extend env = tolower(tags.env), upper = toupper(env) | where upper == "PROD" | project name, env',
  );

  expect(found).toEqual([{ name: 'web-01', env: 'prod' }]);
});

test('project-away takes columns out', () => {
  expect(ask('resources | take 1 | project-away properties, tags, type')).toEqual([{ name: 'web-01', size: 2 }]);
});

test.each([
  [
    'count() by type',
    [
      { type: 'a/vm', count_: 2 },
      { type: 'a/account', count_: 1 },
    ],
  ],
  ['total = count()', [{ total: 3 }]],
  ['sum(size), max(size), dcount(type)', [{ sum_size: 14, max_size: 8, dcount_type: 2 }]],
  [
    'big = countif(size > 2) by kind = type',
    [
      { kind: 'a/vm', big: 1 },
      { kind: 'a/account', big: 1 },
    ],
  ],
])('summarize %s', (what, expected) => {
  expect(ask(`resources | summarize ${what}`)).toEqual(expected);
});

test.each([
  ['order by size asc', ['web-01', 'web-02', 'store']],
  ['sort by size', ['store', 'web-02', 'web-01']],
  ['order by type desc, name desc', ['web-02', 'web-01', 'store']],
  ['order by size | limit 1', ['store']],
])('%s', (stages, expected) => {
  expect(ask(`resources | ${stages} | project name`)).toEqual(expected.map((name) => ({ name })));
});

test('count and distinct', () => {
  expect(ask('resources | where size > 2 | count')).toEqual([{ Count: 2 }]);
  expect(ask('resources | distinct type')).toEqual([{ type: 'a/vm' }, { type: 'a/account' }]);
});

test('comments, line breaks and capital letters in operators change nothing', () => {
  expect(ask('resources // all of them\n| WHERE name == "store"\n| Project name')).toEqual([{ name: 'store' }]);
});

test.each([
  ['', 1, 0, '<EOF>'],
  ['resources | join (other) on name', 1, 12, 'join'],
  ['resources\n| where', 2, 7, '<EOF>'],
  ["resources | where name == 'open", 1, 26, "'"],
  ['resources | where name = 5', 1, 23, '='],
  ['resources | take many', 1, 17, 'many'],
  ['resources | where nothing(name)', 1, 25, '('],
  ['resources | summarize avg(size)', 1, 25, '('],
  ['resources | where name in ()', 1, 27, ')'],
])('the parser stops at what it does not know: %j', (query, line, characterPositionInLine, token) => {
  expect(failureOf(query)).toMatchObject({ code: 'ParserFailure', line, characterPositionInLine, token });
});

test.each(['resources | where nothing == 1', 'resources | project name | where size > 1'])(
  '%j names no such column',
  (query) => {
    expect(failureOf(query)).toMatchObject({ code: 'UnresolvedColumn' });
  },
);

test.each([
  ['parentheses', `resources | where ${'('.repeat(10_000)}`],
  ['conditions', `resources | where ${'size > 1 and '.repeat(10_000)} size > 1`],
])('endless %s are refused', (_, query) => {
  expect(failureOf(query)).toMatchObject({ code: 'ParserFailure' });
});

function failureOf(query: string): unknown {
  try {
    ask(query);
  } catch (problem) {
    return problem instanceof QueryFailure ? problem.detail : problem;
  }
  return undefined;
}
