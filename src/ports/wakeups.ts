/** Operations are carried on by workers; requests, news of operations and rounds belong to the fronts. */
export type Duty = 'front' | 'worker';

/** Tells one of the processes of a duty, whichever is free, that the time of something has come; twice rather than never. */
export interface Wakeups {
  /**
   * The id is an operation's for workers; for fronts `request:` and a request's, `news:` and an operation's, or
   * `round:` and the name of what comes again and again. The version is the one that set the time: whoever wakes up
   * reads first, because it may be over by then. What throws is tried again while it is still due.
   */
  start(duty: Duty, handler: (id: string, version: number) => Promise<void>): Promise<void>;
  /** A round from now on, in whichever front is free. Asking for it again changes at most how often. */
  every(round: string, seconds: number): Promise<void>;
  /** For how long, in milliseconds, the longest overdue has waited. */
  lag(): Promise<number>;
  /** Takes nothing new, and waits for what is running. */
  stop(): Promise<void>;
}
