import type { Principal } from '../../entra/principal.ts';

/** What a world begins with, as data. */
export interface Scenario {
  readonly name: string;
  readonly tenantId: string;
  /** All parts are in the first one. */
  readonly subscriptions: readonly ScenarioSubscription[];
  readonly seed: number;
  readonly principals: readonly ScenarioPrincipal[];
  /** Where a stepped clock begins; a running one begins now. */
  readonly start: string;
  readonly regions: readonly ScenarioRegion[];
  readonly vaults: readonly ScenarioVault[];
  readonly applications: readonly ScenarioApplication[];
  /** Of applications, beside those that the regions have for caches. */
  readonly accounts?: readonly ScenarioAccount[];
  readonly quotas?: readonly ScenarioQuota[];
}

interface ScenarioSubscription {
  readonly id: string;
  readonly displayName: string;
}

/** Somebody who can get a token, and what they may do. */
export interface ScenarioPrincipal {
  readonly name: string;
  readonly kind: Principal['kind'];
  readonly objectId: string;
  readonly appId?: string;
  /** Object ids of groups that it belongs to. */
  readonly groups?: readonly string[];
  readonly roles: readonly ScenarioRole[];
}

interface ScenarioRole {
  /** Display name of a built-in role. */
  readonly role: string;
  /** Default: the first subscription. */
  readonly scope?: string;
}

/** Gets a group `network-<region>` with a virtual network, a storage account for caches and a network watcher. */
export interface ScenarioRegion {
  readonly name: string;
  /** The first two numbers of its addresses: `10.10`. */
  readonly network: string;
  /** Of a second network, apart from the first, for drills: `10.99`. */
  readonly drillNetwork?: string;
}

/** In a group of its own name. */
interface ScenarioVault {
  readonly name: string;
  readonly location: string;
  readonly redundancy: 'LocallyRedundant' | 'GeoRedundant';
  readonly crossRegionRestore: boolean;
}

/** A storage account in the group of an application, where that is. */
export interface ScenarioAccount {
  readonly name: string;
  readonly application: string;
  readonly sku: string;
}

/** Machines that belong together, in a group named after the application. */
export interface ScenarioApplication {
  readonly name: string;
  readonly location: string;
  readonly machines: readonly ScenarioMachine[];
  /** Where its machines are replicated to, by which vault; machines may differ. */
  readonly replication?: ScenarioReplication;
  /** The start groups of its recovery plan, by names of machines. */
  readonly plan?: readonly (readonly string[])[];
  /** The vault that keeps its machines' backups; machines may differ. */
  readonly backup?: string;
}

interface ScenarioReplication {
  readonly vault: string;
  readonly target: string;
  /** False spares the disks in the target region, where there are very many machines. */
  readonly replicaDisks?: boolean;
}

export interface ScenarioMachine {
  readonly name: string;
  /** Default: `Standard_D2s_v5`. */
  readonly size?: string;
  /** Default: Linux. */
  readonly osType?: 'Linux' | 'Windows';
  /** Sizes of the data disks in GB. */
  readonly dataDisks?: readonly number[];
  /** Nobody has initialised them inside: only Azure's job notices, when replication is enabled. */
  readonly rawDataDisks?: true;
  readonly zone?: string;
  /** Default: running. */
  readonly stopped?: boolean;
  /** What is out of the ordinary about the machine itself. */
  readonly trait?: MachineTrait;
  /** Default where its application is replicated: protected. */
  readonly replication?: ReplicationStage;
  /** Default where its application is backed up: done each day. */
  readonly backup?: BackupStage;
}

type MachineTrait =
  | 'agent-not-ready'
  | 'confidential'
  | 'customer-keys'
  | 'outbound-blocked'
  | 'private-disks'
  | 'unmanaged-disks';

export type ReplicationStage =
  | 'none'
  | 'protected'
  | 'initial'
  | 'rpo-breached'
  | 'heartbeat-down'
  | 'agent-expired'
  | 'drill-pending'
  | 'failed-over';

export type BackupStage = 'none' | 'daily' | 'failing' | 'first-pending' | 'stopped';

interface ScenarioQuota {
  readonly location: string;
  /** A family as `GET usages` names it; `cores` is all of the region together. */
  readonly family: string;
  readonly limit: number;
}

export function principalOf({ tenantId }: Scenario, principal: ScenarioPrincipal): Principal {
  const { name, kind, objectId, appId, groups = [] } = principal;
  return { name, kind, objectId, tenantId, groups, ...(appId !== undefined && { appId }) };
}
