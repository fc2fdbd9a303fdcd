/** Notices that the store was replaced by an empty one or an older copy, and holds what decides until somebody looked. */
export interface StoreGuard {
  /** As last seen; asking costs nothing. */
  state(): StoreState;
  /** Asks the store. */
  check(): Promise<StoreState>;
  /** The highest count that this process was answered, of decisions, intents and appends. */
  reached(): number;
  /** Ends the hold for every process. For after the operations were reconciled and the open requests voided. */
  lift(by: string): Promise<StoreState>;
}

/** What was answered before is counted: `had` is the highest count that is known of, `has` what the store says now. */
export type StoreState =
  | { readonly kind: 'sound'; readonly lifted?: { readonly by: string; readonly at: number } }
  /** An older copy; where `has` is not below `had`, one that others have written to since. */
  | { readonly kind: 'behind'; readonly had: number; readonly has: number }
  | { readonly kind: 'empty'; readonly had: number };

/** The store went back in time: nothing was written, and nothing will be until the hold is lifted. */
export interface Held {
  readonly kind: 'held';
}

export interface Written {
  /** There are replicas, and none of them has confirmed in time that it has this too. */
  readonly unreplicated?: true;
}
