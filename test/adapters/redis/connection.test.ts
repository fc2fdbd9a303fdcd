import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectRedis } from '../../../adapters/redis/connection.ts';
import { openRedisServer } from '../../../adapters/redis/server.ts';
import { hasRealServer } from '../../redis-servers.ts';
import { freePort, killAndWait, startServer } from './started-server.ts';

const NOW = new Date('2026-03-01T03:00:00Z');

describe('A Redis that cannot be reached at start', () => {
  it('is given up after some tries when it refuses, and the error says what to check', async () => {
    const port = await freePort();

    const connecting = connect(`redis://bot:hunter2@127.0.0.1:${port}`, { withinSeconds: 3600 });

    await expect(connecting).rejects.toThrow(
      new RegExp(
        `^Redis at redis://127.0.0.1:${port}/0 cannot be reached \\(.*ECONNREFUSED.*\\)\\. Check that.*REDIS_URL`,
      ),
    );
  });

  it('is given up when the time is over and it swallows everything', async () => {
    const port = await silentPort();

    const connecting = connect(`redis://127.0.0.1:${port}`, { withinSeconds: 0.2, answerSeconds: 3600 });

    await expect(connecting).rejects.toThrow(
      `Redis at redis://127.0.0.1:${port}/0 cannot be reached (it takes the connection but does not answer;`,
    );
  });

  it('is named when the host is unknown', async () => {
    const connecting = connect('redis://no-such-host.invalid', { withinSeconds: 0.5 });

    await expect(connecting).rejects.toThrow(/^Redis at redis:\/\/no-such-host\.invalid:6379\/0 cannot be reached/);
  });

  it.runIf(hasRealServer).each(['redis://:hunter2@', 'redis://bot:hunter2@', 'redis://'])(
    'is given up at once when it refuses the password of %s, which no error repeats',
    async (start) => {
      const port = await freePort();
      await startServer(port, '--requirepass', 'another');

      const error = await connect(`${start}127.0.0.1:${port}`, { withinSeconds: 3600 }).catch((reason) => reason);

      expect(error.message).toMatch(/refuses the name or password in REDIS_URL \((WRONGPASS|NOAUTH)/);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hunter2');
    },
  );

  it('is asked only once when it refuses the password, lest it locks the account', async () => {
    let asked = 0;
    const port = await answeringPort((command) => {
      if (command.includes('AUTH')) asked += 1;
      return '-WRONGPASS invalid username-password pair or user is disabled.\r\n';
    });

    await expect(connect(`redis://:hunter2@127.0.0.1:${port}`, {})).rejects.toThrow('refuses the name or password');

    expect(asked).toBe(1);
  });

  it('keeps a password to itself that the server repeats', async () => {
    const port = await answeringPort(
      (command) => `-ERR unknown command, with args ${command.replace(/\s+/g, ' ')}\r\n`,
    );

    const error = await connect(`redis://:hunter2@127.0.0.1:${port}`, { withinSeconds: 0.5 }).catch((reason) => reason);

    expect(error.message).toContain('(password)');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hunter2');
  });
});

describe.runIf(hasRealServer)('A Redis that is lost later', () => {
  it('fails commands at once, is reported with the time, and is used again when it is back', async () => {
    const port = await freePort();
    const server = await startServer(port);
    const noticed = vi.fn();
    const connection = await connect(`redis://127.0.0.1:${port}`, { noticed });
    expect(connection.state()).toEqual({ reachable: true });

    const waiting = connection.redis.blpop('never', 0).catch((reason) => reason);
    await killAndWait(server);

    expect(await waiting).toBeInstanceOf(Error);
    await expect(connection.redis.get('a')).rejects.toThrow("Stream isn't writeable");
    expect(connection.state()).toEqual({ reachable: false, since: NOW });
    expect(noticed.mock.calls).toEqual([['lost', expect.any(String)]]);

    await startServer(port);

    await expect.poll(() => connection.redis.ping().catch(() => 'not yet'), { timeout: 10_000 }).toBe('PONG');
    expect(connection.state()).toEqual({ reachable: true });
    expect(noticed.mock.calls.at(-1)).toEqual(['regained', `redis://127.0.0.1:${port}/0 answers again`]);
  });

  it('is found out by the heartbeat when it swallows everything', async () => {
    const port = await freePort();
    const server = await startServer(port);
    const connection = await connect(`redis://127.0.0.1:${port}`, { answerSeconds: 0.1 });

    server.kill('SIGSTOP');

    await expect.poll(() => connection.state().reachable, { timeout: 10_000 }).toBe(false);
    await expect(connection.redis.get('a')).rejects.toThrow();

    server.kill('SIGCONT');

    await expect.poll(() => connection.redis.ping().catch(() => 'not yet'), { timeout: 10_000 }).toBe('PONG');
  });

  it('never gets a command twice, because the first may have been carried out', async () => {
    const port = await freePort();
    const server = await startServer(port);
    const connection = await connect(`redis://127.0.0.1:${port}`, { answerSeconds: 0.2 });
    server.kill('SIGSTOP');

    const counting = connection.redis.incr('count');

    await expect(counting).rejects.toThrow();
    server.kill('SIGCONT');
    await expect.poll(() => connection.redis.ping().catch(() => 'not yet'), { timeout: 10_000 }).toBe('PONG');
    expect(Number(await connection.redis.get('count'))).toBeLessThanOrEqual(1);
  });
});

describe('A connection to Redis', () => {
  it('has keys that share one hash tag in a deployment', async () => {
    const connection = await connect(undefined, { deployment: 'emea-prod' });

    expect(connection.keyOf('dedupe', 'slack:Ev1')).toBe('{lifeboat:emea-prod}:dedupe:slack:Ev1');
    expect(connection.keyOf('bull')).toBe('{lifeboat:emea-prod}:bull');
  });

  it.each(['', 'a}b', 'a b', 'x'.repeat(65)])(
    'refuses the deployment name "%s", which would break the tag',
    async (deployment) => {
      await expect(connect(undefined, { deployment })).rejects.toThrow(`The deployment's name "${deployment}" is not`);
    },
  );

  it('lends its address to connections that wait longer than a command may take', async () => {
    const connection = await connect(undefined, { answerSeconds: 0.1 });
    const waiting = new Redis(connection.waitingOptions());
    onTestFinished(() => waiting.disconnect());

    expect(connection.waitingOptions()).toMatchObject({ maxRetriesPerRequest: null });
    expect(await waiting.blpop('never', 0.5)).toBeNull();
  });

  it('reports nothing when it is closed on purpose', async () => {
    const noticed = vi.fn();
    const connection = await connect(undefined, { noticed });

    await connection.close();
    await once(connection.redis, 'end');

    expect(noticed).not.toHaveBeenCalled();
  });
});

async function connect(url: string | undefined, options: Partial<Parameters<typeof connectRedis>[1]>) {
  const server = await openRedisServer({ url, dataFolder: '', allowInProcess: true, path: '' });
  onTestFinished(() => server.close());
  const defaults = { deployment: 'test', now: () => NOW, noticed: () => {} };
  const connection = await connectRedis(server, { ...defaults, ...options });
  onTestFinished(() => connection.close());
  return connection;
}

function silentPort(): Promise<number> {
  return answeringPort(() => '');
}

/** A server that gives each command the same kind of answer. */
async function answeringPort(answer: (command: string) => string): Promise<number> {
  const server = createServer((socket) => {
    socket
      .on('error', () => {})
      .on('data', (said) => {
        for (const command of said.toString('utf8').split(/^(?=\*\d)/m)) socket.write(answer(command));
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
