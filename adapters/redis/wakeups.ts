import type { Worker } from 'bullmq';
import type { Wakeups } from '../../src/ports/wakeups.ts';
import { readInstant } from './answers.ts';
import { BullConnection } from './bull-connection.ts';
import { byClock } from './by-clock.ts';
import { dueWakeUps } from './due.ts';
import type { GuardedStore } from './guarded-store.ts';
import { queueName, type WakeUp, type WakeUpQueue } from './wake-up-queue.ts';

interface RedisWakeupsOptions {
  /** How many handlers run at the same time in this process. */
  readonly atOnce?: number;
  readonly sweepSeconds?: number;
  readonly troubled: (what: string, error: unknown) => void;
}

interface Running {
  readonly worker: Worker<WakeUp>;
  readonly bull: BullConnection;
  readonly sweeping: NodeJS.Timeout;
}

// A worker that is gone for this long lost its job to another; harmless, because the journal decides.
const LEASE_MILLISECONDS = 15_000;
// Beyond this one sweep would keep everything else waiting; the next one is near.
const MOST_IN_A_SWEEP = 500;

/** BullMQ decides which worker runs what, and when; the due times decide what is owed. */
export class RedisWakeups implements Wakeups {
  readonly #store: GuardedStore;
  readonly #queue: WakeUpQueue;
  readonly #options: RedisWakeupsOptions;
  readonly #handling = new Set<Promise<void>>();
  #running: Running | undefined;

  constructor(store: GuardedStore, queue: WakeUpQueue, options: RedisWakeupsOptions) {
    this.#store = store;
    this.#queue = queue;
    this.#options = options;
  }

  async start(handler: (id: string, version: number) => Promise<void>): Promise<void> {
    if (this.#running) throw new Error('The wake-ups have started already.');
    const { Worker } = await import('bullmq');
    const { connection } = this.#store;
    const bull = new BullConnection(connection.waitingOptions());
    const handled = ({ data }: { readonly data: WakeUp }) => this.#follow(handler(data.id, data.version));
    const worker = new Worker<WakeUp>(queueName, handled, {
      connection: bull.redis,
      prefix: connection.keyOf('bull'),
      concurrency: this.#options.atOnce ?? 8,
      lockDuration: LEASE_MILLISECONDS,
      stalledInterval: LEASE_MILLISECONDS,
    });
    worker.on('error', (error) => this.#options.troubled('the worker of wake-ups', error));
    worker.on('failed', (job, error) => this.#options.troubled(`the wake-up of ${job?.data.id}`, error));
    const sweep = () => void this.#sweep().catch((error) => this.#options.troubled('the sweep of due times', error));
    this.#running = { worker, bull, sweeping: setInterval(sweep, 1000 * (this.#options.sweepSeconds ?? 5)) };
    sweep();
  }

  async lag(): Promise<number> {
    const [longest] = await byClock(this.#store, this.#store.keys.due, 'past');
    if (!longest) return 0;
    return Math.max(0, readInstant(await this.#store.connection.redis.time()) - longest.at);
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    clearInterval(running.sweeping);
    const closing = running.worker.close();
    await Promise.allSettled(this.#handling);
    await running.bull.endAfter(closing);
  }

  #follow(handling: Promise<void>): Promise<void> {
    this.#handling.add(handling);
    return handling.finally(() => this.#handling.delete(handling));
  }

  /** Every worker does it; a job that is there already is not added twice. */
  async #sweep(): Promise<void> {
    for (const wakeUp of await dueWakeUps(this.#store, MOST_IN_A_SWEEP)) await this.#queue.add(wakeUp);
  }
}
