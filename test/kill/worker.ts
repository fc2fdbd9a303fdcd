import { RedisClock } from '../../adapters/redis/store-clock.ts';
import type { Entry } from '../../src/operations/entry.ts';
import { inTime } from '../../src/operations/in-time.ts';
import { createWorker } from '../../src/operations/worker.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { workflows } from '../../src/workflows/index.ts';
import { elapsedIn, openParts } from './open-parts.ts';
import { readOrders } from './orders.ts';

/** A worker in a process of its own, to be killed. It says what it writes down, so that the killer can choose. */
const orders = readOrders(process.env);
const { azure, planner, journal, connection, wakeups } = await openParts(orders);

let { stops } = orders;
const stopWhere = (when: 'before' | 'after', entries: readonly Entry[]) => {
  if (stops?.when !== when || !entries.some(({ kind }) => kind === stops?.kind)) return;
  stops = undefined;
  process.kill(process.pid, 'SIGSTOP');
};

const aloud: Journal = {
  ...journal,
  append: async (id, version, entries, wakeAt) => {
    stopWhere('before', entries);
    const written = await journal.append(id, version, entries, wakeAt);
    for (const { kind } of entries) process.stdout.write(`${written.kind} ${id} ${kind}\n`);
    stopWhere('after', entries);
    return written;
  },
};
const work = createWorker({
  ...planner,
  journal: aloud,
  workflows: workflows.filter(({ name }) => !orders.without.includes(name)),
  elapsedMs: elapsedIn(orders.time),
  sealKey: 'key',
  tools: { readers: azure.readers, writers: azure.writers, journal: aloud, kept: planner.kept },
});

await wakeups.start('worker', inTime(new RedisClock(connection, { now: () => new Date() }), work));
process.stdout.write('ready\n');
