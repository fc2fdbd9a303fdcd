import type { Redis } from 'ioredis';
import type { Written } from '../../src/ports/store-guard.ts';

// WAIT holds up everything behind it on the connection, so it is not given long.
const PATIENCE_MILLISECONDS = 500;

/** Asks a replica, where there is one, to confirm what this connection has written. */
export class Replicas {
  readonly #redis: Redis;
  #connected = 0;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Asked with every look at the store: replicas come and go. */
  async count(): Promise<void> {
    const told = await this.#redis.info('replication').catch(() => '');
    this.#connected = Number(/^connected_slaves:(\d+)/m.exec(told)?.[1] ?? 0);
  }

  /** False when there are replicas and none confirmed in time. The write stands either way. */
  async confirm(): Promise<boolean> {
    if (this.#connected === 0) return true;
    const confirmed = await this.#redis.wait(1, PATIENCE_MILLISECONDS).catch(() => 0);
    return confirmed > 0;
  }
}

export function noteOf({ unreplicated }: { readonly unreplicated: boolean }): Written {
  return unreplicated ? { unreplicated } : {};
}
