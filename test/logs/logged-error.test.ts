import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Writable } from 'node:stream';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { loggedError } from '../../src/logs/logged-error.ts';

const startLog = () => {
  const lines: string[] = [];
  const into = new Writable({
    write: (line, _encoding, done) => {
      lines.push(String(line));
      done();
    },
  });
  return { lines, log: pino({ serializers: { err: loggedError } }, into) };
};

/** A server that refuses whatever it is told. */
const startRefusing = async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (said) => {
      for (const _ of said.toString().matchAll(/^\*\d+/gmu)) socket.write('-OOM command not allowed\r\n');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

test('the password of Redis is not in the log, whatever is refused there', async () => {
  const { lines, log } = startLog();
  const redis = new Redis({
    host: '127.0.0.1',
    port: await startRefusing(),
    password: 'not-for-the-log',
    retryStrategy: () => null,
  });
  onTestFinished(() => redis.disconnect());

  const [error] = (await once(redis, 'error').catch((thrown: unknown) => [thrown])) as [unknown];
  log.warn({ err: error }, 'the queue');

  expect(JSON.stringify(error)).toContain('not-for-the-log');
  expect(lines.join()).toContain('OOM command not allowed');
  expect(lines.join()).not.toContain('not-for-the-log');
});

test('what an error rests on is told, without what it carries', () => {
  const { lines, log } = startLog();
  const cause = Object.assign(new Error('socket hang up'), {
    code: 'ECONNRESET',
    headers: { authorization: 'Bearer x' },
  });

  log.error({ err: new Error('Azure could not be reached', { cause }) }, 'x');

  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    err: { message: 'Azure could not be reached', cause: { message: 'socket hang up', code: 'ECONNRESET' } },
  });
  expect(lines.join()).not.toContain('Bearer');
});
