import type { Redis } from 'ioredis';
import type { RedisServer } from './redis-server.ts';
import { withoutPassword } from './server-address.ts';

// With rests of 0.1, 0.2, 0.4 and 0.8 seconds between them: enough for a server that is started beside the bot.
const TRIES = 5;
const REFUSED = /^(WRONGPASS|NOAUTH|NOPERM|ERR AUTH|ERR invalid password)/;

/** Opens the connection. What another try cannot change ends it at once, the rest after some tries or when time is up. */
export function untilReady(redis: Redis, withinSeconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let reason = 'it does not answer';
    let tries = 0;
    const settle = () => {
      clearTimeout(timer);
      redis.off('connect', onConnect).off('ready', onReady).off('close', onClose).off('error', onError);
    };
    const giveUp = () => {
      settle();
      // Whatever the socket still has to say while it closes is of no interest.
      redis.on('error', () => {});
      redis.disconnect();
      reject(new Error(reason));
    };
    const onConnect = () => {
      reason = 'it takes the connection but does not answer; it may still be loading its data';
    };
    const onReady = () => {
      settle();
      resolve();
    };
    const onError = (error: NodeJS.ErrnoException) => {
      reason = error.message || error.code || reason;
      if (REFUSED.test(reason)) giveUp();
    };
    const onClose = () => {
      tries += 1;
      if (tries >= TRIES) giveUp();
    };
    const timer = setTimeout(giveUp, withinSeconds * 1000);
    redis.on('connect', onConnect).on('ready', onReady).on('close', onClose).on('error', onError);
    redis.connect().catch(() => {});
  });
}

/** A new error on purpose: those of the client carry the command, and with it the password. */
export function tellUnreachable(server: RedisServer, error: unknown): Error {
  const reason = withoutPassword(error instanceof Error ? error.message : String(error), server.address);
  if (REFUSED.test(reason))
    return new Error(`Redis at ${server.shown} refuses the name or password in REDIS_URL (${reason}).`);
  const check =
    server.kind === 'given'
      ? 'Check that the server runs, that this machine may reach it, and that REDIS_URL is right (redis:// without TLS, rediss:// with it).'
      : 'It was started by Lifeboat itself: start Lifeboat again, and look into redis.log in the data folder.';
  return new Error(`Redis at ${server.shown} cannot be reached (${reason}). ${check}`);
}
