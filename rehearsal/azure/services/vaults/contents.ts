import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import type { Vault } from './vault.ts';

const BACKUP_ITEM_TYPE = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems';
const REPLICATED_ITEM_TYPE =
  'Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers/replicationProtectedItems';
const RECOVERY_PLAN_TYPE = 'Microsoft.RecoveryServices/vaults/replicationRecoveryPlans';

/** What other services keep in a vault: it locks its redundancy and keeps it from being deleted. */
interface VaultContents {
  readonly backupItems: readonly ArmResource[];
  readonly replicatedItems: readonly ArmResource[];
  readonly recoveryPlans: readonly ArmResource[];
}

export function contentsOf(world: World, vault: Vault): VaultContents {
  return {
    backupItems: world.resources.list(BACKUP_ITEM_TYPE, vault.id),
    replicatedItems: world.resources.list(REPLICATED_ITEM_TYPE, vault.id),
    recoveryPlans: world.resources.list(RECOVERY_PLAN_TYPE, vault.id),
  };
}

export function holdsBackups(world: World, vault: Vault): boolean {
  return contentsOf(world, vault).backupItems.length > 0;
}
