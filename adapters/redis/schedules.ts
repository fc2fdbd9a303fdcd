import type { Queue, Worker } from 'bullmq';
import type { Schedule, Schedules } from '../../src/ports/schedules.ts';
import { BullConnection } from './bull-connection.ts';
import type { GuardedStore } from './guarded-store.ts';

interface RedisSchedulesOptions {
  readonly troubled: (what: string, error: unknown) => void;
  readonly readSchedule: (value: unknown) => Schedule;
  readonly sweepSeconds?: number;
}

interface Running {
  readonly queue: Queue<Tick>;
  readonly worker: Worker<Tick>;
  readonly bulls: readonly BullConnection[];
  readonly sweeping: NodeJS.Timeout;
}

interface Tick {
  readonly id: string;
}

const QUEUE = 'schedules';

/**
 * What there is to run is kept with everything else that counts; when, BullMQ says. Each worker brings the second in
 * line with the first now and then, so that a scheduler that was lost is made again and one left over goes.
 */
export class RedisSchedules implements Schedules {
  readonly #store: GuardedStore;
  readonly #options: RedisSchedulesOptions;
  #running: Running | undefined;

  constructor(store: GuardedStore, options: RedisSchedulesOptions) {
    this.#store = store;
    this.#options = options;
  }

  async add(schedule: Schedule): Promise<void> {
    const { schedules } = this.#store.keys;
    await this.#store.commit(() => ({
      checks: [],
      writes: [['HSETNX', schedules, schedule.id, JSON.stringify(schedule)]],
    }));
    await this.#align();
  }

  async remove(id: string): Promise<boolean> {
    if (!(await this.read(id))) return false;
    await this.#store.commit(() => ({ checks: [], writes: [['HDEL', this.#store.keys.schedules, id]] }));
    await this.#align();
    return true;
  }

  async list(): Promise<readonly Schedule[]> {
    const all = await this.#store.connection.redis.hvals(this.#store.keys.schedules);
    return all
      .map((body) => this.#readBack(body))
      .toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  }

  async read(id: string): Promise<Schedule | undefined> {
    const found = await this.#store.connection.redis.hget(this.#store.keys.schedules, id);
    return found === null ? undefined : this.#readBack(found);
  }

  async start(run: (schedule: Schedule) => Promise<void>): Promise<void> {
    if (this.#running) throw new Error('The schedules have started already.');
    const { Queue, Worker } = await import('bullmq');
    const { connection } = this.#store;
    const bulls = [new BullConnection(connection.waitingOptions()), new BullConnection(connection.waitingOptions())];
    const [forQueue, forWorker] = bulls as [BullConnection, BullConnection];
    const prefix = connection.keyOf('bull');
    const queue = new Queue<Tick>(QUEUE, { connection: forQueue.redis, prefix });
    const tick = async ({ data }: { readonly data: Tick }): Promise<void> => {
      const schedule = await this.read(data.id);
      if (schedule) await run(schedule);
    };
    const worker = new Worker<Tick>(QUEUE, tick, { connection: forWorker.redis, prefix, concurrency: 4 });
    const { troubled, sweepSeconds = 60 } = this.#options;
    queue.on('error', (error) => troubled('the queue of schedules', error));
    worker.on('error', (error) => troubled('the worker of schedules', error));
    worker.on('failed', (job, error) => troubled(`the run of schedule ${job?.data.id}`, error));
    const sweep = () => void this.#align().catch((error) => troubled('the sweep of schedules', error));
    this.#running = { queue, worker, bulls, sweeping: setInterval(sweep, 1000 * sweepSeconds) };
    await this.#align();
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    clearInterval(running.sweeping);
    const closing = Promise.all([running.worker.close(), running.queue.close()]);
    await Promise.all(running.bulls.map((bull) => bull.endAfter(closing)));
  }

  #readBack(body: string): Schedule {
    return this.#options.readSchedule(JSON.parse(body));
  }

  /** Where no runs are made, as in a front, whoever runs them notices. */
  async #align(): Promise<void> {
    const queue = this.#running?.queue;
    if (!queue) return;
    const [wanted, there] = await Promise.all([this.list(), queue.getJobSchedulers()]);
    const known = new Map(there.map(({ key, every }) => [key, Number(every)]));
    for (const { id, everySeconds } of wanted) {
      const every = everySeconds * 1000;
      // One that is there keeps its beat: to set it again would begin it anew.
      if (known.get(id) === every) continue;
      const options = { removeOnComplete: true, removeOnFail: true };
      await queue.upsertJobScheduler(id, { every }, { name: 'run', data: { id }, opts: options });
    }
    const left = [...known.keys()].filter((key) => !wanted.some(({ id }) => id === key));
    for (const key of left) await queue.removeJobScheduler(key);
  }
}
