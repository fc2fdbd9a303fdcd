import type { AzureProblem } from '../../errors/azure.ts';
import type { JobTask } from './job.ts';

/** Said with every write. */
export interface Sending {
  /** Becomes x-ms-client-request-id: the key by which Azure's own job is found again. */
  readonly requestId: string;
  /**
   * For calls that must not be repeated: how much longer it may be sent, counted on this process's monotonic clock
   * right before the request is written. Such a call is never retried.
   */
  readonly sendWithinMs?: number;
}

/**
 * How to ask later what became of a write, in any process, without asking for it again. Small, serialisable, and
 * free of secrets.
 */
export interface OperationToken {
  readonly kind:
    | 'done'
    | 'recovery-job'
    | 'backup-operation'
    | 'cross-region-operation'
    /** `at` says the status of the operation. */
    | 'status-address'
    /** `at` answers 202 until the operation is over. */
    | 'result-address'
    /** The resource itself says how far it is. */
    | 'resource';
  /** Azure's id of the job or operation, or the path to ask, never with its host: nobody else is sent a credential. */
  readonly at: string;
  /** The resource that is written. */
  readonly resource: string;
  /** The resource is to be gone afterwards. */
  readonly deletes?: boolean;
  readonly acceptedAt: string;
}

export type OperationStanding = Standing & {
  /** What Azure's job of a recovery plan does, group by group. */
  readonly tasks?: readonly JobTask[];
};

type Standing =
  | {
      readonly state: 'running';
      readonly job?: string;
      readonly percent?: number;
      /** How far it is in words, where a percentage says too little. */
      readonly detail?: string;
      readonly askAgainInSeconds: number;
    }
  | { readonly state: 'succeeded'; readonly job?: string; readonly result?: string }
  /** Azure waits for somebody, e.g. a drill for its cleanup: for whoever follows a drill that is its success. */
  | { readonly state: 'waiting'; readonly job?: string; readonly for: string }
  | { readonly state: 'failed' | 'cancelled'; readonly job?: string; readonly problem: AzureProblem };

/** What Azure shows of a call whose answer nobody heard. */
export type Reconciled =
  | { readonly seen: 'under-way'; readonly token: OperationToken }
  | { readonly seen: 'done'; readonly evidence: string }
  /** Not "not done" before the last time of sending plus Azure's listing delay. */
  | { readonly seen: 'nothing' };
