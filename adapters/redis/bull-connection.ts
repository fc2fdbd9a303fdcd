import { setTimeout as pause } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';

const GRACE_MILLISECONDS = 2000;

/** A connection for BullMQ, and those that BullMQ makes after it, so that all of them can be ended. */
export class BullConnection {
  readonly redis: Redis;
  readonly #all: Redis[];

  constructor(options: RedisOptions) {
    this.redis = new Redis(options);
    this.#all = [this.redis];
    // BullMQ reports what goes wrong with them; without a listener it would end the process.
    this.redis.on('error', () => {});
    const duplicate = this.redis.duplicate.bind(this.redis);
    this.redis.duplicate = (override) => {
      const copy = duplicate(override);
      this.#all.push(copy);
      return copy;
    };
  }

  /**
   * Lets BullMQ say good-bye, but not for long: while Redis is gone its `close` waits for a connection that it has
   * itself kept from coming back.
   */
  async endAfter(goodBye: Promise<unknown>): Promise<void> {
    await Promise.race([goodBye.catch(() => {}), pause(GRACE_MILLISECONDS, undefined, { ref: false })]);
    for (const redis of this.#all) redis.disconnect();
  }
}
