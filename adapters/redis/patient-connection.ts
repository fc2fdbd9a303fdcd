import { Redis, type RedisOptions } from 'ioredis';

/**
 * A connection that tries again for as long as it is wanted. Once it is not, the next failure ends it, and with it every
 * command that waits in it: a bot that stops while Redis is gone must not wait for it to come back.
 */
export function openPatiently(options: RedisOptions, isWanted: () => boolean): Redis {
  const retryStrategy = (times: number) => (isWanted() ? options.retryStrategy?.(times) : null);
  const redis = new Redis({ ...options, retryStrategy });
  // BullMQ reports them, where there is anything to report.
  redis.on('error', () => {});
  return redis;
}
