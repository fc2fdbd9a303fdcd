import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkRedis } from '../../../adapters/redis/checks.ts';
import type { RedisConnection } from '../../../adapters/redis/connection.ts';
import { isListening } from '../../../adapters/redis/local-socket.ts';
import type { RedisServer } from '../../../adapters/redis/redis-server.ts';
import { openRedisServer } from '../../../adapters/redis/server.ts';
import { connectTo, emptyFolder, hasRealServer, serverPath } from '../../redis-servers.ts';
import { freePort, killAndWait, startServer } from './started-server.ts';

describe.runIf(hasRealServer)('The server that Lifeboat starts itself', () => {
  it('passes its own checks', async () => {
    const { server, redis } = await openAndConnect(emptyFolder());

    expect(await checkRedis(server, redis)).toEqual({ problems: [], warnings: [] });
    expect(await redis.config('GET', 'appendfsync')).toEqual(['appendfsync', 'always']);
  });

  it('still has its data when it is closed and opened again', async () => {
    const folder = join(emptyFolder(), 'a folder that is not there yet');
    const first = await openAndConnect(folder);
    await first.redis.set('decision', 'DR-1042');
    await first.server.close();

    const second = await openAndConnect(folder);

    expect(await second.redis.get('decision')).toBe('DR-1042');
  });

  it('lets nobody else into its folder', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'redis'), { mode: 0o755 });

    await openAndConnect(join(folder, 'redis'));

    expect(statSync(join(folder, 'redis')).mode & 0o777).toBe(0o700);
  });

  it('takes no folder that a link points to, which somebody else may have set', async () => {
    const folder = emptyFolder();
    symlinkSync(emptyFolder(), join(folder, 'link'));

    await expect(open(join(folder, 'link'))).rejects.toThrow(`${join(folder, 'link')} is a link or belongs to another`);
  });

  it('hears on no network port', async () => {
    const { redis } = await openAndConnect(emptyFolder());

    expect(await redis.config('GET', 'port')).toEqual(['port', '0']);
  });

  it('is started without the environment, where the secrets are', async () => {
    const folder = emptyFolder();

    await expect(open(folder, pathOfScript('env > seen\nexit 1'))).rejects.toThrow('did not start');

    expect(process.env).toHaveProperty('VITEST');
    expect(readFileSync(join(folder, 'seen'), 'utf8')).not.toContain('VITEST');
  });

  it('is in a group of its own, so that Ctrl-C in a terminal leaves it to the bot', async () => {
    const { redis } = await openAndConnect(emptyFolder());
    const group = -(await processOf(redis));

    expect(() => process.kill(group, 0)).not.toThrow();
  });

  it('ends with a bot that ends without closing it', async () => {
    const folder = emptyFolder();
    const script = `
      const { openRedisServer } = await import('./adapters/redis/server.ts');
      const path = ${JSON.stringify(serverPath)};
      await openRedisServer({ dataFolder: ${JSON.stringify(folder)}, allowInProcess: false, path });
      process.exit(3);`;
    const bot = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: 'inherit' });

    expect(await once(bot, 'exit')).toEqual([3, null]);

    await expect.poll(() => isListening({ path: join(folder, 'redis.sock') })).toBe(false);
  });

  it('is refused to a second Lifeboat, with the process that has it, until the first one stops', async () => {
    const folder = emptyFolder();
    const first = await openAndConnect(folder);
    await first.redis.set('decision', 'DR-1042');

    await expect(open(folder)).rejects.toThrow(
      new RegExp(`${folder} is in use by another Lifeboat \\(process ${process.pid} on .*\\)\\. Stop that one`),
    );
    expect(await first.redis.get('decision')).toBe('DR-1042');
    await first.server.close();
    await expect(open(folder)).resolves.toMatchObject({ kind: 'child' });
  });

  it('goes to one of several Lifeboats that find the remains of a killed one at the same time', async () => {
    const folder = emptyFolder();
    await leaveRemains(join(folder, 'bot.sock'));

    const outcomes = await Promise.allSettled([open(folder), open(folder), open(folder)]);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('takes over from a Lifeboat that was killed and left its server running', async () => {
    const folder = emptyFolder();
    await leaveRemains(join(folder, 'bot.sock'));
    const socket = join(folder, 'redis.sock');
    const orphan = await startServer(await freePort(), '--unixsocket', socket, '--dir', folder, '--appendonly', 'yes');
    const before = await connectTo({ ...(await standIn()), address: { path: socket } });
    await before.redis.set('decision', 'DR-1042');
    await before.close();

    const { redis } = await openAndConnect(folder);

    expect(await redis.get('decision')).toBe('DR-1042');
    expect(await processOf(redis)).not.toBe(orphan.pid);
    expect(orphan.exitCode).toBe(0);
  });

  it('is started again when it dies, with its data', async () => {
    const { redis } = await openAndConnect(emptyFolder());
    await redis.set('decision', 'DR-1042');

    process.kill(await processOf(redis), 'SIGKILL');

    await once(redis, 'close');
    await expect(redis.get('decision')).rejects.toThrow();
    await expect.poll(() => redis.get('decision').catch(() => 'not yet'), { timeout: 10_000 }).toBe('DR-1042');
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const folder = join(emptyFolder(), 'far'.repeat(40));
    const { redis } = await openAndConnect(folder);

    expect(await redis.ping()).toBe('PONG');
    await expect(open(folder)).rejects.toThrow('in use by another Lifeboat');
  });

  it('is not there when it cannot start, and the error has its last words', async () => {
    const folder = emptyFolder();
    const path = pathOfScript('echo Bad file format reading the append only file\nexit 1');

    await expect(open(folder, path)).rejects.toThrow(/did not start: .*\nBad file format reading the append only/);
    await expect(open(folder)).resolves.toMatchObject({ kind: 'child' });
  });
});

async function open(dataFolder: string, path = serverPath): Promise<RedisServer> {
  const server = await openRedisServer({ dataFolder, allowInProcess: false, path });
  onTestFinished(() => server.close());
  return server;
}

async function openAndConnect(folder: string): Promise<{ server: RedisServer; redis: RedisConnection['redis'] }> {
  const server = await open(folder);
  const connection = await connectTo(server);
  onTestFinished(() => connection.close());
  return { server, redis: connection.redis };
}

async function standIn(): Promise<RedisServer> {
  const server = await openRedisServer({ dataFolder: '', allowInProcess: true, path: '' });
  onTestFinished(() => server.close());
  return server;
}

async function processOf(redis: RedisConnection['redis']): Promise<number> {
  return Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);
}

/** A PATH whose only redis-server is a shell script. */
function pathOfScript(script: string): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'redis-server'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return folder;
}

/** What a process that is killed while it listens leaves behind: a socket's file that nobody answers on. */
async function leaveRemains(socket: string): Promise<void> {
  const listen = `require('node:net').createServer().listen(${JSON.stringify(socket)}, () => console.log('listening'))`;
  const listener = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(listener.stdout, 'data');
  await killAndWait(listener);
}
