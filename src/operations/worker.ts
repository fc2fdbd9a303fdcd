import { randomUUID } from 'node:crypto';
import type { Journal } from '../ports/journal.ts';
import { Engine } from './engine.ts';
import { createPrepare, type PreparerParts } from './prepare.ts';

interface WorkerParts<Tools> extends PreparerParts<Tools> {
  /** Counts on while the process or the machine is stopped. */
  readonly elapsedMs: () => number;
  readonly journal: Journal;
  readonly tools: Tools;
}

/** Carries operations on, whenever one is due. */
export const createWorker = <Tools>(parts: WorkerParts<Tools>): ((id: string) => Promise<void>) => {
  const engine = new Engine<Tools>({
    journal: parts.journal,
    tools: parts.tools,
    prepare: createPrepare(parts),
    limits: () => {
      const { vmsAtOnce, stopAfterFailures } = parts.policy().defaults;
      return { atOnce: vmsAtOnce, stopAfterFailures };
    },
    now: () => parts.now().getTime(),
    monotonicMs: parts.elapsedMs,
    newRequestId: randomUUID,
  });
  return (id) => engine.wake(id);
};
