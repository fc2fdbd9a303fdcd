/** Something read from Azure, with its age and with what could not be read. */
export interface Reading<Value> {
  readonly value: Value;
  /** When Azure said it; shared answers are some seconds old. */
  readonly readAt: Date;
  /** What is missing from the value and why, one sentence each: a region that is down, a vault that may not be read. */
  readonly missing: readonly string[];
}

/** `fresh` asks Azure now; `shared` takes an answer of a few seconds ago. */
export type Freshness = 'fresh' | 'shared';
