import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverageDocument, coverageRows } from '../../../../rehearsal/azure/coverage.ts';
import { services } from '../../../../rehearsal/azure/services/index.ts';

const document = readFileSync('docs/rehearsal-coverage.md', 'utf8');
const rows = coverageRows();

test('the coverage table is that of the routes', () => {
  expect(document).toBe(coverageDocument(rows, testsNamedIn(document)));
});

test('every operation is tested by a test that is there', () => {
  const named = testsNamedIn(document);

  expect(rows.filter(({ operation }) => named.get(operation) === undefined)).toEqual([]);
  expect([...named.values()].flat().filter((name) => !existsSync(testFile(name)))).toEqual([]);
});

test('what is played partly says what is missing', () => {
  expect(rows.filter(({ coverage, note }) => coverage === 'partial' && note === '')).toEqual([]);
});

test('no route is there twice', () => {
  const all = services.flatMap(({ routes }) => routes).filter(({ versions }) => versions === undefined);
  const seen = all.map(({ method, path }) => `${method} ${path.toLowerCase().replaceAll(/\{\w+\}/g, '{}')}`);

  expect(seen.filter((route, at) => seen.indexOf(route) !== at)).toEqual([]);
});

function testsNamedIn(text: string): Map<string, string[]> {
  const cells = text.split('\n').map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  const named = cells.filter((row) => row.length === 7 && row[4] !== '' && row[4] !== 'Tested by' && row[4] !== '---');
  return new Map(named.map((row) => [row[1] ?? '', (row[4] ?? '').split(', ')]));
}

/** `backup-jobs` is test/rehearsal/azure/backup/jobs.test.ts; a folder's name may have dashes of its own. */
function testFile(named: string): string {
  const name = named.replace(' (refused)', '');
  const folder = services.map((service) => service.name).find((known) => name.startsWith(`${known}-`)) ?? 'kernel';
  return `test/rehearsal/azure/${folder}/${name.slice(folder.length + 1)}.test.ts`;
}
