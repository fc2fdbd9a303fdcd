/** How the store that keeps decisions is doing, as last seen; asking costs nothing. */
export interface StoreHealth {
  state(): { readonly reachable: true } | { readonly reachable: false; readonly since: Date };
}
