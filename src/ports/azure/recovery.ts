import type { Job } from './job.ts';
import type { ProtectionWriter } from './protection-writer.ts';
import type { Freshness, Reading } from './reading.ts';
import type { RecoveryPlanWriter } from './recovery-plan-writer.ts';
import type { RecoverySetup, RecoverySetupWriter } from './recovery-setup.ts';
import type { OperationStanding, OperationToken, Reconciled, Sending } from './write.ts';

/** A machine that Site Recovery replicates. */
export interface ProtectedItem {
  readonly id: string;
  /** Survives reprotection, when the item moves to the other fabric; absent until first protected. */
  readonly lifecycleId?: string;
  readonly name: string;
  readonly vaultId: string;
  /** Where it runs, and what it becomes elsewhere. */
  readonly vmId: string;
  readonly vmName: string;
  readonly sourceRegion: string;
  readonly targetRegion: string;
  readonly containerId: string;
  readonly recoveryContainerId: string;
  readonly policyId: string;
  readonly recoveryResourceGroupId?: string;
  readonly recoveryNetworkId?: string;
  readonly recoveryAvailabilitySetId?: string;
  readonly recoveryVmId?: string;
  readonly recoverySize?: string;
  /** The machine that a drill has started. */
  readonly drillVmId?: string;
  /** The point that a failover has used, as long as it can be changed. */
  readonly failoverPointId?: string;
  readonly lastFailoverAt?: Date;
  readonly multiVmGroup?: string;
  /** Azure's words, for showing alone. */
  readonly stateAsAzureSays: string;
  /** Azure had created it when replication failed to begin: it replicates nothing, and is in the way of a new try. */
  readonly failedToBegin?: true;
  /** What may be done with it now: the only thing that buttons and steps go by. */
  readonly allowed: readonly string[];
  readonly activeLocation: 'source' | 'target';
  readonly drillWaitsForCleanup: boolean;
  readonly health: 'normal' | 'warning' | 'critical' | 'none';
  readonly failoverHealth: 'normal' | 'warning' | 'critical' | 'none';
  readonly healthErrors: readonly HealthError[];
  /** Only while the first copy runs. */
  readonly firstCopyPercent?: number;
  readonly rpoSeconds?: number;
  readonly rpoCalculatedAt?: Date;
  readonly lastDrillAt?: Date;
  readonly lastDrillSucceeded?: boolean;
  readonly disks: readonly ReplicatedDisk[];
  /** Only where the item was asked for by itself: disks attached to the machine that are not replicated, by LUN. */
  readonly unprotectedLuns?: readonly number[];
  readonly nics: readonly ReplicatedNic[];
  readonly agentVersion?: string;
  readonly agentExpiresAt?: Date;
  readonly agentUpdateWaits: boolean;
  readonly runningJob?: { readonly scenario: string; readonly jobId: string; readonly startedAt: Date };
}

export interface HealthError {
  readonly code: string;
  readonly summary: string;
  readonly possibleCauses: string;
  readonly recommendedAction: string;
  readonly level: 'warning' | 'critical';
  readonly since?: Date;
}

export interface ReplicatedDisk {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes?: number;
  readonly targetDiskId?: string;
  readonly cacheAccountId?: string;
  readonly replicaType?: string;
  readonly targetType?: string;
  readonly pendingMb?: number;
  readonly role?: 'os' | 'data';
  readonly recoveryResourceGroupId?: string;
  readonly encryptionSetId?: string;
  readonly resyncRequired?: boolean;
  /** In Azure's words, and only where the item was asked for by itself: lists do not say it. */
  readonly stateAsAzureSays?: string;
}

export interface ReplicatedNic {
  readonly id: string;
  /** The name of its first IP configuration. */
  readonly ipConfiguration?: string;
  readonly recoverySubnet?: string;
  readonly recoveryAddress?: string;
  readonly drillSubnet?: string;
}

/** What lists say of a recovery plan: its groups they leave out. */
export interface RecoveryPlanSummary {
  readonly id: string;
  readonly name: string;
  readonly vaultId: string;
  readonly sourceRegion: string;
  readonly targetRegion: string;
  readonly primaryFabricId: string;
  readonly recoveryFabricId: string;
  readonly allowed: readonly string[];
  readonly lastDrillAt?: Date;
  readonly runningJob?: ProtectedItem['runningJob'];
}

export interface RecoveryPlan extends RecoveryPlanSummary {
  readonly groups: readonly RecoveryPlanGroup[];
}

export interface RecoveryPlanGroup {
  readonly kind: 'shutdown' | 'failover' | 'boot';
  readonly itemIds: readonly string[];
  readonly before: readonly PlanAction[];
  readonly after: readonly PlanAction[];
}

