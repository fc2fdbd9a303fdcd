import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Journal } from '../ports/journal.ts';
import type { StoreClock } from '../ports/store.ts';
import type { Wakeups } from '../ports/wakeups.ts';
import { clocksApart } from './clocks-apart.ts';
import { Engine } from './engine.ts';
import { createPrepare, type PreparerParts } from './prepare.ts';
import type { OperationState } from './state.ts';

interface WorkerParts<Tools> extends PreparerParts<Tools> {
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
    now: () => parts.now().getTime(),
    monotonicMs: () => performance.now(),
    newRequestId: randomUUID,
    changed: parts.changed,
  });
  return (id) => engine.wake(id);
};

interface WokenParts {
  readonly wakeups: Wakeups;
  readonly clock: StoreClock;
  readonly request: (id: string) => Promise<void>;
  readonly operation: (id: string) => Promise<void>;
}

const requestPrefix = 'request:';

/**
 * Requests whose time has come are the front's, operations the worker's. Where the clocks are apart nothing is taken up:
 * it stays due, and another process or a later sweep takes it.
 */
export const startWaking = ({ wakeups, clock, request, operation }: WokenParts): Promise<void> =>
  wakeups.start(async (id) => {
    const apart = clocksApart(await clock.ahead());
    if (apart) throw new Error(apart);
    return id.startsWith(requestPrefix) ? request(id.slice(requestPrefix.length)) : operation(id);
  });
