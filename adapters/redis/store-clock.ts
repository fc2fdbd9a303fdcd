import type { StoreClock } from '../../src/ports/store.ts';
import { readInstant } from './answers.ts';
import type { RedisConnection } from './connection.ts';

interface Clocks {
  readonly now: () => Date;
}

/** Redis answers somewhere between question and answer: the middle is never further off than half of the way. */
export class RedisClock implements StoreClock {
  readonly #connection: RedisConnection;
  readonly #now: () => Date;

  constructor(connection: RedisConnection, { now }: Clocks) {
    this.#connection = connection;
    this.#now = now;
  }

  async ahead(): Promise<number> {
    const asked = this.#now().getTime();
    const there = readInstant(await this.#connection.redis.time());
    return Math.round((asked + this.#now().getTime()) / 2 - there);
  }
}
