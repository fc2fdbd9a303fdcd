import { randomUUID } from 'node:crypto';
import type { Journal } from '../ports/journal.ts';
import type { Wakeups } from '../ports/wakeups.ts';
import { Engine } from './engine.ts';
import { createPrepare, type PreparerParts } from './prepare.ts';
import type { OperationState } from './state.ts';

interface WorkerParts<Tools> extends PreparerParts<Tools> {
  /** Counts on while the process or the machine is stopped. */
  readonly elapsedMs: () => number;
  readonly journal: Journal;
  readonly tools: Tools;
  readonly changed: (state: OperationState) => Promise<void>;
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
    changed: parts.changed,
  });
  return (id) => engine.wake(id);
};

interface WokenParts {
  readonly wakeups: Wakeups;
  readonly request: (id: string) => Promise<void>;
  readonly operation: (id: string) => Promise<void>;
}

const requestPrefix = 'request:';

/** Requests whose time has come are the front's, operations the worker's. */
export const startWaking = ({ wakeups, request, operation }: WokenParts): Promise<void> =>
  wakeups.start((id) => (id.startsWith(requestPrefix) ? request(id.slice(requestPrefix.length)) : operation(id)));
