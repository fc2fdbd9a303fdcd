/** Something read from Azure, with its age and with what could not be read. */
export interface Reading<Value> {
  readonly value: Value;
  /** When Azure said it; shared answers are some seconds old. */
  readonly readAt: Date;
  /** What is missing from the value, and why. */
  readonly missing: Gaps;
}

/**
 * Gaps can be counted and put together; what they say to people is made of them all at once, because one may follow
 * from another. So this is no array: it cannot be joined.
 */
export interface Gaps extends Iterable<Gap> {
  readonly length: number;
}

export type Gap = PlainGap | SilentRegion | Unlisted;

/** It stands by itself, as that a vault may not be read. */
interface PlainGap {
  readonly kind: 'plain';
  readonly sentence: string;
}

/** Nothing can be read from there, however much is in it. */
interface SilentRegion {
  readonly kind: 'silent';
  readonly region: string;
}

/** It is in the value, but only Azure's inventory knows it: its region may be down. */
interface Unlisted {
  readonly kind: 'unlisted';
  /** As in `Vault recovery-eu`. */
  readonly what: string;
  readonly region: string;
}

/** `fresh` asks Azure now; `shared` takes an answer of a few seconds ago. */
export type Freshness = 'fresh' | 'shared';
