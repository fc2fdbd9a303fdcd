import type { ArmRequest } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { findVault, requireVault, type Vault } from '../vaults/vault.ts';
import { itemNotFound } from './errors.ts';
import type { Machine } from './machine.ts';
import { ITEM_TYPE } from './names.ts';
import { type Rules, rulesOf } from './policy.ts';

/** A virtual machine that Azure Backup protects, or whose backups it still keeps. */
export interface ProtectedItem extends ArmResource {
  properties: {
    friendlyName: string;
    virtualMachineId: string;
    sourceResourceId: string;
    containerName: string;
    protectedItemDataId: string;
    /** Empty once protection is stopped. */
    policyId: string;
    policyName: string;
  };
  vaultId: string;
  machine: Machine;
  history: BackupHistory;
  /** Milliseconds since the epoch; set while the data can still be brought back. */
  softDeletedAt: number | undefined;
}

interface BackupHistory {
  /** The regular backups, which are computed from the clock. Undefined while protection is stopped. */
  rhythm: Rhythm | undefined;
  /** Backups on demand, and regular ones from before the rhythm last changed. */
  taken: TakenBackup[];
}

interface Rhythm {
  readonly firstAt: number;
  readonly everyMs: number;
  /** Where backups have been failing: when the last good one began. */
  readonly lastGoodAt: number | undefined;
}

/** One backup that led to a recovery point. All times in milliseconds since the epoch. */
export interface TakenBackup {
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly instantUntil: number;
  /** When its data had reached the vault; undefined while they have not. */
  vaultedAt: number | undefined;
  /** Of the policy's rhythm, and asked for by nobody. */
  readonly regular?: true;
}

/** The item that the request's path names, whichever container and letter case it is written with. */
export function requireItem(request: ArmRequest): { vault: Vault; item: ProtectedItem } {
  const vault = requireVault(request);
  const item = findItem(request.world, itemIdIn(request, vault));
  if (item === undefined) throw itemNotFound();
  return { vault, item };
}

export function itemIdIn({ params }: ArmRequest, vault: Vault): string {
  const container = `${params.containerName}`;
  return `${vault.id}/backupFabrics/${params.fabricName}/protectionContainers/${container}/protectedItems/${params.protectedItemName}`;
}

export function findItem(world: World, id: string): ProtectedItem | undefined {
  const resource = world.resources.get(id);
  return resource?.type === ITEM_TYPE ? (resource as ProtectedItem) : undefined;
}

export function itemsOf(world: World, scope: string): ProtectedItem[] {
  return world.resources.list(ITEM_TYPE, scope) as ProtectedItem[];
}

/** The item that protects a machine, in whichever vault. */
export function findItemOf(world: World, vmId: string): ProtectedItem | undefined {
  const wanted = vmId.toLowerCase();
  return itemsOf(world, vmId.split('/').slice(0, 3).join('/')).find(
    (item) => item.properties.sourceResourceId.toLowerCase() === wanted,
  );
}

export function rulesFor(world: World, item: ProtectedItem): Rules {
  return rulesOf(world.resources.get(item.properties.policyId)?.properties ?? {});
}

export function vaultOf(world: World, item: ProtectedItem): Vault | undefined {
  return findVault(world, item.vaultId);
}
