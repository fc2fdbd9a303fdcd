import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCoverage, writeCoverage } from './rehearsal-coverage.ts';

// Records the traffic of the rehearsal's tests, has Microsoft's own specs judge it, and compares the coverage table with
// it. With --write-coverage it does not judge, and writes the table.

const CHECKER = '../shared/bin/wire-check';
const FEWEST_OPERATIONS = 120;

const { values } = parseArgs({ options: { 'write-coverage': { type: 'boolean', default: false } } });
const recordings = mkdtempSync(join(tmpdir(), 'rehearsal-wire-'));
try {
  const isGood = recordTests() && (values['write-coverage'] ? written() : judged() && covered());
  process.exitCode = isGood ? 0 : 1;
} finally {
  rmSync(recordings, { recursive: true, force: true });
}

function recordTests(): boolean {
  const env = { ...process.env, WIRE_RECORD: recordings };
  // Two tests compare the table with the routes and the tests: here the table is still to be made.
  const ofTheTable = ['the coverage table is that of the routes', 'every operation is tested by a test'];
  const tests = ['test/rehearsal/azure', '-t', `^(?!${ofTheTable.join('|')})`];
  const { status } = spawnSync('npx', ['vitest', 'run', ...tests], { env, stdio: 'inherit' });
  return status === 0;
}

function judged(): boolean {
  if (!existsSync(CHECKER)) {
    say(`${CHECKER} is not here: the traffic is not judged by the specs.`);
    return true;
  }
  const { status, stdout } = spawnSync(CHECKER, [recordings], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  say(stdout);
  const operations = Number(/^(\d+) operations seen/m.exec(stdout)?.[1] ?? 0);
  if (operations < FEWEST_OPERATIONS) say(`Only ${operations} operations, ${FEWEST_OPERATIONS} are asked for.`);
  return status === 0 && operations >= FEWEST_OPERATIONS;
}

function covered(): boolean {
  const complaints = checkCoverage(recordings);
  for (const complaint of complaints) say(complaint);
  return complaints.length === 0;
}

function written(): boolean {
  for (const operation of writeCoverage(recordings)) say(`No test drives ${operation}.`);
  return true;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
