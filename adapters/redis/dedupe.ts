import type { Dedupe } from '../../src/ports/dedupe.ts';
import type { RedisConnection } from './connection.ts';

export class RedisDedupe implements Dedupe {
  readonly #connection: RedisConnection;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
  }

  async first(key: string, rememberSeconds: number): Promise<boolean> {
    const name = this.#connection.keyOf('dedupe', key);
    return (await this.#connection.redis.set(name, '1', 'EX', rememberSeconds, 'NX')) === 'OK';
  }
}
