/** Remembers what has been taken, across all replicas of the bot. */
export interface Dedupe {
  /** True for the first caller with this key, false for every later one until the memory of it ends. */
  first(key: string, rememberSeconds: number): Promise<boolean>;
}
