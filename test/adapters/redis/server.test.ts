import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findServerProgram } from '../../../adapters/redis/find-program.ts';
import type { RedisServer } from '../../../adapters/redis/redis-server.ts';
import { openRedisServer } from '../../../adapters/redis/server.ts';
import { connectTo, emptyFolder, hasRealServer, serverPath } from '../../redis-servers.ts';

describe('The ladder of servers', () => {
  it('takes the server of REDIS_URL before any other, and never shows its password', async () => {
    const url = 'rediss://bot:hunter2@cache.example:6380/1';

    const server = await open({ url, path: serverPath });

    expect(server).toMatchObject({ kind: 'given', durable: true });
    expect(server.describe()).toBe('Redis: rediss://cache.example:6380/1, from REDIS_URL.');
  });

  it.runIf(hasRealServer)('starts a server of its own without REDIS_URL, even where a stand-in would do', async () => {
    const dataFolder = emptyFolder();

    const server = await open({ dataFolder, path: serverPath, allowInProcess: true });

    expect(server).toMatchObject({ kind: 'child', durable: true });
    expect(server.describe()).toMatch(/^Redis: (redis|valkey)-server, started by Lifeboat; its data is kept in \//);
    expect(server.describe()).toContain(dataFolder);
  });

  it('stands in for a server where there is none and forgetting is allowed, and says that it forgets', async () => {
    const server = await open({ path: '', allowInProcess: true });
    const connection = await connectTo(server);
    onTestFinished(() => connection.close());

    expect(server).toMatchObject({ kind: 'in-process', durable: false });
    expect(server.describe()).toContain('keeps nothing');
    expect(await connection.redis.ping()).toBe('PONG');
  });

  it('never stands in where forgetting is not allowed, and says what to do instead', async () => {
    const opening = open({ path: '', allowInProcess: false });

    await expect(opening).rejects.toThrow(/REDIS_URL is not set.*on the PATH.*Set REDIS_URL, or install one/);
  });

  it('refuses a wrong REDIS_URL rather than stepping down', async () => {
    const opening = open({ url: 'localhost:6379', path: serverPath, allowInProcess: true });

    await expect(opening).rejects.toThrow('REDIS_URL is not an address of a Redis server');
  });
});

describe('The search for a server program', () => {
  it('finds valkey-server where there is no redis-server', () => {
    const [first, second] = [emptyFolder(), emptyFolder()];
    program(join(second, 'valkey-server'));

    expect(findServerProgram(`${first}:${second}`)).toBe(join(second, 'valkey-server'));
  });

  it('prefers redis-server, wherever it stands, and follows links', () => {
    const [first, second] = [emptyFolder(), emptyFolder()];
    program(join(first, 'valkey-server'));
    program(join(second, 'the-real-one'));
    symlinkSync(join(second, 'the-real-one'), join(second, 'redis-server'));

    expect(findServerProgram(`${first}:${second}`)).toBe(join(second, 'redis-server'));
  });

  it('passes over what cannot be run, folders, and relative entries', () => {
    const [first, second, third] = [emptyFolder(), emptyFolder(), emptyFolder()];
    writeFileSync(join(first, 'redis-server'), '', { mode: 0o644 });
    mkdirSync(join(second, 'redis-server'));
    program(join(third, 'redis-server'));

    expect(findServerProgram(`${first}:${second}::${relative('.', third)}`)).toBeUndefined();
    expect(findServerProgram(third)).toBeDefined();
  });
});

async function open(options: Partial<Parameters<typeof openRedisServer>[0]>): Promise<RedisServer> {
  const server = await openRedisServer({ dataFolder: emptyFolder(), allowInProcess: false, path: '', ...options });
  onTestFinished(() => server.close());
  return server;
}

function program(file: string): void {
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
}
