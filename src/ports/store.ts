/** How the store that keeps decisions is doing, as last seen; asking costs nothing. */
export interface StoreHealth {
  state(): { readonly reachable: true } | { readonly reachable: false; readonly since: Date };
}

/** The store's clock says what is due and what is over; a process whose own clock is far from it must not decide. */
export interface StoreClock {
  /** By how many milliseconds this process' clock is ahead of the store's; asks the store. */
  ahead(): Promise<number>;
}
