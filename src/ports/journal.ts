import type { Entry } from '../operations/entry.ts';
import type { LockHolder, LockKind } from './approvals.ts';
import type { Note } from './audit.ts';
import type { Held, Written } from './store-guard.ts';

/** One list of entries an operation; its state is a fold over them. Notes are kept in the same step as what they are about. */
export interface Journal {
  /** For what needs no approval; refuses when a lock is held. */
  create(start: JournalStart, notes?: readonly Note[]): Promise<Created>;
  read(id: string): Promise<Recorded | undefined>;
  /**
   * Refuses a stale version. Sets the next time to wake up, by the store's clock, in the same step; `null` ends the
   * operation and frees its locks. One that has ended takes nothing more: every version of it is stale. That it asks
   * for consent is the one thing that a hold does not keep out: it only makes the operation stand still.
   */
  append(
    id: string,
    seenVersion: number,
    entries: readonly Entry[],
    wakeAt: number | null,
    notes?: readonly Note[],
  ): Promise<Appended>;
  /** Nothing new to write: only sets when to look again, if the version is still the one that was seen. */
  postpone(id: string, seenVersion: number, wakeAt: number): Promise<void>;
  /** Ids of all that have not ended. */
  unfinished(): Promise<readonly string[]>;
  /** Ids whose time to wake up has come, by the store's clock. */
  due(most: number): Promise<readonly { readonly id: string; readonly version: number }[]>;
  /** Newest first, ended ones too. */
  recent(most: number): Promise<readonly string[]>;
}

export interface JournalStart {
  /** Letters, digits, ".", "_" and "-". */
  readonly id: string;
  readonly entries: readonly Entry[];
  /** All or none, held until the operation ends, without expiry. */
  readonly locks: readonly { readonly machine: string; readonly kind: LockKind }[];
  /** In milliseconds from now, by the store's clock. */
  readonly wakeInMs: number;
}

export type Created =
  | ({ readonly kind: 'created' } & Written)
  | { readonly kind: 'locked'; readonly holder: LockHolder }
  | Held;

/** The version is the number of entries. */
export interface Recorded {
  readonly version: number;
  readonly entries: readonly (Entry & { readonly at: number })[];
}

export type Appended =
  | ({ readonly kind: 'appended'; readonly version: number } & Written)
  | { readonly kind: 'stale' }
  | Held;
