/** Tells one of the workers, whichever is free, that the time of something has come; twice rather than never. */
export interface Wakeups {
  /**
   * The id is an operation's, or `request:` and a request's. The version is the one that set the time: whoever wakes
   * up reads first, because it may be over by then. What throws is tried again while it is still due.
   */
  start(handler: (id: string, version: number) => Promise<void>): Promise<void>;
  /** For how long, in milliseconds, the longest overdue has waited. */
  lag(): Promise<number>;
  /** Takes nothing new, and waits for what is running. */
  stop(): Promise<void>;
}
