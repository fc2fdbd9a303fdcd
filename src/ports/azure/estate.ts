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

/** A machine of which no more is known than where it is. */
export type NamedVm = Pick<Vm, 'id' | 'name' | 'resourceGroup' | 'region'>;

export interface VmDisk {
  readonly name: string;
  /** Absent where the disk is a page blob. */
  readonly id?: string;
  readonly blobUri?: string;
  readonly role: 'os' | 'data';
  readonly sizeGb?: number;
  readonly type?: string;
  readonly encryptionSetId?: string;
  readonly writeAccelerated?: true;
  /** Of the operating system, on the host itself: it is lost whenever the machine moves. */
  readonly ephemeral?: true;
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
  /** Where it is encrypted with keys of one's own. */
  readonly encryptionSetId?: string;
  readonly createdAt?: Date;
  /** Several machines may attach it. */
  readonly shared?: true;
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
  /** Where its copy can be read at any time; most redundancies have none. */
  readonly secondaryEndpoint?: string;
  readonly lastSyncAt?: Date;
  readonly canFailover?: boolean;
  /** With both regions working, and nothing lost. */
  readonly canPlannedFailover?: boolean;
  /** What it would be afterwards, without preparation: `Standard_LRS`. */
  readonly skuAfterFailover?: string;
}

export interface VirtualNetwork {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly prefixes: readonly string[];
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

/** Of a machine: where it is plugged in. */
export interface NetworkCard {
  readonly id: string;
  readonly networkId?: string;
  readonly subnet?: string;
  /** The name of its first IP configuration. */
  readonly ipConfiguration?: string;
}

/** As it applies to a network card of a running machine. */
export interface NetworkRoute {
  readonly prefixes: readonly string[];
  /** Where it leads: `Internet`, `VnetLocal`, `VirtualNetworkGateway`, `VirtualAppliance`, `None`. */
  readonly nextHop: string;
  readonly nextHopAddresses: readonly string[];
}

export interface AvailabilitySet {
  readonly id: string;
  readonly region: string;
  readonly faultDomains: number;
  readonly updateDomains: number;
}

/** What exists: machines, networks, quotas, regions. */
export interface EstateReader {
  vms(how: Freshness): Promise<Reading<readonly Vm[]>>;
  /** Of the deployment model before the Resource Manager: known by name, so that they can be refused by it. */
  classicVms(): Promise<Reading<readonly Pick<Vm, 'id' | 'name' | 'resourceGroup'>[]>>;
  /** Those that Azure's list leaves out, because their region is down; from its inventory, some minutes old. */
  unlistedVms(): Promise<readonly NamedVm[]>;
  vm(id: string): Promise<Reading<Vm>>;
  vmState(id: string): Promise<Reading<VmState>>;
  disk(id: string): Promise<Reading<Disk>>;
  disksIn(resourceGroupId: string): Promise<Reading<readonly Disk[]>>;
  regions(subscription: string): Promise<Reading<readonly Region[]>>;
  quotas(subscription: string, region: string): Promise<Reading<readonly Quota[]>>;
  sizes(subscription: string, region: string): Promise<Reading<readonly SizeOffer[]>>;
  /** As they apply to a network card of a running machine. */
  effectiveRules(nicId: string): Promise<Reading<readonly NetworkRule[]>>;
  effectiveRoutes(nicId: string): Promise<Reading<readonly NetworkRoute[]>>;
  nic(id: string): Promise<Reading<NetworkCard>>;
  networks(subscription: string): Promise<Reading<readonly VirtualNetwork[]>>;
  /** How far copies are is in `storageAccount` alone. */
  storageAccounts(subscription: string): Promise<Reading<readonly StorageAccount[]>>;
  storageAccount(id: string): Promise<Reading<StorageAccount>>;
  /** Undefined: there is none. */
  network(id: string): Promise<Reading<VirtualNetwork | undefined>>;
  /** Undefined: there is none. */
  availabilitySet(id: string): Promise<Reading<AvailabilitySet | undefined>>;
}
