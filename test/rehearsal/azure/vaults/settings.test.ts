import { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { createVault } from '../../../../rehearsal/azure/services/vaults/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
let vaults: RecoveryServicesClient;
let backup: RecoveryServicesBackupClient;

beforeEach(async () => {
  fixture = await startFixture();
  const { subscriptionId, azure } = fixture;
  createResourceGroup(azure.world, { subscriptionId, name: 'rg-dr', location: 'westeurope' });
  const id = `/subscriptions/${subscriptionId}/resourceGroups/rg-dr/providers/Microsoft.RecoveryServices/vaults/rsv-app`;
  createVault(azure.world, { id, location: 'westeurope' });
  vaults = new RecoveryServicesClient(fixture.credential(), subscriptionId, fixture.clientOptions);
  backup = new RecoveryServicesBackupClient(fixture.credential(), subscriptionId, fixture.clientOptions);
});

afterEach(() => fixture.close());

function strict(): RecoveryServicesBackupClient {
  return new RecoveryServicesBackupClient(fixture.credential(), fixture.subscriptionId, fixture.expectingError);
}

test('the redundancy of an empty vault is unlocked and can be changed through the older interface', async () => {
  const configs = backup.backupResourceStorageConfigsNonCRR;

  await configs.patch('rsv-app', 'rg-dr', { properties: { crossRegionRestoreFlag: true } });
  const enabled = await configs.get('rsv-app', 'rg-dr');
  const changed = await configs.update('rsv-app', 'rg-dr', {
    properties: { storageModelType: 'LocallyRedundant', crossRegionRestoreFlag: false },
  });

  expect(enabled.properties).toMatchObject({ storageTypeState: 'Unlocked', crossRegionRestoreFlag: true });
  expect(changed.properties).toMatchObject({ storageModelType: 'LocallyRedundant', crossRegionRestoreFlag: false });
});

test('once the vault itself has set its redundancy, the older interface may no longer', async () => {
  const { world } = fixture.azure;
  const redundancySettings = { standardTierStorageRedundancy: 'GeoRedundant', crossRegionRestore: 'Enabled' };
  await vaults.vaults.beginUpdate('rg-dr', 'rsv-app', { properties: { redundancySettings } });
  world.clock.advance(60);

  const changing = strict().backupResourceStorageConfigsNonCRR.patch('rsv-app', 'rg-dr', {
    properties: { crossRegionRestoreFlag: false },
  });

  await expect(changing).rejects.toMatchObject({ code: 'BMSUserErrorRedundancySettingsUseVaultApi' });
});

test('soft delete is switched off, and once it is always on it stays', async () => {
  const configs = backup.backupResourceVaultConfigs;

  const off = await configs.update('rsv-app', 'rg-dr', { properties: { softDeleteFeatureState: 'Disabled' } });
  const always = await configs.put('rsv-app', 'rg-dr', { properties: { softDeleteFeatureState: 'AlwaysON' } });
  const back = strict().backupResourceVaultConfigs.update('rsv-app', 'rg-dr', {
    properties: { softDeleteFeatureState: 'Disabled' },
  });

  expect(off.properties).toMatchObject({ softDeleteFeatureState: 'Disabled', isSoftDeleteFeatureStateEditable: true });
  expect(always.properties?.isSoftDeleteFeatureStateEditable).toBe(false);
  await expect(back).rejects.toMatchObject({ code: 'BMSUserErrorDisablingSoftDeleteStateNotAllowed' });
  expect((await configs.get('rsv-app', 'rg-dr')).properties?.softDeleteFeatureState).toBe('AlwaysON');
});

test('a vault is encrypted by the platform and has no resource guard', async () => {
  const encryption = await backup.backupResourceEncryptionConfigs.get('rsv-app', 'rg-dr');
  const guards: unknown[] = [];
  for await (const guard of backup.resourceGuardProxies.list('rsv-app', 'rg-dr')) guards.push(guard);

  expect(encryption.properties?.encryptionAtRestType).toBe('MicrosoftManaged');
  expect(guards).toEqual([]);
});

test('an empty vault uses nothing', async () => {
  const counts: Record<string, number | undefined> = {};
  for await (const usage of vaults.usages.listByVaults('rg-dr', 'rsv-app')) {
    counts[`${usage.name?.value}`] = usage.currentValue;
  }
  const replication: (number | undefined)[] = [];
  for await (const usage of vaults.replicationUsages.list('rg-dr', 'rsv-app'))
    replication.push(usage.protectedItemCount);

  expect(counts).toMatchObject({ ProtectedItemCount: 0, IaaSVMProtectedItemCount: 0 });
  expect(replication).toEqual([0]);
});

test('extended information is not there until it is written, and a PATCH adds to it', async () => {
  const client = new RecoveryServicesClient(fixture.credential(), fixture.subscriptionId, fixture.expectingError);
  const before = client.vaultExtendedInfo.get('rg-dr', 'rsv-app');
  await expect(before).rejects.toMatchObject({ statusCode: 404 });

  await vaults.vaultExtendedInfo.createOrUpdate('rg-dr', 'rsv-app', { integrityKey: 'one' });
  await vaults.vaultExtendedInfo.update('rg-dr', 'rsv-app', { algorithm: 'None' });

  const info = await vaults.vaultExtendedInfo.get('rg-dr', 'rsv-app');
  expect(info).toMatchObject({ integrityKey: 'one', algorithm: 'None' });
});

test('a name is available until a vault has it', async () => {
  const type = 'Microsoft.RecoveryServices/Vaults';
  const ask = (name: string) => vaults.recoveryServices.checkNameAvailability('rg-dr', 'westeurope', { name, type });

  expect((await ask('rsv-other')).nameAvailable).toBe(true);
  expect(await ask('rsv-app')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
});
