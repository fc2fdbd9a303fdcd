import { Redis, type RedisOptions } from 'ioredis';
import type { StoreHealth } from '../../src/ports/store.ts';
import { tellUnreachable, untilReady } from './first-contact.ts';
import type { RedisServer } from './redis-server.ts';
import { withoutPassword } from './server-address.ts';

interface RedisConnectionOptions {
  /** Tells deployments apart that share a server. */
  readonly deployment: string;
  readonly now: () => Date;
  /** Hears of a lost connection, with the reason, and of its return. */
  readonly noticed: (event: 'lost' | 'regained', reason: string) => void;
  /** How long to try at start; the default leaves time to say so within ten seconds. */
  readonly withinSeconds?: number;
  /** How long one command may take, and a silent server be believed in. */
  readonly answerSeconds?: number;
}

const CLOSED = 'the connection was closed';
const LONGEST_REST_MILLISECONDS = 2000;

/** One connection for the whole bot, or an error that says what to check. */
export async function connectRedis(server: RedisServer, options: RedisConnectionOptions): Promise<RedisConnection> {
  if (!/^[\w.-]{1,64}$/.test(options.deployment))
    throw new Error(`The deployment's name "${options.deployment}" is not 1 to 64 letters, digits, ".", "-" or "_".`);
  const withinSeconds = options.withinSeconds ?? 8;
  const redis = new Redis(failFast(server.address, withinSeconds, options.answerSeconds ?? 5));
  try {
    await untilReady(redis, withinSeconds);
  } catch (error) {
    throw tellUnreachable(server, error);
  }
  return new RedisConnection(server, redis, options);
}

export class RedisConnection implements StoreHealth {
  readonly redis: Redis;
  readonly #address: RedisOptions;
  readonly #tag: string;
  readonly #heartbeat: NodeJS.Timeout;
  #lostSince: Date | undefined;
  #lastError = CLOSED;

  constructor(server: RedisServer, redis: Redis, options: RedisConnectionOptions) {
    this.redis = redis;
    this.#address = server.address;
    this.#tag = `{lifeboat:${options.deployment}}`;
    redis.on('error', (error) => {
      this.#lastError = withoutPassword(error.message, server.address);
    });
    redis.on('close', () => {
      if (this.#lostSince) return;
      this.#lostSince = options.now();
      options.noticed('lost', this.#lastError);
    });
    redis.on('ready', () => {
      this.#lostSince = undefined;
      this.#lastError = CLOSED;
      options.noticed('regained', `${server.shown} answers again`);
    });
    // A network that swallows everything closes no connection: only an unanswered question shows it.
    this.#heartbeat = setInterval(() => redis.ping().catch(() => {}), 1000 * (options.answerSeconds ?? 5));
    this.#heartbeat.unref();
  }

  state(): ReturnType<StoreHealth['state']> {
    return this.#lostSince ? { reachable: false, since: this.#lostSince } : { reachable: true };
  }

  /** A key of this deployment. All share one hash tag, so that one script may touch any of them. */
  keyOf(...parts: readonly string[]): string {
    return [this.#tag, ...parts].join(':');
  }

  /** Options for connections of their own that wait inside Redis (BullMQ's workers): these are never in a hurry. */
  waitingOptions(): RedisOptions {
    return { ...this.#address, maxRetriesPerRequest: null, retryStrategy: rest };
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    this.redis.removeAllListeners('close');
    this.redis.disconnect();
  }
}

/**
 * A command whose connection is lost is refused at once and never sent a second time by itself: whoever sent it must
 * know that the outcome is unknown, and a "set if absent" that is repeated answers wrongly.
 */
function failFast(address: RedisOptions, withinSeconds: number, answerSeconds: number): RedisOptions {
  return {
    ...address,
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1000 * Math.min(withinSeconds, answerSeconds),
    commandTimeout: 1000 * answerSeconds,
    socketTimeout: 1000 * answerSeconds,
    disconnectTimeout: 500,
    retryStrategy: rest,
  };
}

function rest(attempts: number): number {
  return Math.min(LONGEST_REST_MILLISECONDS, 50 * 2 ** Math.min(attempts, 10));
}
