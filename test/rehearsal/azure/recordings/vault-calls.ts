import { buildEstate } from '../backup/estate.ts';
import { startFixture } from '../fixture.ts';
import type { RecordedPair } from './archives.ts';
import { openWire } from './wire.ts';

/** The life of a vault, with its settings. */
export async function vaultCalls(): Promise<readonly RecordedPair[]> {
  const fixture = await startFixture();
  const wire = openWire(fixture);
  const { id } = buildEstate(fixture);
  const vault = id('Microsoft.RecoveryServices/vaults/rsv-new', 'rg-dr');

  await wire.refused('GET', vault);
  const created = await wire.start('PUT', vault, NEW_VAULT);
  await wire.get(vault);
  await wire.finish(created);
  await wire.get(vault);
  await wire.get(`${vault}/backupResourceGuardProxies`);
  await wire.get(`${vault}/backupEncryptionConfigs/backupResourceEncryptionConfig`);
  await wire.get(`${vault}/backupconfig/vaultconfig`);
  await wire.send('PATCH', `${vault}/backupconfig/vaultconfig`, SOFT_DELETE_OFF);
  await wire.send('PATCH', vault, { identity: { type: 'SystemAssigned' } });
  await wire.get(vault);
  await wire.send('PATCH', vault, {
    properties: {
      redundancySettings: { standardTierStorageRedundancy: 'GeoRedundant', crossRegionRestore: 'Enabled' },
    },
  });
  await wire.send('PATCH', vault, { tags: { owner: 'recovery' } });
  await wire.get(vault.replace(/\/[^/]+$/, ''));
  await wire.get(`/subscriptions/${fixture.subscriptionId}/providers/Microsoft.RecoveryServices/vaults`);
  await wire.send('DELETE', vault);
  await wire.refused('GET', `${vault}/operationStatus/MTAyMzs=`);
  await fixture.close();
  return wire.kept;
}

const NEW_VAULT = {
  location: 'westeurope',
  sku: { name: 'Standard' },
  properties: {
    publicNetworkAccess: 'Enabled',
    monitoringSettings: {
      azureMonitorAlertSettings: {
        alertsForAllJobFailures: 'Enabled',
        alertsForAllReplicationIssues: 'Enabled',
        alertsForAllFailoverIssues: 'Enabled',
      },
      classicAlertSettings: {
        alertsForCriticalOperations: 'Enabled',
        emailNotificationsForSiteRecovery: 'Enabled',
      },
    },
  },
};

const SOFT_DELETE_OFF = {
  properties: { enhancedSecurityState: 'Enabled', softDeleteFeatureState: 'Disabled' },
};
