import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, onTestFinished } from 'vitest';
import { connectRedis, type RedisConnection } from '../adapters/redis/connection.ts';
import { findServerProgram } from '../adapters/redis/find-program.ts';
import type { RedisServer } from '../adapters/redis/redis-server.ts';
import { openRedisServer } from '../adapters/redis/server.ts';

/** The PATH on which the tests look for a real server. */
export const serverPath = process.env.PATH ?? '';

/** Whether this machine has a real server; `test/setup/real-redis.ts` says so once when it has none. */
export const hasRealServer = findServerProgram(serverPath) !== undefined;

/**
 * Runs a suite on each server there is: the stand-in always, a real one where it is installed. A server is started
 * once for the suite and empty at the start of each test; `connect` opens as many connections as a test wants.
 */
export function describeOnEachRedis(name: string, suite: (connect: () => Promise<RedisConnection>) => void): void {
  describe(`${name}, on the stand-in`, () => suite(serverFor('')));
  describe.runIf(hasRealServer)(`${name}, on a real server`, () => suite(serverFor(serverPath)));
}

/** The same on one of them, a real one where there is one: for suites that take long and are not about Redis. */
export function describeOnRedis(name: string, suite: (connect: () => Promise<RedisConnection>) => void): void {
  describe(name, () => suite(serverFor(hasRealServer ? serverPath : '')));
}

function serverFor(path: string): () => Promise<RedisConnection> {
  const open: RedisConnection[] = [];
  let server: RedisServer;
  let folder: string;
  const connect = async () => {
    const connection = await connectTo(server);
    open.push(connection);
    return connection;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lifeboat-redis-'));
    server = await openRedisServer({ dataFolder: folder, allowInProcess: path === '', path });
  });
  beforeEach(async () => {
    const connection = await connect();
    await connection.redis.flushall();
    return () => Promise.all(open.splice(0).map((each) => each.close()));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return connect;
}

/** A connection as the tests want it: patient with nothing, silent about everything. */
export function connectTo(server: RedisServer): Promise<RedisConnection> {
  return connectRedis(server, {
    deployment: 'test',
    now: () => new Date(),
    noticed: () => {},
    withinSeconds: 5,
    answerSeconds: 30,
  });
}

/** An empty folder that goes with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-redis-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
