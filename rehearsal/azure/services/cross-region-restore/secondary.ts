import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { itemNotFound } from '../backup/errors.ts';
import { findItem, itemIdIn, itemsOf, type ProtectedItem } from '../backup/item.ts';
import { fractionFor } from '../backup/numbers.ts';
import { type RecoveryPoint, recoveryPointsOf } from '../backup/recovery-points.ts';
import { HOUR } from '../backup/times.ts';
import { pairOf } from '../resources/regions.ts';
import { findVault, hasCrossRegionRestore, requireVault, type Vault, vaultIdOf } from '../vaults/vault.ts';

/** The secondary region is not asked by an address of its own but by these versions of the same addresses. */
const VERSIONS: ReadonlySet<string> = new Set(['2018-12-20', '2021-11-15', '2023-01-15']);

export function asksSecondary(apiVersion: string): boolean {
  return VERSIONS.has(apiVersion);
}

/** Where a call about a vault is answered: it goes on when the vault's own region is lost. */
export function secondaryRegionIn({ params, world }: ArmRequest): string | undefined {
  const id = vaultIdOf(`${params.subscriptionId}`, `${params.resourceGroupName}`, `${params.vaultName}`);
  const vault = findVault(world, id);
  return vault === undefined ? undefined : pairOf(vault.location);
}

/** The vault of the path, if it lets itself be restored elsewhere. */
export function requireCrossRegionVault(request: ArmRequest): Vault {
  const vault = requireVault(request);
  requireEnabled(vault);
  return vault;
}

export function requireEnabled(vault: Vault): void {
  if (hasCrossRegionRestore(vault)) return;
  const message =
    'Cross Region Restore is not enabled in this vault. Please enable Cross Region Restore in this vault.';
  throw new ArmError(400, 'BMSUserErrorCrossRegionRestoreNotEnabledInThisVault', message);
}

/** The points whose data have arrived in the secondary region, the newest first. */
export function secondaryPointsOf(world: World, item: ProtectedItem): RecoveryPoint[] {
  const now = world.clock.now();
  return recoveryPointsOf(world, item).filter((point) => arrivalOf(point) <= now);
}

/** Replication takes up to 12 hours: with daily backups, the newest point there is up to 36 hours old. */
function arrivalOf(point: RecoveryPoint): number {
  if (point.vaultedAt === undefined) return Number.POSITIVE_INFINITY;
  return point.vaultedAt + (4 + 8 * fractionFor(point.id)) * HOUR;
}

export function secondaryItemsOf(world: World, vault: Vault): ProtectedItem[] {
  return itemsOf(world, vault.id).filter(
    (item) => item.softDeletedAt === undefined && secondaryPointsOf(world, item).length > 0,
  );
}

export function requireSecondaryItem(request: ArmRequest): { vault: Vault; item: ProtectedItem } {
  const vault = requireCrossRegionVault(request);
  const item = findItem(request.world, itemIdIn(request, vault));
  if (item === undefined || item.softDeletedAt !== undefined) throw itemNotFound();
  return { vault, item };
}
