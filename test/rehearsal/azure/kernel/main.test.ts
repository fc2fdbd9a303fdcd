import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

let running: ChildProcess | undefined;
afterEach(() => running?.kill());

test('the command starts contoso, tells how to reach it, and ends when it is interrupted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-main-'));
  const process = start('--port', '0', '--scenario', 'contoso', '--speed', '60', '--folder', folder);
  const told = await welcomeOf(process);

  const health = await read(`${found(told, /at (https:\S+),/)}/_rehearsal/health`, found(told, /CA_CERTS=(\S+)/));
  process.kill('SIGINT');
  const status = await new Promise((resolve) => process.once('exit', resolve));

  expect(health).toMatchObject({ scenario: 'contoso', speed: 60 });
  expect(told).toMatch(/^ {2}operator +app .+Site Recovery Operator/m);
  expect(status).toBe(0);
});

test.each([
  [['--scenario', 'moon'], "there is no scenario 'moon'"],
  [['--speed', 'fast'], '--speed must be a number'],
])('a wrong option is refused: %j', async (options, words) => {
  const process = start(...options);
  let complaint = '';
  process.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });

  const status = await new Promise((resolve) => process.once('close', resolve));

  expect([status, complaint]).toEqual([1, expect.stringContaining(words)]);
});

function start(...options: string[]): ChildProcess {
  running = spawn('node', ['--import', 'tsx', 'rehearsal/azure/main.ts', ...options]);
  return running;
}

function welcomeOf(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    process.once('exit', () => reject(new Error(`ended too soon: ${told}`)));
    process.stderr?.on('data', (chunk) => {
      told += chunk;
    });
    process.stdout?.on('data', (chunk) => {
      told += chunk;
      if (told.includes('/_rehearsal/health')) resolve(told);
    });
  });
}

function found(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? expect.fail(`nothing like ${pattern} in: ${text}`);
}

function read(url: string, certificateFile: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    get(url, { ca: readFileSync(certificateFile) }, async (response) => {
      const chunks = await response.toArray();
      resolve(JSON.parse(Buffer.concat(chunks).toString()));
    }).on('error', reject);
  });
}
