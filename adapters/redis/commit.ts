import type { LockKind } from '../../src/ports/approvals.ts';
import type { Held } from '../../src/ports/store-guard.ts';

/** What is to be written together, and under which conditions; `commit-script.ts` says how it is read. */
export interface Commit {
  readonly checks: readonly Check[];
  readonly writes: readonly Write[];
  readonly take?: { readonly operation: string; readonly locks: readonly Lock[] };
  readonly free?: string;
  /** It goes on while everything is held. */
  readonly evenHeld?: boolean;
  /** Worth a round trip more where there are replicas: one of them should have it before the answer is believed. */
  readonly replicate?: boolean;
}

export interface Lock {
  readonly machine: string;
  readonly kind: LockKind;
}

/** A Redis command whose second word is its key. */
export type Write = readonly [command: string, key: string, ...rest: string[]];

export type Check =
  | {
      readonly kind: 'document';
      readonly key: string;
      readonly version: string;
      readonly time: 'alive' | 'over' | 'whenever';
    }
  | { readonly kind: 'length'; readonly key: string; readonly length: number }
  | { readonly kind: 'member'; readonly key: string; readonly member: string }
  | { readonly kind: 'absent' | 'present'; readonly key: string }
  | { readonly kind: 'field'; readonly key: string; readonly field: string }
  | { readonly kind: 'fewer'; readonly key: string; readonly than: number }
  | { readonly kind: 'free'; readonly machine: string; readonly conflicts: readonly LockKind[] };

export type Committed =
  /** Times are the store's. */
  | { readonly kind: 'written'; readonly now: number; readonly counter: number; readonly unreplicated: boolean }
  | {
      readonly kind: 'refused';
      readonly now: number;
      readonly check: Check['kind'];
      /** What is there instead. */
      readonly found: readonly string[];
    }
  | Held;

/** Every key that a commit touches beside those that the script always has. */
export function keysIn({ checks, writes }: Commit): readonly string[] {
  const checked = checks.flatMap((check) => ('key' in check ? [check.key] : []));
  return [...new Set([...checked, ...writes.map(([, key]) => key)])];
}

/** How the moment of a commit is written into what it writes, by the clock of Redis. */
export interface Stamp {
  /** The moment itself, or so many milliseconds later. */
  readonly time: (laterMs?: number) => string;
}

export function stampOf(mark: string): Stamp {
  return { time: (laterMs) => (laterMs ? `${mark}+${Math.max(0, Math.round(laterMs))}` : mark) };
}
