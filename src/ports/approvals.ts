import type { ChangeRequest } from '../approvals/request.ts';
import type { Note } from './audit.ts';
import type { JournalStart } from './journal.ts';
import type { Held, Written } from './store-guard.ts';

/** Requests for approval: decided once, whoever clicks first. Notes are kept in the same step as what they are about. */
export interface Approvals {
  /** Gives the next id, and the times by its own clock. Refuses one more than a person may have open. */
  open(request: NewRequest, mostOpen: number, how?: Opening): Promise<Opened>;
  /** The moment by its clock. */
  time(): Promise<number>;
  /** What is over by the store's clock is read as expired, whether or not somebody has marked it yet. */
  read(id: string): Promise<ChangeRequest | undefined>;
  /** Those that are open and alive by the store's clock, and those that somebody still has to review; oldest first. */
  waiting(): Promise<Waiting>;
  /**
   * Writes `next` if the version is still the one that was seen, and the request still open and alive; what changes
   * nothing but `cards` or `review` is written later too. `wake` says when to look at the request again, if that is
   * before it expires: at a time of the store's clock, or in a while; without it that time stays as it was. Voiding is
   * the one change that a hold does not stop.
   */
  update(seen: ChangeRequest, next: Changed, wake?: Wake, notes?: readonly Note[]): Promise<Updated>;
  /**
   * Everybody has been shown the state that was seen: what is decided need not be looked at again. If something was
   * written meanwhile, that comes back.
   */
  settled(seen: ChangeRequest): Promise<ChangeRequest | undefined>;
  /**
   * The one moment that counts: the request becomes `started`, the journal begins, the locks are taken and the first
   * due time is set, all together or not at all. What was broken open has to be reviewed from then on.
   */
  start(seen: ChangeRequest, operation: JournalStart, notes?: readonly Note[]): Promise<Started>;
  /** Marks as expired what its own clock says is over, and tells which. */
  expire(notesOf?: (expired: ChangeRequest) => readonly Note[]): Promise<readonly ChangeRequest[]>;
}

export type NewRequest = Omit<
  ChangeRequest,
  'id' | 'version' | 'openedAt' | 'expiresAt' | 'state' | 'approvals' | 'cards'
>;

export interface Opening {
  /** When to look at it first, where that is before it expires. */
  readonly wakeInMs?: number;
  readonly notesOf?: (id: string) => readonly Note[];
}

export type Wake = number | { readonly inMs: number };

export interface Waiting {
  readonly pending: readonly ChangeRequest[];
  readonly reviews: readonly ChangeRequest[];
}

/** What may change; a vote's time is set by the store's clock where it says 0. */
export type Changed = Partial<Omit<ChangeRequest, 'id' | 'version' | 'openedAt'>>;

export type Opened =
  | { readonly kind: 'opened'; readonly request: ChangeRequest }
  | { readonly kind: 'too-many'; readonly open: readonly string[] }
  | Held;

/** `stale`: somebody else was first; the record as it stands now comes with it. */
export type Updated =
  | ({ readonly kind: 'updated'; readonly request: ChangeRequest } & Written)
  | { readonly kind: 'stale'; readonly request: ChangeRequest }
  | Held;

export type Started =
  | ({ readonly kind: 'started'; readonly request: ChangeRequest } & Written)
  | { readonly kind: 'stale'; readonly request: ChangeRequest }
  | { readonly kind: 'locked'; readonly holder: LockHolder }
  | Held;

export interface LockHolder {
  readonly operation: string;
  readonly kind: LockKind;
  readonly machine: string;
}

/** What an operation does to a machine; a table says which kinds keep each other out. */
export type LockKind = 'move' | 'configure' | 'restore' | 'back-up' | 'copy';

/** For each kind those that it cannot be taken beside, on the same machine. */
export type LockConflicts = Readonly<Record<LockKind, readonly LockKind[]>>;
