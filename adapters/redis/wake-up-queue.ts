import type { Queue } from 'bullmq';
import type { Duty } from '../../src/ports/wakeups.ts';
import { BullConnection } from './bull-connection.ts';
import type { RedisConnection } from './connection.ts';
import { dutyOf } from './due.ts';

/** Says that something has to be woken; called after the due time was written, and free to fail. */
export type Schedule = (wakeUp: WakeUp, now: number) => void;

/** Times are the store's. */
export interface WakeUp {
  readonly id: string;
  readonly version: number;
  readonly at: number;
}

/** One for each duty, so that no process takes what it cannot do. */
export const queueName = (duty: Duty): string => `wake-ups-${duty}`;

interface Opened {
  readonly queues: Readonly<Record<Duty, Queue<WakeUp>>>;
  readonly bull: BullConnection;
}

/**
 * Where wake-ups wait for a process. A job is only a hint: what is due is written in the due times, so nobody waits for
 * a job to be added, and the sweep adds those that were lost.
 */
export class WakeUpQueue {
  readonly #connection: RedisConnection;
  readonly #troubled: (what: string, error: unknown) => void;
  readonly #adding = new Set<Promise<void>>();
  #opening: Promise<Opened> | undefined;

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
    const { queues } = await this.#opened();
    // A job that failed leaves, or its id would keep out the sweep's next try.
    const options = { jobId: jobIdOf(wakeUp), removeOnComplete: true, removeOnFail: true };
    await queues[dutyOf(wakeUp.id)].add('wake-up', wakeUp, { ...options, delay: Math.max(0, Math.round(inMs)) });
  }

  /** Again and again; asked for twice it is still one. */
  async every(id: string, seconds: number): Promise<void> {
    const { queues } = await this.#opened();
    const data = { id, version: 0, at: 0 };
    await queues[dutyOf(id)].upsertJobScheduler(
      id.replace(':', '-'),
      { every: seconds * 1000 },
      { name: 'wake-up', data, opts: { removeOnComplete: true, removeOnFail: true } },
    );
  }

  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    const closing = Promise.all(this.#adding).then(async () => {
      await Promise.all([opened?.queues.front.close(), opened?.queues.worker.close()]);
    });
    await opened?.bull.endAfter(closing);
  }

  #opened(): Promise<Opened> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<Opened> {
    const { Queue } = await import('bullmq');
    // Its own connection, so that BullMQ never waits in line with a decision, nor a decision with BullMQ; and one that
    // gives up: a job that waits for Redis to come back is better added by the sweep.
    const options = { ...this.#connection.waitingOptions(), maxRetriesPerRequest: 1, commandTimeout: 5000 };
    const bull = new BullConnection(options);
    const open = (duty: Duty) => {
      const prefix = this.#connection.keyOf('bull');
      const queue = new Queue<WakeUp>(queueName(duty), { connection: bull.redis, prefix });
      queue.on('error', (error) => this.#troubled(`the queue of wake-ups for a ${duty}`, error));
      return queue;
    };
    return { queues: { front: open('front'), worker: open('worker') }, bull };
  }
}

/**
 * Without ":", and never an integer: BullMQ takes neither. Version and time keep one wake-up from swallowing the next: a
 * job that runs keeps out every other of its id, and it is while it runs that an operation says when it goes on.
 */
function jobIdOf({ id, version, at }: WakeUp): string {
  return `${id.replace(':', '-')}-v${version}-${at}`;
}
