import type { Complaint, ProviderComplaint } from '../errors.ts';

type JobState = 'InProgress' | 'Succeeded' | 'Failed' | 'Cancelling' | 'Cancelled' | 'Suspended';

/** A job as it is kept. What the wire shows of it is made on reading. */
export interface Job {
  readonly id: string;
  /** A plan's job is called by another id after a while; it is found under both. */
  readonly laterId?: string;
  readonly vaultId: string;
  readonly activityId: string;
  readonly scenario: string;
  readonly friendlyName: string;
  readonly target: JobTarget;
  readonly startedAt: number;
  endedAt?: number;
  state: JobState;
  stateDescription?: string;
  readonly tasks: Task[];
  readonly errors: JobError[];
  details: JobDetails;
  readonly affected: Readonly<Record<string, string>>;
  /** How often somebody asked for it by its id. */
  polls: number;
  /** What can be done to it now, beside reading it. */
  readonly controls: JobControls;
}

interface JobControls {
  cancel?: () => void;
  resume?: () => void;
  restart?: (activityId: string) => Job;
  readonly whenEnded: (() => void)[];
}

export interface JobTarget {
  readonly id: string;
  readonly name: string;
  readonly type:
    | 'ProtectionEntity'
    | 'RecoveryPlan'
    | 'Vm'
    | 'Fabric'
    | 'ProtectionContainer'
    | 'ProtectionProfile'
    | 'Network'
    | 'Other';
}

export type TaskState = 'NotStarted' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Cancelled' | 'Waiting';

export interface Task {
  readonly taskId: string;
  readonly name: string;
  readonly friendlyName: string;
  state: TaskState;
  startedAt?: number;
  endedAt?: number;
  /** A group from the start, as in a plan; other tasks turn into groups when they get children. */
  readonly group?: TaskGroup;
  children?: Task[];
  /** The job that does this task's work. */
  work?: { readonly job: Job | undefined; readonly target: JobTarget; readonly inPlan: boolean };
  readonly manual?: { readonly name: string; readonly instructions: string; observation?: string };
  readonly errors: JobError[];
}

export interface TaskGroup {
  readonly type: 'RecoveryPlanGroupTaskDetails' | 'RecoveryPlanShutdownGroupTaskDetails';
  readonly rpGroupType: string;
}

export interface JobError {
  readonly complaint: Complaint;
  readonly provider: ProviderComplaint | undefined;
  readonly at: number;
  readonly taskId: string;
}

export type JobDetails =
  | { readonly kind: 'plain' }
  | { readonly kind: 'failover'; items: FailedOverItem[] }
  | {
      readonly kind: 'test-failover';
      status: string | null;
      comments: string;
      networkId: string;
      networkType: string;
      items: FailedOverItem[];
    }
  | { readonly kind: 'switch-protection'; newItemId: string | null }
  | { readonly kind: 'export' };

/** An item as a failover's job tells of it. */
export interface FailedOverItem {
  readonly guid: string;
  readonly friendlyName: string;
  readonly networkName: string;
  readonly subnet: string;
  readonly pointId: string;
  readonly pointTime: number;
  readonly testVmName?: string;
}

export function newTask(taskId: string, name: string, friendlyName: string, more: Partial<Task> = {}): Task {
  return { taskId, name, friendlyName, state: 'NotStarted', errors: [], ...more };
}

export function hasEnded(job: Job): boolean {
  return job.endedAt !== undefined;
}
