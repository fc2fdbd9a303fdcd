import { ArmError } from '../wire/errors.ts';
import type { Clock } from './clock.ts';

/** A long-running operation, whatever the style in which its service shows it. */
export interface Operation<Result = unknown> {
  readonly id: string;
  /** Whose it is (`compute`, `backup`, ...): an id of one service is unknown to the others. */
  readonly service: string;
  readonly startedAt: number;
  endedAt?: number;
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Cancelled';
  error?: { code: string; message: string };
  result?: Result;
}

interface OperationStart<Result> {
  readonly service: string;
  /** World seconds until it ends. */
  readonly seconds: number;
  /** Given where the operation's id must equal another (Site Recovery's jobs). */
  readonly id?: string;
  /** Carried out when it ends well; what it returns is the result. Throws ArmError to fail. */
  readonly complete: () => Result;
  readonly fail?: (error: { code: string; message: string }) => void;
}

/** Starts and finds operations; a scripted fault may hold one for ever or make it fail part of the way. */
export interface Operations {
  start<Result>(start: OperationStart<Result>): Operation<Result>;
  find(service: string, id: string): Operation | undefined;
}

/** What a scripted fault does to the operations that one call starts. */
export type Affliction =
  | { readonly kind: 'stuck' }
  | { readonly kind: 'fail-at'; readonly percent: number; readonly code: string; readonly message: string };

/** The operations as the wire sees them: it can lay a fault on whatever starts while a call is carried out. */
export interface AfflictableOperations extends Operations {
  during<Result>(affliction: Affliction | undefined, act: () => Result): Result;
}

/** Azure shows an operation for a day after its end, or longer, and its result no longer than that. */
const KEPT_MS = 24 * 3600 * 1000;

export function createOperations(clock: Clock, guid: () => string): AfflictableOperations {
  const operations = new Map<string, Operation>();
  let current: Affliction | undefined;

  function isOver({ endedAt }: Operation): boolean {
    return endedAt !== undefined && clock.now() - endedAt > KEPT_MS;
  }

  /** The oldest come first: behind the first that ended lately there is nothing to forget yet. */
  function forget(): void {
    for (const [key, operation] of operations) {
      if (isOver(operation)) operations.delete(key);
      else if (operation.endedAt !== undefined) return;
    }
  }

  function start<Result>(order: OperationStart<Result>): Operation<Result> {
    forget();
    const operation: Operation<Result> = {
      id: order.id ?? guid(),
      service: order.service,
      startedAt: clock.now(),
      status: 'InProgress',
    };
    operations.set(keyOf(operation.service, operation.id), operation);
    schedule(clock, operation, order, current);
    return operation;
  }

  return {
    start,
    find(service, id) {
      const found = operations.get(keyOf(service, id));
      return found && !isOver(found) ? found : undefined;
    },
    during(affliction, act) {
      current = affliction;
      try {
        return act();
      } finally {
        current = undefined;
      }
    },
  };
}

function keyOf(service: string, id: string): string {
  return `${service} ${id.toLowerCase()}`;
}

function schedule<Result>(
  clock: Clock,
  operation: Operation<Result>,
  order: OperationStart<Result>,
  affliction: Affliction | undefined,
): void {
  if (affliction?.kind === 'stuck') return;
  if (affliction?.kind === 'fail-at') {
    const { percent, code, message } = affliction;
    clock.after((order.seconds * percent) / 100, () => end(operation, order, clock, () => failWith(code, message)));
    return;
  }
  clock.after(order.seconds, () => end(operation, order, clock, order.complete));
}

function failWith(code: string, message: string): never {
  throw new ArmError(500, code, message);
}

function end<Result>(
  operation: Operation<Result>,
  order: OperationStart<Result>,
  clock: Clock,
  act: () => Result,
): void {
  // A service may have cancelled it meanwhile.
  if (operation.status !== 'InProgress') return;
  operation.endedAt = clock.now();
  try {
    operation.result = act();
    operation.status = 'Succeeded';
  } catch (problem) {
    if (!(problem instanceof ArmError)) throw problem;
    operation.status = 'Failed';
    operation.error = { code: problem.code, message: problem.message };
    order.fail?.(operation.error);
  }
}
