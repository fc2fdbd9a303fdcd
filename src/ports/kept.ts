import type { CopyRecords, CopyRecordsReader } from './copy-records.ts';
import type { Schedules, SchedulesReader } from './schedules.ts';

/** What the bot itself keeps, beside requests and journals: commands look at it. */
export interface KeptReaders {
  readonly copies: CopyRecordsReader;
  readonly schedules: SchedulesReader;
}

/** The steps of a workflow write it. */
export interface Kept extends KeptReaders {
  readonly copies: CopyRecords;
  readonly schedules: Schedules;
}
