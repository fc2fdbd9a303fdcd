import type { Clock } from './clock.ts';
import { type AfflictableOperations, createOperations, type Operations } from './operations.ts';
import { createRandom, randomGuid } from './random.ts';
import { createResourceTable, type ResourceTable } from './resources.ts';
import { createSpending } from './spending.ts';

/** Everything that a scenario fills and that requests change. `reset()` of the server makes a new one. */
export interface World {
  readonly clock: Clock;
  readonly tenantId: string;
  readonly subscriptions: readonly string[];
  readonly resources: ResourceTable;
  readonly operations: Operations;
  /** A GUID from the world's seeded generator, so that two runs of a scenario are equal. */
  guid(): string;
  /** A number in [0, 1) from the same generator. */
  random(): number;
  /** A service's own state, made at its first use. */
  state<State>(key: StateKey<State>): State;
  isDown(region: string): boolean;
  /** Plays a request's limits by the hour (`Microsoft.RecoveryServices/vaults/backupJobs/read`); throws the 429 when one is used up. */
  spend(limit: HourlyLimit): void;
}

export interface StateKey<State> {
  readonly name: string;
  readonly make: () => State;
}

export interface HourlyLimit {
  /** What is counted, its scope included. */
  readonly key: string;
  readonly most: number;
  readonly windowSeconds: number;
  /** Makes the refusal; `retryAfter` is in seconds. */
  readonly refuse: (retryAfter: number) => Error;
}

interface WorldOptions {
  readonly clock: Clock;
  readonly tenantId: string;
  readonly subscriptions: readonly string[];
  readonly seed: number;
  readonly isDown: (region: string) => boolean;
  /** False lets every hourly limit pass. */
  readonly hourlyLimits: boolean;
}

/** A world as the wire holds it: it alone may lay faults on operations. */
export interface WiredWorld extends World {
  readonly operations: AfflictableOperations;
}

export function createWorld(options: WorldOptions): WiredWorld {
  const { clock, tenantId, subscriptions, isDown } = options;
  const random = createRandom(options.seed);
  const guid = () => randomGuid(random);
  const states = new Map<unknown, unknown>();

  return {
    clock,
    tenantId,
    subscriptions,
    isDown,
    random,
    guid,
    resources: createResourceTable(),
    operations: createOperations(clock, guid),
    state<State>(key: StateKey<State>): State {
      if (!states.has(key)) states.set(key, key.make());
      return states.get(key) as State;
    },
    spend: options.hourlyLimits ? createSpending(clock) : () => {},
  };
}
