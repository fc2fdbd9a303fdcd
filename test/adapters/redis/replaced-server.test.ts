import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RedisConnection } from '../../../adapters/redis/connection.ts';
import { openRedisServer } from '../../../adapters/redis/server.ts';
import { WakeUpQueue } from '../../../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../../../adapters/redis/wakeups.ts';
import { journalStart, newRequest, openOne, progressed } from '../../contract/sample-change.ts';
import { connectTo, emptyFolder, hasRealServer, serverPath } from '../../redis-servers.ts';
import { freePort, killAndWait, startServer } from './started-server.ts';
import { approvalsOn, journalOn, openStore } from './stores.ts';

const FAR = 4_000_000_000_000;

describe.runIf(hasRealServer)('A Redis that was killed and started again', () => {
  it('has kept every answer, and holds nothing: neither in the process that went on, nor in the next', async () => {
    const [port, folder, file] = [await freePort(), emptyFolder(), join(emptyFolder(), 'high-water.json')];
    const start = () => startServer(port, '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always');
    const server = await start();
    const connection = await connectToPort(port);
    const store = await openStore(connection, file);
    const [approvals, journal] = [approvalsOn(store), journalOn(store)];
    const request = await openOne(approvals);
    await approvals.start(request, journalStart(request.id, ['/vm/1']));
    const appending = Array.from({ length: 50 }, (_, index) =>
      journal.append(request.id, 1 + index, [progressed('a')], FAR),
    );
    const answers = await Promise.all(appending);

    await killAndWait(server);
    await start();

    await expect.poll(() => connection.redis.ping().catch(() => 'not yet'), { timeout: 10_000 }).toBe('PONG');
    expect(answers.every(({ kind }) => kind === 'appended')).toBe(true);
    expect((await journal.read(request.id))?.version).toBe(51);
    expect(await journal.append(request.id, 51, [progressed('b')], FAR)).toMatchObject({ kind: 'appended' });
    expect(await journal.create(journalStart('other', ['/vm/1']))).toMatchObject({ kind: 'locked' });
    await store.close();
    expect((await openStore(await connectToPort(port), file)).state()).toEqual({ kind: 'sound' });
  });

  it('is an older copy when it came back with an older folder', async () => {
    const [folder, kept, file] = [emptyFolder(), emptyFolder(), join(emptyFolder(), 'high-water.json')];
    await inOneRun(folder, async (connection) => {
      const store = await openStore(connection, file);
      await openOne(approvalsOn(store));
      await store.close();
    });
    cpSync(folder, kept, { recursive: true });
    await inOneRun(folder, async (connection) => {
      const store = await openStore(connection, file);
      expect(store.state()).toEqual({ kind: 'sound' });
      await openOne(approvalsOn(store));
      await store.close();
    });
    rmSync(folder, { recursive: true });
    cpSync(kept, folder, { recursive: true });

    await inOneRun(folder, async (connection) => {
      const store = await openStore(connection, file);

      expect(store.state()).toEqual({ kind: 'behind', had: 2, has: 1 });
      expect(await approvalsOn(store).open(newRequest(), 5)).toEqual({ kind: 'held' });
    });
  });

  it('is noticed to be empty by a process that never asked it anything', async () => {
    const port = await freePort();
    const server = await startServer(port);
    const store = await openStore(await connectToPort(port));
    await openOne(approvalsOn(store));

    await killAndWait(server);
    await startServer(port);

    await expect.poll(() => store.state(), { timeout: 5000 }).toEqual({ kind: 'empty', had: 1 });
  });
});

describe.runIf(hasRealServer)('Wake-ups', () => {
  it('come also after the server was killed and started again', async () => {
    const [port, folder] = [await freePort(), emptyFolder()];
    const start = () => startServer(port, '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always');
    const first = await start();
    const store = await openStore(await connectToPort(port));
    const queue = new WakeUpQueue(store.connection, () => {});
    const wakeups = new RedisWakeups(store, queue, { sweepSeconds: 0.1, troubled: () => {} });
    const journal = journalOn(store, queue.schedule);
    const woken = new Set<string>();
    await wakeups.start('worker', async (id) => {
      woken.add(id);
    });
    await journal.create({ ...journalStart('before'), wakeInMs: 0 });
    await expect.poll(() => [...woken], { timeout: 10_000 }).toEqual(['before']);
    await journal.create({ ...journalStart('between'), wakeInMs: 300 });

    await killAndWait(first);
    await start();

    await expect.poll(() => [...woken], { timeout: 15_000 }).toEqual(['before', 'between']);
    await wakeups.stop();
    await queue.close();
  });

  it('can be stopped after the server was lost', async () => {
    const port = await freePort();
    const server = await startServer(port);
    const store = await openStore(await connectToPort(port));
    const queue = new WakeUpQueue(store.connection, () => {});
    const wakeups = new RedisWakeups(store, queue, { troubled: () => {} });
    await wakeups.start('worker', async () => {});
    await queue.add({ id: 'OP-1', version: 1, at: 0 });

    await killAndWait(server);
    await expect.poll(() => store.connection.state().reachable, { timeout: 5000 }).toBe(false);
    queue.schedule({ id: 'OP-2', version: 1, at: 0 }, 0);
    const stopping = Promise.all([wakeups.stop(), queue.close()]);

    await expect(stopping).resolves.toBeDefined();
  });
});

describe.runIf(hasRealServer)('A Redis with a replica', () => {
  it('answers after the replica has it, and says so when the replica does not', async () => {
    const [port, replicaPort] = [await freePort(), await freePort()];
    await startServer(port, '--repl-diskless-sync-delay', '0');
    const replica = await startServer(replicaPort, '--replicaof', '127.0.0.1', `${port}`);
    const store = await openStore(await connectToPort(port));
    const reader = await connectToPort(replicaPort);
    await openOne(approvalsOn(store));
    await expect.poll(() => store.connection.redis.wait(1, 1000), { timeout: 10_000 }).toBe(1);
    await store.check();
    const [approvals, journal] = [approvalsOn(store), journalOn(store)];

    const first = await journal.create(journalStart('OP-1'));
    const copied = await reader.redis.llen(store.keys.journal('OP-1'));
    replica.kill('SIGSTOP');
    const second = await approvals.update(await openOne(approvals), { approvals: [] });
    const progress = await journal.append('OP-1', 1, [progressed('a')], FAR);

    expect(first).toEqual({ kind: 'created' });
    expect(copied).toBe(1);
    expect(second).toMatchObject({ kind: 'updated', unreplicated: true });
    expect(progress).toEqual({ kind: 'appended', version: 2 });
  });
});

async function connectToPort(port: number): Promise<RedisConnection> {
  const server = await openRedisServer({
    url: `redis://127.0.0.1:${port}`,
    dataFolder: '',
    allowInProcess: false,
    path: '',
  });
  const connection = await connectTo(server);
  onTestFinished(() => connection.close());
  return connection;
}

/** From the start of the bot's own server to its end. */
async function inOneRun(dataFolder: string, use: (connection: RedisConnection) => Promise<void>): Promise<void> {
  const server = await openRedisServer({ dataFolder, allowInProcess: false, path: serverPath });
  const connection = await connectTo(server);
  try {
    await use(connection);
  } finally {
    await connection.close();
    await server.close();
  }
}
