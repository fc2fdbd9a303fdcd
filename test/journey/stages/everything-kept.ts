import { Writable } from 'node:stream';
import { pino } from 'pino';
import { onTestFinished, vi } from 'vitest';
import type { RedisConnection } from '../../../adapters/redis/connection.ts';
import { renderPlain } from '../../../src/messages/plain.ts';
import type { Bench } from '../../harness/bench.ts';
import type { Name, Stage } from './stage.ts';

/** All of Redis: journals, requests, audit entries, wake-ups, whatever else is there. */
export const allOf = async ({ redis }: RedisConnection): Promise<string> => {
  const keys = await redis.keys('*');
  const values = await Promise.all(
    keys.map(async (key) => {
      switch (await redis.type(key)) {
        case 'hash':
          return redis.hgetall(key);
        case 'list':
          return redis.lrange(key, 0, -1);
        case 'set':
          return redis.smembers(key);
        case 'zset':
          return redis.zrange(key, 0, '-1');
        case 'stream':
          return redis.xrange(key, '-', '+');
        default:
          return redis.get(key);
      }
    }),
  );
  return JSON.stringify([keys, values]);
};

const everybody: readonly Name[] = ['ana', 'cleo', 'rob', 'dan'];

/** Every card before anybody's eyes, in the channels and alone. */
export const cardsOn = (stages: readonly Stage[]): string =>
  JSON.stringify(
    stages.flatMap((stage) =>
      everybody.flatMap((who) => [...stage.sees(who, 'dr'), ...stage.sees(who, 'approvals'), ...stage.seesAlone(who)]),
    ),
  );

/** As an auditor exports it. */
export const auditOf = async ({ audit }: Bench): Promise<string> => renderPlain(await audit.page(1, true));

/** What the process writes from now on, by itself or by the log that is returned: the bot's own, at its most talkative. */
export const startListening = () => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  }
  onTestFinished(() => void vi.restoreAllMocks());
  const paper = new Writable({
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  return { log: pino({ level: 'trace' }, paper), written: () => written.join('') };
};
