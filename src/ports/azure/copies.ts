import type { Freshness, Reading } from './reading.ts';
import type { OperationStanding, OperationToken, Sending } from './write.ts';

/** A restore point of a machine, or a copy of one in another region. */
export interface RestorePoint {
  readonly id: string;
  readonly name: string;
  readonly collectionId: string;
  readonly region: string;
  /** The machine, while Azure still says it: a copy's collection knows only its source collection. */
  readonly vmId?: string;
  /** Set on a copy. */
  readonly copyOf?: string;
  /** Of a copy: the time of its source. */
  readonly createdAt?: Date;
  /** Asked for application-consistent, a Linux machine gives file-system-consistent. */
  readonly consistency: 'crash' | 'application' | 'file-system' | 'unknown';
  readonly provisioning: 'creating' | 'succeeded' | 'failed' | 'other';
  readonly disks: readonly DiskPoint[];
  /** As it was at that moment. */
  readonly machine?: PointMachine;
}

interface PointMachine {
  readonly size?: string;
  readonly os: 'linux' | 'windows' | 'unknown';
  readonly confidential: boolean;
  /** Such a machine can only be made again as one. */
  readonly trustedLaunch: boolean;
}

/** How far a copy is. */
export type PointProgress = Pick<RestorePoint, 'provisioning' | 'disks'>;

export interface DiskPoint {
  readonly id: string;
  readonly diskName: string;
  readonly sizeBytes?: number;
  /** How much of it has arrived; 100 where nothing is copied. Absent where Azure does not say. */
  readonly percent?: number;
  /** Azure has given the copy of this disk up; of a restore point's it says no more than that. */
  readonly copyFailed?: true;
  /** Why, of a snapshot's copy. */
  readonly copyError?: string;
  readonly encryption?: string;
  /** The disk that it is a point of, which may be gone. */
  readonly diskId?: string;
  /** `Premium_LRS`. */
  readonly type?: string;
  /** Where it is attached; absent: it is the disk of the operating system. */
  readonly lun?: number;
}

export interface RestorePointCollection {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly vmId?: string;
  readonly sourceCollectionId?: string;
  readonly sourceRegion?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Snapshot {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly diskId?: string;
  readonly copyOf?: string;
  readonly createdAt?: Date;
  readonly incremental: boolean;
  readonly sizeBytes?: number;
  readonly percent?: number;
  readonly copyError?: string;
  /** Absent: it is of a disk without an operating system. */
  readonly os?: 'linux' | 'windows';
  readonly encryption?: string;
}

export interface CopiesReader {
  collections(how: Freshness): Promise<Reading<readonly RestorePointCollection[]>>;
  /** Undefined: there is none. */
  collection(id: string): Promise<Reading<RestorePointCollection | undefined>>;
  /** In one read; the progress of copies is in `restorePoint` alone, which costs a read a point. */
  restorePoints(collectionId: string): Promise<Reading<readonly RestorePoint[]>>;
  restorePoint(id: string): Promise<Reading<RestorePoint>>;
  /** Of a restore point or a snapshot, in one request: for what is asked often. Undefined: there is none. */
  progress(id: string): Promise<Reading<PointProgress | undefined>>;
  snapshots(how: Freshness): Promise<Reading<readonly Snapshot[]>>;
  snapshot(id: string): Promise<Reading<Snapshot>>;
}

export interface CollectionOrder {
  readonly id: string;
  readonly region: string;
  readonly sourceId: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface PointOrder {
  readonly id: string;
  readonly consistency: 'crash' | 'application';
  readonly excludeDiskIds: readonly string[];
}

export interface NewDisk {
  readonly id: string;
  readonly region: string;
  readonly from: { readonly kind: 'disk-point' | 'snapshot'; readonly id: string };
  readonly type: string;
  readonly zone?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface NewNetworkCard {
  readonly id: string;
  readonly region: string;
  readonly subnetId: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface NewMachine {
  readonly id: string;
  readonly region: string;
  readonly size: string;
  readonly zone?: string | undefined;
  readonly os: 'linux' | 'windows';
  readonly trustedLaunch: boolean;
  readonly osDiskId: string;
  readonly dataDisks: readonly { readonly id: string; readonly lun: number }[];
  readonly networkCardId: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface CopiesWriter {
  createCollection(order: CollectionOrder, sending: Sending): Promise<OperationToken>;
  createRestorePoint(order: PointOrder, sending: Sending): Promise<OperationToken>;
  copyRestorePoint(
    order: { readonly id: string; readonly sourceId: string },
    sending: Sending,
  ): Promise<OperationToken>;
  deleteRestorePoint(order: { readonly id: string }, sending: Sending): Promise<OperationToken>;
  createSnapshot(
    order: { readonly id: string; readonly region: string; readonly diskId: string; readonly incremental: boolean },
    sending: Sending,
  ): Promise<OperationToken>;
  copySnapshot(
    order: { readonly id: string; readonly region: string; readonly sourceId: string },
    sending: Sending,
  ): Promise<OperationToken>;
  deleteSnapshot(order: { readonly id: string }, sending: Sending): Promise<OperationToken>;
  /** From one disk of a restore point, or from a snapshot, in the region where that is. */
  createDisk(order: NewDisk, sending: Sending): Promise<OperationToken>;
  deleteDisk(order: { readonly id: string }, sending: Sending): Promise<OperationToken>;
  createNetworkCard(order: NewNetworkCard, sending: Sending): Promise<OperationToken>;
  /** From disks that are there. */
  createMachine(order: NewMachine, sending: Sending): Promise<OperationToken>;
  standing(token: OperationToken): Promise<OperationStanding>;
}
