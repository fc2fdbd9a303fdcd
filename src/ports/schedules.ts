import type { Voice } from '../approvals/request.ts';
import type { ChannelRef } from './chat.ts';
import type { Target } from './names.ts';

/** What is made again and again: restore points of these machines. */
export interface Schedule {
  /** That of the operation that added it: `DR-1042`. */
  readonly id: string;
  readonly target: Target;
  readonly everySeconds: number;
  /** Of each machine, the newest that it has made. */
  readonly keep: number;
  readonly copyTo: readonly string[];
  readonly consistency: 'crash' | 'application';
  readonly addedBy: Voice;
  /** Whoever agreed to it agreed to every run. */
  readonly approvers: readonly Voice[];
  /** Where it was asked for: what goes wrong is said there. */
  readonly channel: ChannelRef;
}

export interface SchedulesReader {
  /** The oldest first. */
  list(): Promise<readonly Schedule[]>;
  read(id: string): Promise<Schedule | undefined>;
}

export interface Schedules extends SchedulesReader {
  /** The id is the caller's: adding one twice is adding it once. */
  add(schedule: Schedule): Promise<void>;
  /** False: there was none. */
  remove(id: string): Promise<boolean>;
  /** Calls back at every time of every schedule, in one of all processes that have started. */
  start(run: (schedule: Schedule) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}
