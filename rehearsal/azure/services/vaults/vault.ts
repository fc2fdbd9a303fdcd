import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';

export const VAULT_TYPE = 'Microsoft.RecoveryServices/vaults';
export const VAULTS_PATH =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.RecoveryServices/vaults';
export const VAULT_PATH = `${VAULTS_PATH}/{vaultName}`;

export type Redundancy = 'LocallyRedundant' | 'GeoRedundant' | 'ZoneRedundant';

type SoftDeleteState = 'Enabled' | 'Disabled' | 'AlwaysON';

type VaultProperties = {
  provisioningState: 'Provisioning' | 'Succeeded';
  monitoringSettings: Record<string, unknown>;
  publicNetworkAccess: 'Enabled' | 'Disabled';
  redundancySettings: { standardTierStorageRedundancy: Redundancy; crossRegionRestore: 'Enabled' | 'Disabled' };
  securitySettings: {
    immutabilitySettings: { state: string } | null;
    softDeleteSettings: {
      softDeleteRetentionPeriodInDays: number;
      softDeleteState: SoftDeleteState;
      enhancedSecurityState: 'Enabled' | 'Disabled';
    };
    multiUserAuthorization: 'Disabled';
  };
  restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: string } };
};

export interface Vault extends ArmResource {
  location: string;
  etag: string;
  properties: VaultProperties;
  /** Azure lets only one of its two interfaces change the redundancy: the vault's own, once that was used. */
  redundancySetThroughVault: boolean;
}

/** The vault that the request's path names. */
export function requireVault(request: ArmRequest): Vault {
  const { subscriptionId, resourceGroupName, vaultName } = request.params;
  const vault = findVault(request.world, vaultIdOf(`${subscriptionId}`, `${resourceGroupName}`, `${vaultName}`));
  if (vault !== undefined) return vault;
  const message = `The Resource 'Microsoft.RecoveryServices/vaults/${vaultName}' under resource group '${resourceGroupName}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  throw new ArmError(404, 'ResourceNotFound', message);
}

export function findVault(world: World, id: string): Vault | undefined {
  const resource = world.resources.get(id);
  return resource?.type === VAULT_TYPE ? (resource as Vault) : undefined;
}

export function vaultIdOf(subscriptionId: string, resourceGroupName: string, vaultName: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/${VAULT_TYPE}/${vaultName}`;
}

export function etagAt(now: number): string {
  return `W/"datetime'${encodeURIComponent(new Date(now).toISOString())}'"`;
}

export function hasCrossRegionRestore(vault: Vault): boolean {
  return vault.properties.redundancySettings.crossRegionRestore === 'Enabled';
}
