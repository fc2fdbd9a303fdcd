import type { Queue } from 'bullmq';
import { BullConnection } from './bull-connection.ts';
import type { RedisConnection } from './connection.ts';

/** Says that something has to be woken; called after the due time was written, and free to fail. */
export type Schedule = (wakeUp: WakeUp, now: number) => void;

/** Times are the store's. */
export interface WakeUp {
  readonly id: string;
  readonly version: number;
  readonly at: number;
}

export const queueName = 'wake-ups';

/**
 * Where wake-ups wait for a worker. A job is only a hint: what is due is written in the due times, so nobody waits for
 * a job to be added, and the sweep adds those that were lost.
 */
export class WakeUpQueue {
  readonly #connection: RedisConnection;
  readonly #troubled: (what: string, error: unknown) => void;
  readonly #adding = new Set<Promise<void>>();
  #opening: Promise<{ readonly queue: Queue<WakeUp>; readonly bull: BullConnection }> | undefined;

  constructor(connection: RedisConnection, troubled: (what: string, error: unknown) => void) {
    this.#connection = connection;
    this.#troubled = troubled;
  }

  readonly schedule: Schedule = (wakeUp, now) => {
    const adding = this.add(wakeUp, wakeUp.at - now)
      .catch((error) => this.#troubled(`the wake-up of ${wakeUp.id}`, error))
      .finally(() => this.#adding.delete(adding));
    this.#adding.add(adding);
  };

  /** One that is there already stays as it is. */
  async add(wakeUp: WakeUp, inMs = 0): Promise<void> {
    this.#opening ??= this.#open();
    const { queue } = await this.#opening;
    // A job that failed leaves, or its id would keep out the sweep's next try.
    const options = { jobId: jobIdOf(wakeUp), removeOnComplete: true, removeOnFail: true };
    await queue.add('wake-up', wakeUp, { ...options, delay: Math.max(0, Math.round(inMs)) });
  }

  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    const closing = Promise.all(this.#adding).then(() => opened?.queue.close());
    await opened?.bull.endAfter(closing);
  }

  async #open() {
    const { Queue } = await import('bullmq');
    // Its own connection, so that BullMQ never waits in line with a decision, nor a decision with BullMQ; and one that
    // gives up: a job that waits for Redis to come back is better added by the sweep.
    const options = { ...this.#connection.waitingOptions(), maxRetriesPerRequest: 1, commandTimeout: 5000 };
    const bull = new BullConnection(options);
    const queue = new Queue<WakeUp>(queueName, { connection: bull.redis, prefix: this.#connection.keyOf('bull') });
    queue.on('error', (error) => this.#troubled('the queue of wake-ups', error));
    return { queue, bull };
  }
}

/**
 * Without ":", and never an integer: BullMQ takes neither. Version and time keep one wake-up from swallowing the next: a
 * job that runs keeps out every other of its id, and it is while it runs that an operation says when it goes on.
 */
function jobIdOf({ id, version, at }: WakeUp): string {
  return `${id.replace(':', '-')}-v${version}-${at}`;
}
