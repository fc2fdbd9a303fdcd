import type { World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import { regionNamed } from '../resources/regions.ts';
import { etagAt, type Redundancy, VAULT_TYPE, type Vault } from './vault.ts';

interface VaultOrder {
  readonly id: string;
  readonly location: string;
  readonly redundancy?: Redundancy;
  readonly crossRegionRestore?: boolean;
  readonly tags?: Record<string, string>;
}

/** Puts a vault into the world as if it had been created long ago. */
export function createVault(world: World, order: VaultOrder): Vault {
  const vault: Vault = {
    id: order.id,
    name: nameOf(order.id),
    type: VAULT_TYPE,
    location: regionNamed(order.location)?.name ?? order.location,
    etag: etagAt(world.clock.now()),
    sku: { name: 'Standard' },
    ...(order.tags && { tags: order.tags }),
    properties: {
      provisioningState: 'Succeeded',
      monitoringSettings: defaultMonitoring(),
      publicNetworkAccess: 'Enabled',
      redundancySettings: {
        standardTierStorageRedundancy: order.redundancy ?? 'GeoRedundant',
        crossRegionRestore: order.crossRegionRestore ? 'Enabled' : 'Disabled',
      },
      securitySettings: {
        immutabilitySettings: null,
        softDeleteSettings: {
          softDeleteRetentionPeriodInDays: 14,
          softDeleteState: 'Enabled',
          enhancedSecurityState: 'Enabled',
        },
        multiUserAuthorization: 'Disabled',
      },
      restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: 'Enabled' } },
    },
    redundancySetThroughVault: false,
  };
  world.resources.put(vault);
  return vault;
}

function defaultMonitoring(): Record<string, unknown> {
  return {
    azureMonitorAlertSettings: {
      alertsForAllJobFailures: 'Enabled',
      alertsForAllReplicationIssues: 'Enabled',
      alertsForAllFailoverIssues: 'Enabled',
    },
    classicAlertSettings: { alertsForCriticalOperations: 'Enabled', emailNotificationsForSiteRecovery: 'Enabled' },
  };
}
