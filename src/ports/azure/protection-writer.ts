import type { DiskOrder } from './recovery.ts';
import type { OperationToken, Sending } from './write.ts';

/** Begins, changes and ends the replication of machines. */
export interface ProtectionWriter {
  protect(order: ProtectOrder, sending: Sending): Promise<OperationToken>;
  /** Ends replication the clean way. Azure's purge is never offered: it leaves the agent's configuration behind. */
  unprotect(order: { readonly itemId: string }, sending: Sending): Promise<OperationToken>;
  updateProtection(order: ProtectionUpdate, sending: Sending): Promise<OperationToken>;
  addDisks(
    order: { readonly itemId: string; readonly disks: readonly DiskOrder[] },
    sending: Sending,
  ): Promise<OperationToken>;
  removeDisks(
    order: { readonly itemId: string; readonly diskIds: readonly string[] },
    sending: Sending,
  ): Promise<OperationToken>;
  updateAgent(order: { readonly itemId: string }, sending: Sending): Promise<OperationToken>;
}

export interface ProtectOrder {
  /** Where the item shall be: its name is the caller's to choose, so that repeating the call means the same item. */
  readonly itemId: string;
  readonly vmId: string;
  readonly policyId: string;
  readonly recoveryContainerId: string;
  readonly recoveryResourceGroupId: string;
  readonly recoveryNetworkId?: string;
  readonly recoverySubnet?: string;
  readonly recoveryAvailabilitySetId?: string;
  readonly recoveryZone?: string;
  readonly multiVmGroup?: string;
  readonly disks: readonly DiskOrder[];
  /** Of a machine whose disks are page blobs. */
  readonly blobDisks?: readonly BlobDiskOrder[];
}

export interface BlobDiskOrder {
  readonly blobUri: string;
  readonly cacheAccountId: string;
  readonly recoveryAccountId: string;
}

/** What is left out stays as it is. */
export interface ProtectionUpdate {
  readonly itemId: string;
  readonly recoveryVmName?: string;
  readonly recoverySize?: string;
  readonly recoveryNetworkId?: string;
  readonly recoveryResourceGroupId?: string;
  readonly recoveryAvailabilitySetId?: string;
  readonly nics?: readonly {
    readonly nicId: string;
    readonly ipConfiguration: string;
    readonly recoverySubnet?: string;
    readonly recoveryAddress?: string;
  }[];
  readonly disks?: readonly { readonly diskId: string; readonly targetType: string }[];
}
