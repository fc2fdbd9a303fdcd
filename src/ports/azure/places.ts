import type { Freshness, Reading } from './reading.ts';
import type { OperationStanding, OperationToken, Sending } from './write.ts';

/** In how many places a vault keeps its backups. */
export type Redundancy = 'local' | 'zone' | 'geo';

export interface Vault {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscription: string;
  readonly region: string;
  readonly redundancy: Redundancy | 'unknown';
  readonly crossRegionRestore: boolean;
  /** For how many days deleted backups can be brought back; 0 where they are gone at once. Absent: Azure does not say. */
  readonly softDeleteDays?: number;
  /** Azure's list leaves it out, as it does with what lies in a region that is down; its inventory has it still. */
  readonly unlisted?: true;
}

/** Where things are kept: vaults, groups, networks, accounts. */
export interface PlacesReader {
  vaults(how: Freshness): Promise<Reading<readonly Vault[]>>;
  vault(id: string): Promise<Reading<Vault>>;
  /** Undefined: there is none. */
  resourceGroup(id: string): Promise<Reading<{ readonly id: string; readonly region: string } | undefined>>;
}

/** What is created, by an id that the caller chose. */
export interface GroupOrder {
  readonly id: string;
  readonly region: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface NetworkOrder extends GroupOrder {
  readonly prefixes: readonly string[];
  readonly subnets: readonly { readonly name: string; readonly prefix: string }[];
}

export interface AvailabilitySetOrder extends GroupOrder {
  readonly faultDomains: number;
  readonly updateDomains: number;
}

export interface AccountOrder extends GroupOrder {
  readonly sku: 'Standard_LRS' | 'Premium_LRS';
}

export interface VaultOrder {
  readonly id: string;
  readonly region: string;
  readonly redundancy: Redundancy;
}

export interface PlacesWriter {
  createNetwork(order: NetworkOrder, sending: Sending): Promise<OperationToken>;
  createAvailabilitySet(order: AvailabilitySetOrder, sending: Sending): Promise<OperationToken>;
  createAccount(order: AccountOrder, sending: Sending): Promise<OperationToken>;
  createResourceGroup(order: GroupOrder, sending: Sending): Promise<OperationToken>;
  createVault(order: VaultOrder, sending: Sending): Promise<OperationToken>;
  setRedundancy(
    order: { readonly vaultId: string; readonly redundancy: Redundancy },
    sending: Sending,
  ): Promise<OperationToken>;
  enableCrossRegionRestore(order: { readonly vaultId: string }, sending: Sending): Promise<OperationToken>;
  setAccountRedundancy(
    order: { readonly accountId: string; readonly sku: string },
    sending: Sending,
  ): Promise<OperationToken>;
  /** Planned: nothing is lost and the copies stay, but both regions must work. Else what did not arrive yet is lost. */
  failOverAccount(
    order: { readonly accountId: string; readonly planned: boolean },
    sending: Sending,
  ): Promise<OperationToken>;
  standing(token: OperationToken): Promise<OperationStanding>;
}
