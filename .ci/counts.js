// Prints what a run of the tests came to; fails if any test failed, a file could not be run, or there was no test.
import { existsSync, readFileSync } from 'node:fs';

const [file = ''] = process.argv.slice(2);
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] };
const { numPassedTests: passed = 0, numFailedTests = 0, testResults } = results;
const broken = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const failed = numFailedTests + broken.length;

process.stdout.write(`${passed} passed, ${failed} failed\n`);
if (failed > 0 || passed === 0) process.exitCode = 1;
