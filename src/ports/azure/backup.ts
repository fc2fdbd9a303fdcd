import type { Job } from './job.ts';
import type { Freshness, Reading } from './reading.ts';
import type { OperationStanding, OperationToken, Reconciled, Sending } from './write.ts';

/** A machine that Azure Backup knows. */
export interface BackupItem {
  readonly id: string;
  readonly vaultId: string;
  readonly vmId: string;
  readonly vmName: string;
  readonly policyName?: string;
  readonly state: 'protected' | 'stopped' | 'soft-deleted' | 'pending' | 'other';
  readonly stateAsAzureSays: string;
  readonly health: 'passed' | 'warning' | 'failed' | 'unknown';
  readonly lastBackupAt?: Date;
  readonly lastBackupSucceeded?: boolean;
  readonly deleteAt?: Date;
}

export interface BackupPoint {
  readonly id: string;
  readonly itemId: string;
  readonly at: Date;
  readonly where: 'vault-region' | 'secondary-region';
  readonly consistency: 'crash' | 'application' | 'file-system' | 'unknown';
  readonly tiers: readonly ('snapshot' | 'vault' | 'archive')[];
  readonly encrypted: boolean;
  readonly zones: readonly string[];
}

export interface BackupPolicySummary {
  readonly id: string;
  readonly name: string;
  readonly vaultId: string;
  /** Those of databases and file shares are listed, and are no business of ours. */
  readonly of: 'machines' | 'databases' | 'other';
  readonly schedule: string;
  readonly keeps: string;
  readonly items: number;
}

export interface BackupReader {
  /** Those of all vaults. Of these machines, and perhaps of others, where some are named: that may be fewer requests. */
  items(how: Freshness, vmIds?: readonly string[]): Promise<Reading<readonly BackupItem[]>>;
  points(itemId: string): Promise<Reading<readonly BackupPoint[]>>;
  /** From the secondary region's own stamp: works while the vault's region is down. */
  secondaryItems(vaultId: string): Promise<Reading<readonly BackupItem[]>>;
  secondaryPoints(itemId: string): Promise<Reading<readonly BackupPoint[]>>;
  policies(vaultId: string): Promise<Reading<readonly BackupPolicySummary[]>>;
  /** One list a vault, shared: Azure allows 150 such reads an hour. */
  jobs(since: Date): Promise<Reading<readonly Job[]>>;
  job(id: string): Promise<Reading<Job>>;
}

export interface RestoreOrder {
  readonly itemId: string;
  readonly pointId: string;
  readonly vmId: string;
  readonly region: string;
  readonly stagingAccountId: string;
  readonly into:
    | { readonly kind: 'disks'; readonly resourceGroupId: string }
    | {
        readonly kind: 'vm';
        readonly resourceGroupId: string;
        readonly vmName: string;
        readonly networkId: string;
        readonly subnet: string;
      }
    | { readonly kind: 'in-place' };
  readonly zone?: string;
}

export interface BackupWriter {
  enable(
    order: { readonly vaultId: string; readonly vmId: string; readonly policyId: string },
    sending: Sending,
  ): Promise<OperationToken>;
  backUpNow(order: { readonly itemId: string; readonly keepUntil: Date }, sending: Sending): Promise<OperationToken>;
  stop(order: { readonly itemId: string; readonly vmId: string }, sending: Sending): Promise<OperationToken>;
  undelete(order: { readonly itemId: string; readonly vmId: string }, sending: Sending): Promise<OperationToken>;
  deleteData(order: { readonly itemId: string }, sending: Sending): Promise<OperationToken>;
  validateRestore(order: RestoreOrder, sending: Sending): Promise<OperationToken>;
  restore(order: RestoreOrder, sending: Sending): Promise<OperationToken>;
  /** From the secondary region; the access token for it lives only inside this call. */
  restoreInSecondary(
    order: RestoreOrder & { readonly secondaryRegion: string },
    sending: Sending,
  ): Promise<OperationToken>;
  cancelJob(order: { readonly jobId: string }, sending: Sending): Promise<OperationToken>;
  standing(token: OperationToken): Promise<OperationStanding>;
  reconcile(order: BackupReconciliation): Promise<Reconciled>;
}

/** A write whose answer nobody heard. */
export interface BackupReconciliation {
  readonly call: BackupCall;
  /** The vault of the item or job, and the machine that it was about. */
  readonly vaultId: string;
  readonly vmId: string;
  /** Where `restoreInSecondary` restores. */
  readonly secondaryRegion?: string;
  /** Of `cancelJob`. */
  readonly jobId?: string;
  readonly requestId: string;
  readonly sentAt: Date;
}

/** A write, by the name of its method. Validating changes nothing: it may be asked for again. */
export type BackupCall = Exclude<keyof BackupWriter, 'standing' | 'reconcile' | 'validateRestore'>;
