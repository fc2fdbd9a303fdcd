import { describe, expect, it, onTestFinished } from 'vitest';
import { checkRedis } from '../../../adapters/redis/checks.ts';
import { connectRedis } from '../../../adapters/redis/connection.ts';
import { openRedisServer } from '../../../adapters/redis/server.ts';
import { hasRealServer } from '../../redis-servers.ts';
import { freePort, startServer } from './started-server.ts';

const SOUND = {
  redis_version: '7.0.15',
  redis_mode: 'standalone',
  role: 'master',
  maxmemory_policy: 'noeviction',
  aof_enabled: '1',
};

describe('The checks of a Redis at start', () => {
  it('find nothing on a sound server', async () => {
    expect(await findings({})).toEqual({ problems: [], warnings: [] });
  });

  it.each([
    [{ maxmemory_policy: 'allkeys-lru' }, 'the eviction policy "allkeys-lru"', 'Set maxmemory-policy to noeviction'],
    [{ redis_version: '6.0.16' }, 'version 6.0.16', 'needs 6.2 or later'],
    [{ redis_version: '5.0.14' }, 'version 5.0.14', 'needs 6.2 or later'],
    [{ redis_mode: 'cluster' }, 'a node of a cluster', 'one address for everything'],
    [{ role: 'slave' }, 'a replica', 'Set REDIS_URL to its primary'],
  ])('refuse %o', async (difference, fault, remedy) => {
    const { problems, warnings } = await findings(difference);

    expect(problems).toEqual([expect.stringMatching(new RegExp(`^Redis at redis://cache.*${fault}.*${remedy}`))]);
    expect(warnings).toEqual([]);
  });

  it.each([{ redis_version: '6.2.0' }, { redis_version: '10.0.1' }])('take %o', async (difference) => {
    expect(await findings(difference)).toEqual({ problems: [], warnings: [] });
  });

  it.each([
    [{ aof_enabled: '0' }, 'keeps no append-only file'],
    [{ aof_enabled: undefined }, 'keeps no append-only file'],
    [{ maxmemory_policy: undefined }, 'does not say what its eviction policy is'],
  ])('warn of %o', async (difference, fault) => {
    const { problems, warnings } = await findings(difference);

    expect(problems).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(fault)]);
  });

  it('name everything that is wrong at once', async () => {
    const { problems, warnings } = await findings({
      redis_version: '5.0.0',
      maxmemory_policy: 'volatile-ttl',
      aof_enabled: '0',
    });

    expect(problems).toHaveLength(2);
    expect(warnings).toHaveLength(1);
  });

  it('refuse a server that forbids INFO, and say what to allow', async () => {
    const server = await openRedisServer({ url: 'redis://cache', dataFolder: '', allowInProcess: false, path: '' });
    const info = () => Promise.reject(new Error("NOPERM this user has no permissions to run the 'info' command"));

    const { problems } = await checkRedis(server, { info });

    expect(problems).toEqual([expect.stringMatching(/NOPERM.*Allow it: \+info/)]);
  });

  it('ask nothing of the stand-in but say that it keeps nothing', async () => {
    const server = await openRedisServer({ dataFolder: '', allowInProcess: true, path: '' });
    onTestFinished(() => server.close());

    const { problems, warnings } = await checkRedis(server, { info: async () => 'maxmemory_policy:allkeys-lru' });

    expect(problems).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('keeps nothing')]);
  });

  it.runIf(hasRealServer)('read all of it from a real server, without CONFIG', async () => {
    const port = await freePort();
    await startServer(
      port,
      ...['--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no', '--rename-command', 'CONFIG', ''],
    );
    const url = `redis://127.0.0.1:${port}`;
    const server = await openRedisServer({ url, dataFolder: '', allowInProcess: false, path: '' });
    const connection = await connectRedis(server, { deployment: 'test', now: () => new Date(), noticed: () => {} });
    onTestFinished(() => connection.close());

    const { problems, warnings } = await checkRedis(server, connection.redis);

    expect(problems).toEqual([expect.stringContaining('"allkeys-lru"')]);
    expect(warnings).toEqual([expect.stringContaining('append-only')]);
  });
});

async function findings(difference: Readonly<Record<string, string | undefined>>) {
  const server = await openRedisServer({ url: 'redis://cache', dataFolder: '', allowInProcess: false, path: '' });
  const fields = Object.entries({ ...SOUND, ...difference }).filter(([, value]) => value !== undefined);
  const text = `# Server\r\n${fields.map(([name, value]) => `${name}:${value}\r\n`).join('')}`;
  return checkRedis(server, { info: async () => text });
}
