import type { CopyRecords, CopyRecordsReader } from './copy-records.ts';
import type { Schedules, SchedulesReader } from './schedules.ts';
import type { WorkerIdentity, WorkerIdentityReader } from './worker-identity.ts';

/** What the bot itself keeps, beside requests and journals: commands look at it. */
export interface KeptReaders {
  readonly copies: CopyRecordsReader;
  readonly schedules: SchedulesReader;
  readonly worker: WorkerIdentityReader;
}

/** The steps of a workflow write it. */
export interface Kept extends KeptReaders {
  readonly copies: CopyRecords;
  readonly schedules: Schedules;
  readonly worker: WorkerIdentity;
}
