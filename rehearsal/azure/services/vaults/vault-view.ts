import type { World } from '../../world/world.ts';
import { holdsBackups } from './contents.ts';
import { hasCrossRegionRestore, type Vault } from './vault.ts';

/** A vault as its own interface shows it. */
export function vaultView(world: World, vault: Vault): Record<string, unknown> {
  return {
    location: vault.location,
    name: vault.name,
    etag: vault.etag,
    ...(vault.tags && { tags: vault.tags }),
    ...(vault.identity && { identity: vault.identity }),
    properties: propertiesView(world, vault),
    id: vault.id,
    type: vault.type,
    sku: vault.sku,
  };
}

function propertiesView(world: World, vault: Vault): Record<string, unknown> {
  const { provisioningState, securitySettings, monitoringSettings, redundancySettings, ...settings } = vault.properties;
  return {
    provisioningState,
    privateEndpointStateForBackup: 'None',
    privateEndpointStateForSiteRecovery: 'None',
    monitoringSettings,
    // Both are unknown to Azure itself until the vault is ready.
    ...(provisioningState === 'Succeeded' && { backupStorageVersion: storageVersion(world, vault), securitySettings }),
    redundancySettings,
    secureScore: 'None',
    bcdrSecurityLevel: 'Poor',
    ...settings,
  };
}

function storageVersion(world: World, vault: Vault): 'Unassigned' | 'V1' | 'V2' {
  if (!holdsBackups(world, vault)) return 'Unassigned';
  return hasCrossRegionRestore(vault) ? 'V1' : 'V2';
}
