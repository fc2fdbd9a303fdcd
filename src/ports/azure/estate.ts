import type { Freshness, Reading } from './reading.ts';

export interface Vm {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscription: string;
  readonly region: string;
  readonly size: string;
  readonly os: 'linux' | 'windows' | 'unknown';
  readonly zones: readonly string[];
  readonly availabilitySetId?: string;
  readonly confidential: boolean;
  readonly disks: readonly VmDisk[];
  readonly nicIds: readonly string[];
}

export interface VmDisk {
  readonly name: string;
  /** Absent where the disk is a page blob. */
  readonly id?: string;
  readonly blobUri?: string;
  readonly role: 'os' | 'data';
  readonly sizeGb?: number;
  readonly type?: string;
  readonly encryptionSetId?: string;
}

export interface VmState {
  readonly power: 'running' | 'stopped' | 'deallocated' | 'other';
  readonly agent: 'ready' | 'not-ready' | 'unknown';
  readonly provisioning: string;
}

export interface Disk {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly sizeGb: number;
  readonly type: string;
  readonly state: string;
  readonly networkAccess: 'everywhere' | 'private' | 'none';
  readonly diskAccessId?: string;
  readonly encryption?: string;
}

export interface Region {
  /** `westus2`. */
  readonly name: string;
  /** `West US 2`. */
  readonly title: string;
  /** Azure's geographic cluster: replication stays within it. */
  readonly geographyGroup: string;
  readonly geography: string;
  readonly pairedWith?: string;
  readonly zones: boolean;
}

export interface Quota {
  readonly family: string;
  readonly title: string;
  readonly used: number;
  readonly limit: number;
}

export interface SizeOffer {
  readonly size: string;
  readonly family: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly zones: readonly string[];
  /** Why this subscription may not have it there. */
  readonly restricted?: string;
}

export interface NetworkRule {
  readonly name: string;
  readonly direction: 'inbound' | 'outbound';
  readonly access: 'allow' | 'deny';
  readonly priority: number;
  readonly protocol: string;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly destinationPorts: readonly string[];
  /** Traffic needs the consent of every group that applies: that of the card and that of its subnet. */
  readonly groupId?: string;
}

export interface StorageAccount {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly sku: string;
  readonly kind: string;
  readonly secondaryRegion?: string;
  readonly lastSyncAt?: Date;
  readonly canFailover?: boolean;
}

export interface VirtualNetwork {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly subnets: readonly {
    readonly name: string;
    readonly id: string;
    readonly prefix: string;
    readonly nsgId?: string;
    readonly routeTableId?: string;
    /** Ids of the network cards (and other things) that have an address in it. */
    readonly holders?: readonly string[];
  }[];
  readonly peeredWith?: readonly string[];
}

/** What exists: machines, networks, quotas, regions. */
export interface EstateReader {
  vms(how: Freshness): Promise<Reading<readonly Vm[]>>;
  vm(id: string): Promise<Reading<Vm>>;
  vmState(id: string): Promise<Reading<VmState>>;
  disk(id: string): Promise<Reading<Disk>>;
  regions(subscription: string): Promise<Reading<readonly Region[]>>;
  quotas(subscription: string, region: string): Promise<Reading<readonly Quota[]>>;
  sizes(subscription: string, region: string): Promise<Reading<readonly SizeOffer[]>>;
  /** As they apply to a network card of a running machine. */
  effectiveRules(nicId: string): Promise<Reading<readonly NetworkRule[]>>;
  networks(subscription: string): Promise<Reading<readonly VirtualNetwork[]>>;
  storageAccounts(subscription: string): Promise<Reading<readonly StorageAccount[]>>;
  storageAccount(id: string): Promise<Reading<StorageAccount>>;
}
