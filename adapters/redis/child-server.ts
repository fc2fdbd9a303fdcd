import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { claimFolder } from './folder-claim.ts';
import { isListening, privateFolder, socketFolder } from './local-socket.ts';
import type { RedisServer } from './redis-server.ts';

const START_MILLISECONDS = 8000;
const STOP_MILLISECONDS = 10_000;
// Keeps a server that cannot start from being started without end.
const REST_MILLISECONDS = 1000;

/** Starts a Redis server that belongs to this process, with its data in a folder that only this user can enter. */
export async function openChildServer(program: string, dataFolder: string): Promise<RedisServer> {
  const folder = privateFolder(resolve(dataFolder));
  const sockets = socketFolder(folder);
  const socket = join(sockets, 'redis.sock');
  const release = await claimFolder(folder, join(sockets, 'bot.sock'));
  const child = new ChildServer(program, folder, socket);
  const close = async () => {
    await child.stop();
    await release();
    if (sockets !== folder) rmSync(sockets, { recursive: true, force: true });
  };
  try {
    await endOrphan(socket);
    await child.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'child',
    address: { path: socket },
    shown: socket,
    durable: true,
    describe: () => `Redis: ${basename(program)}, started by Lifeboat; its data is kept in ${folder}.`,
    close,
  };
}

/** A bot that was killed leaves its server running. The folder is claimed, so nobody else can be using that one. */
async function endOrphan(socket: string): Promise<void> {
  if (!(await isListening({ path: socket }))) return;
  const orphan = new Redis({ path: socket, retryStrategy: () => null, commandTimeout: STOP_MILLISECONDS });
  orphan.on('error', () => {});
  // The answer to SHUTDOWN is a closed connection. Every write is already in the append-only file.
  await orphan.shutdown('NOSAVE').catch(() => {});
  orphan.disconnect();
  if (!(await eventually(async () => !(await isListening({ path: socket })), STOP_MILLISECONDS)))
    throw new Error(`An earlier Redis server still runs on ${socket} and does not stop. Stop it, then start again.`);
}

/** One server process, started again when it ends by itself. */
class ChildServer {
  readonly #program: string;
  readonly #folder: string;
  readonly #socket: string;
  readonly #log: string;
  #child: ChildProcess | undefined;
  #rest: NodeJS.Timeout | undefined;
  #failure: Error | undefined;
  #stopping = false;
  readonly #endWithBot = () => void this.#child?.kill('SIGTERM');

  constructor(program: string, folder: string, socket: string) {
    this.#program = program;
    this.#folder = folder;
    this.#socket = socket;
    this.#log = join(folder, 'redis.log');
  }

  async start(): Promise<void> {
    process.once('exit', this.#endWithBot);
    const child = this.#spawn('w');
    const settled = async () =>
      hasEnded(child) || this.#failure !== undefined || (await isListening({ path: this.#socket }));
    if ((await eventually(settled, START_MILLISECONDS)) && !hasEnded(child) && !this.#failure) {
      child.once('exit', () => this.#startAgain());
      return;
    }
    throw new Error(`${this.#program} did not start: ${this.#failure?.message ?? this.#lastWords()}`);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#rest);
    process.off('exit', this.#endWithBot);
    const child = this.#child;
    if (!child?.pid || hasEnded(child)) return;
    child.ref();
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
    child.kill('SIGTERM');
    await once(child, 'exit');
    clearTimeout(kill);
  }

  #spawn(logMode: 'w' | 'a'): ChildProcess {
    const log = openSync(this.#log, logMode, 0o600);
    // Detached: Ctrl-C in a terminal goes to the whole group, and the bot still has things to write when it stops.
    // No environment: the bot's holds secrets.
    const child = spawn(this.#program, serverArguments(this.#folder, this.#socket), {
      cwd: this.#folder,
      env: {},
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    child.unref();
    child.once('error', (error) => {
      this.#failure = error;
    });
    this.#child = child;
    return child;
  }

  #startAgain(): void {
    if (this.#stopping) return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      try {
        const again = () => this.#startAgain();
        this.#spawn('a').once('exit', again).once('error', again);
      } catch {
        // The log cannot be opened: a full or vanished disk. The bot goes on reading; only its store is gone.
        this.#startAgain();
      }
    }, REST_MILLISECONDS).unref();
  }

  #lastWords(): string {
    const lines = readFileSync(this.#log, 'utf8').trim().split('\n').slice(-5);
    return `its last lines were\n${lines.join('\n')}`;
  }
}

function serverArguments(folder: string, socket: string): string[] {
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function eventually(holds: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    if (await holds()) return true;
    await pause(20);
  }
  return false;
}
