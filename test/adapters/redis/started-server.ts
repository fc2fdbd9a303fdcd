import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { findServerProgram } from '../../../adapters/redis/find-program.ts';
import { isListening } from '../../../adapters/redis/local-socket.ts';
import { emptyFolder, serverPath } from '../../redis-servers.ts';

/** A real server that somebody else runs, as REDIS_URL would name it; it ends with the test. `settings` as on its command line. */
export async function startServer(port: number, ...settings: readonly string[]): Promise<ChildProcess> {
  const program = findServerProgram(serverPath);
  if (!program) throw new Error('Ask hasRealServer first.');
  const fixed = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', emptyFolder(), '--save', ''];
  const child = spawn(program, [...fixed, ...settings], { stdio: 'ignore' });
  onTestFinished(() => killAndWait(child));
  while (!(await isListening({ port, host: '127.0.0.1' }))) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}.`);
    await pause(20);
  }
  return child;
}

export async function killAndWait(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
