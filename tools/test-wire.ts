import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCoverage } from './rehearsal-coverage.ts';

// Records the traffic of the rehearsal's tests, has Microsoft's own specs judge it, and writes the coverage table.

const CHECKER = '../shared/bin/wire-check';
const FEWEST_OPERATIONS = 120;

const { values } = parseArgs({ options: { 'coverage-only': { type: 'boolean', default: false } } });
const recordings = mkdtempSync(join(tmpdir(), 'rehearsal-wire-'));
try {
  process.exitCode = recordTests() && (values['coverage-only'] || judged()) && covered() ? 0 : 1;
} finally {
  rmSync(recordings, { recursive: true, force: true });
}

function recordTests(): boolean {
  const env = { ...process.env, WIRE_RECORD: recordings };
  const { status } = spawnSync('npx', ['vitest', 'run', 'test/rehearsal/azure'], { env, stdio: 'inherit' });
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
  const untested = writeCoverage(recordings);
  for (const operation of untested) say(`No test drives ${operation}.`);
  return untested.length === 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
