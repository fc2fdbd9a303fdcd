import type { World } from '../../world/world.ts';
import { applyRedundancy, type RedundancyWish } from './redundancy.ts';
import { etagAt, type Vault } from './vault.ts';
import type { VaultChange } from './vault-body.ts';

/** What a PUT or a PATCH says about the redundancy, if anything. */
export function redundancyWishOf(change: VaultChange): RedundancyWish | undefined {
  const settings = change.properties?.redundancySettings;
  if (settings === undefined) return undefined;
  const flag = settings.crossRegionRestore;
  return {
    redundancy: settings.standardTierStorageRedundancy,
    crossRegionRestore: flag === undefined ? undefined : flag === 'Enabled',
  };
}

/** Carries out a change that was found allowed. */
export function applyChange(world: World, vault: Vault, change: VaultChange): void {
  const wish = redundancyWishOf(change);
  if (wish !== undefined) {
    applyRedundancy(vault, wish);
    vault.redundancySetThroughVault = true;
  }
  if (change.tags !== undefined) vault.tags = change.tags;
  if (change.identity !== undefined) vault.identity = identityOf(world, change.identity);
  applySettings(vault, change.properties ?? {});
  vault.etag = etagAt(world.clock.now());
}

function applySettings(vault: Vault, wanted: NonNullable<VaultChange['properties']>): void {
  const { properties } = vault;
  const { softDeleteSettings, immutabilitySettings } = wanted.securitySettings ?? {};
  if (softDeleteSettings !== undefined)
    Object.assign(properties.securitySettings.softDeleteSettings, softDeleteSettings);
  if (immutabilitySettings) properties.securitySettings.immutabilitySettings = { state: immutabilitySettings.state };
  if (wanted.publicNetworkAccess !== undefined) properties.publicNetworkAccess = wanted.publicNetworkAccess;
  if (wanted.monitoringSettings !== undefined) properties.monitoringSettings = wanted.monitoringSettings;
  if (wanted.restoreSettings !== undefined) properties.restoreSettings = wanted.restoreSettings;
}

function identityOf(world: World, wanted: NonNullable<VaultChange['identity']>): Record<string, unknown> {
  if (removesIdentity(wanted)) return { type: 'None' };
  const userAssigned = Object.keys(wanted.userAssignedIdentities ?? {}).map((id) => [
    id,
    { principalId: world.guid(), clientId: world.guid() },
  ]);
  return {
    type: wanted.type,
    ...(/system/i.test(wanted.type) && { principalId: world.guid(), tenantId: world.tenantId }),
    ...(userAssigned.length > 0 && { userAssignedIdentities: Object.fromEntries(userAssigned) }),
  };
}

export function removesIdentity(identity: { readonly type: string }): boolean {
  return identity.type.toLowerCase() === 'none';
}
