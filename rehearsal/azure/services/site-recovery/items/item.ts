import type { ArmResource } from '../../../world/resources.ts';

/** A replicated machine. It lies under the fabric and container that it is replicated from. */
export interface ProtectedItem extends ArmResource {
  readonly state: ItemState;
}

/** Everything that cannot be worked out from the clock, the policy and the machine. Kept small: there may be 10,000. */
export interface ItemState {
  vmId: string;
  readonly vmName: string;
  osType: 'Windows' | 'Linux';
  size: string;
  policyId: string;
  recoveryContainerId: string;
  recoveryResourceGroupId: string;
  recoveryNetworkId: string | undefined;
  recoverySubnet: string | undefined;
  availabilitySetId: string | undefined;
  zone: string | undefined;
  disks: ItemDisk[];
  readonly excludedDiskIds: string[];
  readonly group: { readonly id: string; readonly name: string };
  /** Stays the same when the direction changes. */
  readonly lifecycleId: string;
  /** How often the direction has changed. */
  turn: number;
  readonly initialPrimary: string;
  readonly initialRecovery: string;
  phase: 'enabling' | 'enabling-failed' | 'replicating' | 'failed-over' | 'committed';
  /** When the phase began. */
  since: number;
  /** When the initial replication was or will be through. */
  protectedAt: number;
  /** A fixed RPO, where a scenario wants one. */
  rpoSeconds: number | undefined;
  readonly troubles: Trouble[];
  failover: Failover | undefined;
  test: TestRun | undefined;
  lastTestAt: number | undefined;
  lastFailoverAt: number | undefined;
  /** Since when it copies everything again. */
  resyncSince: number | undefined;
  /** The job under way. */
  busy: string | undefined;
  agentVersion: string;
  settings: ItemSettings;
}

export interface ItemDisk {
  /** Of a managed disk; the address of a blob otherwise. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly role: 'OperatingSystem' | 'Data';
  readonly cacheAccountId: string;
  readonly groupId: string;
  /** Where the blob is copied to; managed disks have none. */
  readonly recoveryAccountId: string | undefined;
  replicaSku: string;
  targetSku: string;
  readonly encryptionSetId: string | undefined;
  /** The disk that a failback will replace. */
  readonly originalId: string | undefined;
  failoverName: string | undefined;
  testName: string | undefined;
  /** Of a disk that was added later: when it was through. */
  readonly readyAt: number | undefined;
}

export type TroubleKind = 'churn' | 'cache-throttled' | 'heartbeat-lost' | 'agent-expiring' | 'resync-required';

interface Trouble {
  readonly kind: TroubleKind;
  readonly since: number;
}

interface Failover {
  readonly at: number;
  readonly pointId: string;
  readonly pointTime: number;
  readonly vmId: string;
}

interface TestRun {
  readonly at: number;
  readonly vmId: string;
  readonly networkId: string;
  /** A job that waits for the clean-up. */
  readonly jobId: string | undefined;
}

/** What a PATCH has set. */
export interface ItemSettings {
  vmName?: string;
  testVmName?: string;
  testNetworkId?: string;
  licenseType?: string;
  bootDiagnosticsAccountId?: string;
  proximityGroupId?: string;
  scaleSetId?: string;
  capacityReservationId?: string;
  readonly nics: Map<string, NicSettings>;
}

/** By a network interface's GUID. */
export interface NicSettings {
  readonly selectionType?: string;
  readonly recoveryNicName?: string;
  readonly recoveryNicGroup?: string;
  readonly reuseExisting?: boolean;
  readonly testNicName?: string;
  readonly testNicGroup?: string;
  readonly reuseExistingForTest?: boolean;
  readonly recoveryNsgId?: string;
  readonly testNsgId?: string;
  readonly acceleratedOnRecovery?: boolean;
  readonly acceleratedOnTest?: boolean;
  readonly recoverySubnet?: string;
  readonly recoveryAddress?: string;
  readonly testSubnet?: string;
  readonly testAddress?: string;
}

/** Lists leave out what only the machine's own region could tell. */
export type ItemViewer = 'list' | 'get';
