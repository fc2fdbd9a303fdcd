import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageDocument, coverageRows } from '../rehearsal/azure/coverage.ts';

const DOCUMENT = 'docs/rehearsal-coverage.md';
const MOST_NAMED = 3;

/** Writes the coverage table from recorded traffic; gives the operations that no test drives. */
export function writeCoverage(recordings: string): string[] {
  const testedBy = provenIn(recordings);
  const rows = coverageRows();
  writeFileSync(DOCUMENT, coverageDocument(rows, testedBy));
  return rows.map(({ operation }) => operation).filter((operation) => !testedBy.has(operation));
}

/** What is wrong with the table as it stands, by the recorded traffic. */
export function checkCoverage(recordings: string): string[] {
  const expected = coverageDocument(coverageRows(), provenIn(recordings)).split('\n');
  const lines = new Set(readFileSync(DOCUMENT, 'utf8').split('\n'));
  const missing = expected.filter((line) => !lines.has(line));
  return missing.map((line) => `${DOCUMENT} lacks the line: ${line}`);
}

/**
 * The test files by operation, at most three of each; for what is always refused, those in which it was refused. Calls
 * that no spec knows are recorded apart, and prove as much.
 */
function provenIn(recordings: string): Map<string, string[]> {
  const apart = join(recordings, 'faults');
  const refused = testsBy(apart, (status) => status >= 400 && status < 500);
  return new Map([
    ...[...refused].map(([operation, tests]) => [operation, tests.map((test) => `${test} (refused)`)] as const),
    ...testsBy(apart, (status) => status < 400),
    ...testsBy(recordings, (status) => status < 400),
  ]);
}

function testsBy(folder: string, counts: (status: number) => boolean): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of recordingsIn(folder)) {
    const test = file.replace(/^rehearsal-azure-(.+?)(\.faults)?\.jsonl$/, '$1');
    for (const operation of operationsIn(readFileSync(join(folder, file), 'utf8'), counts)) {
      const tests = found.get(operation) ?? [];
      found.set(operation, tests.length < MOST_NAMED ? [...tests, test] : tests);
    }
  }
  return found;
}

/** Wild calls prove nothing about the operation that they happen to hit; the comparison with recordings may be missing. */
function recordingsIn(folder: string): string[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.filter((name) => name.endsWith('.jsonl') && !/kernel-fuzz|azure-recordings-/.test(name));
}

function operationsIn(traffic: string, counts: (status: number) => boolean): Set<string> {
  const lines = traffic.split('\n').filter((line) => line !== '');
  const pairs = lines.map((line): { operation?: string; liveResponse: { statusCode: string } } => JSON.parse(line));
  const counted = pairs.filter(({ liveResponse }) => counts(Number(liveResponse.statusCode)));
  return new Set(counted.map(({ operation }) => operation).filter((operation) => operation !== undefined));
}