export interface PlanAction {
  readonly name: string;
  readonly kind: 'manual' | 'script' | 'runbook';
  /** Of a manual action. */
  readonly instructions?: string;
  /** Of a script, its path; of a runbook, its id. */
  readonly runs?: string;
  readonly runsAt?: 'source' | 'target';
  /** With which of them it takes part; where nothing is said, with both. */
  readonly during?: readonly ('failover' | 'drill')[];
}

export interface ReplicationPolicy {
  readonly id: string;
  readonly name: string;
  readonly vaultId: string;
  readonly retentionMinutes: number;
  /** 0: none are made. */
  readonly appConsistentEveryMinutes: number;
  readonly multiVmConsistency: boolean;
}

export interface RecoveryEvent {
  readonly id: string;
  readonly at: Date;
  readonly vaultId: string;
  readonly about: string;
  readonly what: string;
  readonly severity: 'info' | 'warning' | 'critical';
}

export interface ItemRecoveryPoint {
  readonly id: string;
  readonly itemId: string;
  readonly at: Date;
  readonly consistency: 'crash' | 'application';
}

export interface RecoveryReader {
  /** Those of all vaults. Of these machines, and perhaps of others, where some are named: that may be fewer requests. */
  items(how: Freshness, vmIds?: readonly string[]): Promise<Reading<readonly ProtectedItem[]>>;
  item(id: string, how: Freshness): Promise<Reading<ProtectedItem>>;
  recoveryPoints(itemId: string): Promise<Reading<readonly ItemRecoveryPoint[]>>;
  plans(how: Freshness): Promise<Reading<readonly RecoveryPlanSummary[]>>;
  plan(id: string, how: Freshness): Promise<Reading<RecoveryPlan>>;
  policies(vaultId: string): Promise<Reading<readonly ReplicationPolicy[]>>;
  jobs(since: Date): Promise<Reading<readonly Job[]>>;
  job(id: string): Promise<Reading<Job>>;
  /** What replication in a vault stands on: fabrics, containers, and what is mapped to what. */
  setup(vaultId: string): Promise<Reading<RecoverySetup>>;
  events(since: Date): Promise<Reading<readonly RecoveryEvent[]>>;
}

export type PointSelector =
  | { readonly kind: 'latest' | 'latest-processed' | 'app-consistent' | 'crash-consistent' }
  | { readonly kind: 'id'; readonly id: string };

export interface RecoveryWriter extends ProtectionWriter, RecoverySetupWriter, RecoveryPlanWriter {
  failover(
    order: { readonly itemId: string; readonly pointId?: string; readonly shutdownSource: boolean },
    sending: Sending,
  ): Promise<OperationToken>;
  drill(
    order: { readonly itemId: string; readonly networkId: string; readonly pointId?: string },
    sending: Sending,
  ): Promise<OperationToken>;
  cleanUpDrill(order: { readonly itemId: string; readonly notes: string }, sending: Sending): Promise<OperationToken>;
  changePoint(order: { readonly itemId: string; readonly pointId: string }, sending: Sending): Promise<OperationToken>;
  commit(order: { readonly itemId: string }, sending: Sending): Promise<OperationToken>;
  cancelFailover(order: { readonly itemId: string }, sending: Sending): Promise<OperationToken>;
  /** Replicates a failed-over machine back: the item moves to the other fabric. */
  reprotect(order: ReprotectOrder, sending: Sending): Promise<OperationToken>;
  resync(order: { readonly itemId: string }, sending: Sending): Promise<OperationToken>;
  jobAction(
    order: { readonly jobId: string; readonly action: 'cancel' | 'restart' | 'resume'; readonly notes?: string },
    sending: Sending,
  ): Promise<OperationToken>;
  standing(token: OperationToken): Promise<OperationStanding>;
  /** What became of a call on this item (or plan, or other resource) that was sent with this request id. */
  reconcile(order: {
    readonly itemId: string;
    readonly scenario: RecoveryCall;
    readonly requestId: string;
    readonly sentAt: Date;
  }): Promise<Reconciled>;
}

/** A write, by the name of its method. */
export type RecoveryCall = Exclude<keyof RecoveryWriter, 'standing' | 'reconcile'>;

export interface ReprotectOrder {
  /** The container of the item, which it is to leave, and which then is where it is replicated to. */
  readonly containerId: string;
  readonly itemName: string;
  readonly policyId: string;
  readonly recoveryResourceGroupId: string;
  readonly recoveryAvailabilitySetId?: string;
  readonly recoveryZone?: string;
  readonly disks: readonly DiskOrder[];
}

/** A managed disk to replicate. */
export interface DiskOrder {
  readonly diskId: string;
  /** A storage account in the disk's own region. */
  readonly cacheAccountId: string;
  readonly recoveryResourceGroupId: string;
  readonly replicaType?: string;
  readonly targetType?: string;
  readonly encryptionSetId?: string;
}
