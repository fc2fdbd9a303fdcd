import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { asEnvironment, type Orders } from './orders.ts';

/** One file: to read hundreds of them anew for each process would take longer than what is tested. */
export const buildWorker = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-storm-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const outfile = join(folder, 'worker.mjs');
  await build({
    entryPoints: ['test/kill/worker.ts'],
    ...{ outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', logLevel: 'error' },
  });
  return outfile;
};

/** `appended DR-1 intended`: what a worker wrote down, or `stale`, what another had written before it. */
export interface Wrote {
  readonly by: number;
  readonly how: string;
  readonly id: string;
  readonly kind: string;
}

export interface WorkerProcess {
  readonly number: number;
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  /** What went wrong in it by itself. */
  readonly complaints: () => string;
}

let started = 0;

export const startWorker = (file: string, orders: Orders, heard: (wrote: Wrote) => void): WorkerProcess => {
  started += 1;
  const number = started;
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...asEnvironment(orders) } });
  const complaints: string[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [how = '', id = '', kind = ''] = line.split(' ');
      if (how === 'ready') resolve();
      else heard({ by: number, how, id, kind });
    });
    child.once('exit', () => resolve());
  });
  return { number, child, ready, complaints: () => complaints.join('') };
};

export const kill = async ({ child }: WorkerProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
};
