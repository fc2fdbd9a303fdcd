import type { Worker } from 'bullmq';
import type { Duty, Wakeups } from '../../src/ports/wakeups.ts';
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
  /** A process that is silent for so long lost what it was doing to another; harmless, because the journal decides. */
  readonly leaseSeconds?: number;
  readonly troubled: (what: string, error: unknown) => void;
}

interface Running {
  readonly worker: Worker<WakeUp>;
  readonly bull: BullConnection;
  readonly sweeping: NodeJS.Timeout;
}

const LEASE_SECONDS = 15;
// Beyond this one sweep would keep everything else waiting; the next one is near.
const MOST_IN_A_SWEEP = 500;

/** BullMQ decides which worker runs what, and when; the due times decide what is owed. */
export class RedisWakeups implements Wakeups {
  readonly #store: GuardedStore;
  readonly #queue: WakeUpQueue;
  readonly #options: RedisWakeupsOptions;
  readonly #handling = new Set<Promise<void>>();
  readonly #running = new Map<Duty, Running>();

  constructor(store: GuardedStore, queue: WakeUpQueue, options: RedisWakeupsOptions) {
    this.#store = store;
    this.#queue = queue;
    this.#options = options;
  }

  async start(duty: Duty, handler: (id: string, version: number) => Promise<void>): Promise<void> {
    if (this.#running.has(duty)) throw new Error(`The wake-ups for a ${duty} have started already.`);
    const { Worker } = await import('bullmq');
    const { connection } = this.#store;
    const bull = new BullConnection(connection.waitingOptions());
    const lease = 1000 * (this.#options.leaseSeconds ?? LEASE_SECONDS);
    const handled = ({ data }: { readonly data: WakeUp }) => this.#follow(handler(data.id, data.version));
    const worker = new Worker<WakeUp>(queueName(duty), handled, {
      connection: bull.redis,
      prefix: connection.keyOf('bull'),
      concurrency: this.#options.atOnce ?? 8,
      lockDuration: lease,
      stalledInterval: lease,
    });
    worker.on('error', (error) => this.#options.troubled('the worker of wake-ups', error));
    worker.on('failed', (job, error) => this.#options.troubled(`the wake-up of ${job?.data.id}`, error));
    const sweep = () =>
      void this.#sweep(duty).catch((error) => this.#options.troubled('the sweep of due times', error));
    const sweeping = setInterval(sweep, 1000 * (this.#options.sweepSeconds ?? 5));
    this.#running.set(duty, { worker, bull, sweeping });
    sweep();
  }

  every(round: string, seconds: number): Promise<void> {
    return this.#queue.every(`round:${round}`, seconds);
  }

  async lag(): Promise<number> {
    const [longest] = await byClock(this.#store, this.#store.keys.due, 'past');
    if (!longest) return 0;
    return Math.max(0, readInstant(await this.#store.connection.redis.time()) - longest.at);
  }

  async stop(): Promise<void> {
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const { sweeping } of running) clearInterval(sweeping);
    const closing = running.map(({ worker, bull }) => ({ closed: worker.close(), bull }));
    await Promise.allSettled(this.#handling);
    await Promise.all(closing.map(({ closed, bull }) => bull.endAfter(closed)));
  }

  #follow(handling: Promise<void>): Promise<void> {
    this.#handling.add(handling);
    return handling.finally(() => this.#handling.delete(handling));
  }

  /** Every process does it; a job that is there already is not added twice. */
  async #sweep(duty: Duty): Promise<void> {
    for (const wakeUp of await dueWakeUps(this.#store, MOST_IN_A_SWEEP, duty)) await this.#queue.add(wakeUp);
  }
}
