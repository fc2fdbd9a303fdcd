import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Orders } from './orders.ts';
import { kill, startWorker, type WorkerProcess, type Wrote } from './worker-process.ts';

interface KillerParts {
  readonly file: string;
  readonly orders: Orders;
  readonly random: () => number;
  /** How many may still be killed; counted down. */
  readonly left: { kills: number };
  readonly isOver: () => boolean;
}

/** Longer than the lease, and than what is intended may wait to be sent. */
const pauseMs = 1_600;
const longestLifeMs = 1_000;
/** It may find nothing to do, or wait for the other. */
const longestIdleMs = 12_000;

/** Keeps two workers alive, and kills one or the other at a random moment, until there is nothing left to kill or to do. */
export const startKiller = (parts: KillerParts) => {
  const heard: Wrote[] = [];
  const complaints: string[] = [];
  const last = new Map<number, string>();
  /** What each of those killed had written down last. */
  const killedAfter: string[] = [];
  let paused = 0;

  const hear = (wrote: Wrote) => {
    heard.push(wrote);
    last.set(wrote.by, wrote.kind);
  };

  const strike = async (worker: WorkerProcess): Promise<void> => {
    if (parts.random() < 0.15) {
      worker.child.kill('SIGSTOP');
      paused += 1;
      await pause(pauseMs);
      worker.child.kill('SIGCONT');
      return live(worker);
    }
    if (parts.isOver() || parts.left.kills <= 0) return live(worker);
    parts.left.kills -= 1;
    killedAfter.push(last.get(worker.number) ?? 'nothing');
    await kill(worker);
  };

  /** Until shortly after something that it writes down, or so long after the first of it. */
  const live = async (worker: WorkerProcess): Promise<void> => {
    const entries = 1 + Math.floor(parts.random() * 4);
    const afterMs = parts.random() < 0.7 ? parts.random() * 25 : parts.random() * longestLifeMs;
    const [had, until] = [countOf(worker), Date.now() + longestIdleMs];
    while (countOf(worker) < had + entries && Date.now() < until && !parts.isOver()) await pause(2);
    await pause(afterMs);
    if (parts.isOver()) return kill(worker);
    return parts.left.kills > 0 ? strike(worker) : rest(worker);
  };

  const rest = async (worker: WorkerProcess): Promise<void> => {
    while (!parts.isOver()) await pause(50);
    await kill(worker);
  };

  const countOf = ({ number }: WorkerProcess) => heard.filter(({ by }) => by === number).length;

  const slot = async (): Promise<void> => {
    while (!parts.isOver()) {
      const worker = startWorker(parts.file, parts.orders, hear);
      onTestFinished(() => kill(worker));
      await worker.ready;
      await live(worker);
      complaints.push(worker.complaints());
    }
  };

  const ended = Promise.all([slot(), slot()]);
  return { ended, report: () => ({ heard, killedAfter, paused, complaints: complaints.join('') }) };
};
