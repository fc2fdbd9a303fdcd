import type { Entry } from '../operations/entry.ts';
import type { LockHolder, LockKind } from './approvals.ts';

/** One list of entries an operation; its state is a fold over them. */
export interface Journal {
  /** For what needs no approval; refuses when a lock is held. */
  create(
    start: JournalStart,
  ): Promise<{ readonly kind: 'created' } | { readonly kind: 'locked'; readonly holder: LockHolder }>;
  read(id: string): Promise<Recorded | undefined>;
  /** Refuses a stale version. Sets the next time to wake up in the same step; `null` ends it and frees its locks. */
  append(id: string, seenVersion: number, entries: readonly Entry[], wakeAt: number | null): Promise<Appended>;
  /** Ids of all that have not ended. */
  unfinished(): Promise<readonly string[]>;
  /** Ids whose time to wake up has come, by the store's clock. */
  due(most: number): Promise<readonly { readonly id: string; readonly version: number }[]>;
  /** Newest first, ended ones too. */
  recent(most: number): Promise<readonly string[]>;
}

export interface JournalStart {
  readonly id: string;
  readonly entries: readonly Entry[];
  /** All or none, held until the operation ends, without expiry. */
  readonly locks: readonly { readonly machine: string; readonly kind: LockKind }[];
  /** In milliseconds from now, by the store's clock. */
  readonly wakeInMs: number;
}

/** The version is the number of entries. */
export interface Recorded {
  readonly version: number;
  readonly entries: readonly (Entry & { readonly at: number })[];
}

export type Appended =
  | { readonly kind: 'appended'; readonly version: number }
  | { readonly kind: 'stale' }
  /** The store went back in time: everything is held until somebody has looked. */
  | { readonly kind: 'held' };
