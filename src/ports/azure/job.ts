import type { AzureProblem } from '../../errors/azure.ts';

/** A job of Site Recovery, Azure Backup or Cross Region Restore. */
export interface Job {
  readonly id: string;
  /** As people type it: the job's own name. */
  readonly name: string;
  readonly service: 'recovery' | 'backup' | 'cross-region-restore';
  readonly vaultId: string;
  /** Azure's name of what it does: `Failover`, `Backup`, `CrossRegionRestore`. */
  readonly what: string;
  /** What it is about, as people call it. */
  readonly about: string;
  readonly state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'suspended' | 'other';
  /** Azure's own word for the state. */
  readonly stateAsAzureSays: string;
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  /** Only while it means something. */
  readonly percent?: number;
  readonly tasks: readonly JobTask[];
  readonly problems: readonly AzureProblem[];
  /** What may be done with it now: `cancel`, `restart`, `resume`. */
  readonly allowed: readonly JobAction[];
  /** Joins a job to the call that began it. Lists of Site Recovery leave it out, as they do the tasks. */
  readonly requestId?: string;
  /** The id that it was asked by, where Azure has given it another one since. */
  readonly formerId?: string;
  /** Of Azure's own name: a person's `Failover` is its `UnplannedFailover`. */
  readonly scenario?: string;
  /** Where it moved something, e.g. a machine by reprotection: the new id. */
  readonly result?: string;
  /** What a failover or drill has really used and made, once it says so. */
  readonly outcomes?: readonly JobOutcome[];
}

export interface JobOutcome {
  readonly vmName: string;
  readonly pointId?: string;
  readonly pointAt?: Date;
  readonly network?: string;
  readonly drillVmName?: string;
}

export type JobAction = 'cancel' | 'restart' | 'resume';

export interface JobTask {
  readonly name: string;
  readonly state: Job['state'] | 'skipped';
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  readonly tasks: readonly JobTask[];
  /** The job that does the work of this task. */
  readonly jobId?: string;
  /** What somebody is to do by hand before it goes on. */
  readonly instructions?: string;
}
