import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageDocument, coverageRows } from '../rehearsal/azure/coverage.ts';

const DOCUMENT = 'docs/rehearsal-coverage.md';
const MOST_NAMED = 3;

/** Writes the coverage table from recorded traffic; gives the operations that succeeded in no test. */
export function writeCoverage(recordings: string): string[] {
  const testedBy = succeededIn(recordings);
  const rows = coverageRows();
  writeFileSync(DOCUMENT, coverageDocument(rows, testedBy));
  return rows.map(({ operation }) => operation).filter((operation) => !testedBy.has(operation));
}

/** What is wrong with the table as it stands, by the recorded traffic. */
export function checkCoverage(recordings: string): string[] {
  const expected = coverageDocument(coverageRows(), succeededIn(recordings)).split('\n');
  const lines = new Set(readFileSync(DOCUMENT, 'utf8').split('\n'));
  const missing = expected.filter((line) => !lines.has(line));
  return missing.map((line) => `${DOCUMENT} lacks the line: ${line}`);
}

/** The test files by operation, at most three of each. */
function succeededIn(folder: string): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()) {
    for (const operation of succeeded(readFileSync(join(folder, file), 'utf8'))) {
      found.set(
        operation,
        (found.get(operation) ?? new Set()).add(file.replace(/^rehearsal-azure-(.+)\.jsonl$/, '$1')),
      );
    }
  }
  return new Map([...found].map(([operation, files]) => [operation, [...files].slice(0, MOST_NAMED)]));
}

function succeeded(traffic: string): Set<string> {
  const lines = traffic.split('\n').filter((line) => line !== '');
  const pairs = lines.map((line): { operation?: string; liveResponse: { statusCode: string } } => JSON.parse(line));
  const good = pairs.filter(({ liveResponse }) => Number(liveResponse.statusCode) < 400);
  return new Set(good.map(({ operation }) => operation).filter((operation) => operation !== undefined));
}
