import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';
import { holdsBackups } from './contents.ts';
import { hasCrossRegionRestore, type Redundancy, type Vault } from './vault.ts';

export interface RedundancyWish {
  readonly redundancy?: Redundancy | undefined;
  readonly crossRegionRestore?: boolean | undefined;
}

/** Refuses what the vault's state does not allow: the redundancy locks with the first item, Cross Region Restore stays. */
export function requireRedundancyChangeable(world: World, vault: Vault, wish: RedundancyWish): void {
  const { standardTierStorageRedundancy: current } = vault.properties.redundancySettings;
  const redundancy = wish.redundancy ?? current;
  const crossRegionRestore = wish.crossRegionRestore ?? hasCrossRegionRestore(vault);
  requireGeoForCrossRegionRestore(redundancy, crossRegionRestore);
  if (!holdsBackups(world, vault)) return;
  if (redundancy !== current) throw locked();
  if (hasCrossRegionRestore(vault) && !crossRegionRestore) throw staysEnabled();
}

export function applyRedundancy(vault: Vault, wish: RedundancyWish): void {
  const settings = vault.properties.redundancySettings;
  if (wish.redundancy !== undefined) settings.standardTierStorageRedundancy = wish.redundancy;
  if (wish.crossRegionRestore !== undefined) {
    settings.crossRegionRestore = wish.crossRegionRestore ? 'Enabled' : 'Disabled';
  }
}

function locked(): ArmError {
  const message =
    'Storage Redundancy option is locked when the first machine is registered with the vault, and cannot be modified thereafter.';
  return new ArmError(400, 'StorageModelModifyError', message);
}

export function requireGeoForCrossRegionRestore(redundancy: Redundancy, crossRegionRestore: boolean): void {
  if (!crossRegionRestore || redundancy === 'GeoRedundant') return;
  const message = 'Cross Region Restore can be enabled only in a vault whose storage is geo-redundant.';
  throw new ArmError(400, 'BMSUserErrorUnableToEnableCrossRegionRestore', message);
}

function staysEnabled(): ArmError {
  const message = 'Cross Region Restore cannot be disabled once items are protected in the vault.';
  return new ArmError(400, 'BMSUserErrorUnableToDisableCrossRegionRestore', message);
}
