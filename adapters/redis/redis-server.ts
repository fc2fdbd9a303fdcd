import type { RedisOptions } from 'ioredis';

export interface RedisServer {
  readonly kind: 'given' | 'child' | 'in-process';
  readonly address: RedisOptions;
  /** Where it is, for messages: never a password. */
  readonly shown: string;
  /** Whether it is meant to keep what it holds when it is started again; of a given one, `checkRedis` tells more. */
  readonly durable: boolean;
  /** One line for the log or the terminal. */
  describe(): string;
  close(): Promise<void>;
}
