import { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import type { AzureIaaSVMProtectedItemUnion, RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { createVault } from '../../../../rehearsal/azure/services/vaults/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import { all, answerOf, backupClient, buildEstate, type Estate, operationIdIn, strictClient } from './estate.ts';

let fixture: Fixture;
let estate: Estate;
let client: RecoveryServicesBackupClient;

const MACHINE = 'Microsoft.Compute/virtualMachines' as const;
const machines = { filter: "backupManagementType eq 'AzureIaasVM'" };

beforeEach(async () => {
  fixture = await startFixture();
  estate = buildEstate(fixture);
  client = backupClient(fixture);
});

afterEach(() => fixture.close());

function put(properties: Partial<AzureIaaSVMProtectedItemUnion>, by = client) {
  const body = { properties: { protectedItemType: MACHINE, sourceResourceId: estate.vmId, ...properties } };
  return answerOf((onResponse) =>
    by.protectedItems.createOrUpdate('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item, body, { onResponse }),
  );
}

function protect() {
  return put({ policyId: `${estate.vaultId}/backupPolicies/DefaultPolicy` });
}

function read() {
  return client.protectedItems.get('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item);
}

async function stateOf() {
  const { properties } = await read();
  return (properties as AzureIaaSVMProtectedItemUnion).protectionState;
}

function remove() {
  return answerOf((onResponse) =>
    client.protectedItems.delete('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item, { onResponse }),
  );
}

test('protecting takes as long as its job, and the item waits for its first backup', async () => {
  const operation = operationIdIn(await protect());
  const going = await client.backupOperationStatuses.get('rsv-app', 'rg-dr', operation);
  fixture.azure.clock.advance(60);
  const ended = await client.backupOperationStatuses.get('rsv-app', 'rg-dr', operation);

  expect(going.status).toBe('InProgress');
  expect(ended).toMatchObject({ status: 'Succeeded', properties: { objectType: 'OperationStatusJobExtendedInfo' } });
  expect(await stateOf()).toBe('IRPending');
});

test('the same operation is seen below the item, with the item as its result', async () => {
  const operation = operationIdIn(await protect());
  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item, operation] as const;
  const going = await answerOf((onResponse) => client.protectedItemOperationResults.get(...place, { onResponse }));
  fixture.azure.clock.advance(60);

  expect(going.status).toBe(202);
  expect((await client.protectedItemOperationStatuses.get(...place)).status).toBe('Succeeded');
  expect((await client.protectedItemOperationResults.get(...place)).name).toBe(estate.item);
});

test('the first backup by the policy makes the item protected', async () => {
  await protect();
  fixture.azure.clock.advance(86_400);

  const item = (await read()).properties as AzureIaaSVMProtectedItemUnion;
  expect(item).toMatchObject({ protectionState: 'Protected', lastBackupStatus: 'Completed' });
  expect(item.lastRecoveryPoint).toEqual(new Date('2026-03-02T16:30:07Z'));
});

test('stopping keeps the recovery points, and they no longer expire', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, points: 5 });
  await put({ protectionState: 'ProtectionStopped', policyId: '' });
  fixture.azure.clock.advance(90 * 86_400);

  const points = await all(client.recoveryPoints.list('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item));
  expect(await stateOf()).toBe('ProtectionStopped');
  expect(points).toHaveLength(5);
});

test('protection that was stopped is resumed with a policy', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, points: 2, state: 'stopped' });
  await protect();
  fixture.azure.clock.advance(2 * 86_400);

  const points = await all(client.recoveryPoints.list('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item));
  expect(await stateOf()).toBe('Protected');
  expect(points).toHaveLength(4);
});

test('deleted data are set aside for 14 days and can be brought back, without backups going on', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, points: 2 });
  await remove();
  fixture.azure.clock.advance(60);
  const deleted = (await read()).properties as AzureIaaSVMProtectedItemUnion;
  const containers = await all(client.deletedProtectionContainers.list('rg-dr', 'rsv-app', machines));
  await put({ isRehydrate: true, protectionState: 'ProtectionStopped', policyId: '' });
  fixture.azure.clock.advance(20 * 86_400);
  const back = (await read()).properties as AzureIaaSVMProtectedItemUnion;

  expect(deleted).toMatchObject({ isScheduledForDeferredDelete: true, protectionState: 'ProtectionStopped' });
  expect(deleted.deferredDeleteTimeRemaining).toMatch(/^13\.23:5/);
  expect(containers).toHaveLength(1);
  expect(back.isScheduledForDeferredDelete).toBeUndefined();
  expect(back.protectionState).toBe('ProtectionStopped');
});

test('deleted data are gone after 14 days', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, state: 'soft-deleted' });
  fixture.azure.clock.advance(14 * 86_400 + 1);

  expect(await all(client.backupProtectedItems.list('rsv-app', 'rg-dr'))).toEqual([]);
});

test('without soft delete the data go at once, and deleting what is not there answers 204', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  await client.backupResourceVaultConfigs.update('rsv-app', 'rg-dr', {
    properties: { softDeleteFeatureState: 'Disabled' },
  });

  const first = await remove();
  fixture.azure.clock.advance(120);
  const second = await remove();
  const result = await answerOf((onResponse) =>
    client.backupOperationResults.get('rsv-app', 'rg-dr', operationIdIn(first), { onResponse }),
  );

  expect(first.headers.get('azure-asyncoperation')).toContain('/backupOperations/');
  expect([first.status, second.status, result.status]).toEqual([202, 204, 204]);
});

test('a vault keeps its redundancy and cannot be deleted while it holds an item', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });

  const config = await client.backupResourceStorageConfigsNonCRR.get('rsv-app', 'rg-dr');
  const changing = strictClient(fixture).backupResourceStorageConfigsNonCRR.update('rsv-app', 'rg-dr', {
    properties: { storageModelType: 'LocallyRedundant' },
  });

  expect(config.properties?.storageTypeState).toBe('Locked');
  const vaults = new RecoveryServicesClient(fixture.credential(), fixture.subscriptionId, fixture.expectingError);

  await expect(changing).rejects.toMatchObject({ code: 'StorageModelModifyError' });
  await expect(vaults.vaults.beginDeleteAndWait('rg-dr', 'rsv-app')).rejects.toMatchObject({
    code: 'ServiceResourceNotEmptyWithContainerDetails',
  });
});

test('what cannot be protected is refused with the reason', async () => {
  const strict = strictClient(fixture);
  const policies = `${estate.vaultId}/backupPolicies`;

  await expect(put({ policyId: `${policies}/Nowhere` }, strict)).rejects.toThrow(/policy .* was not found/);
  await expect(put({ policyId: `${policies}/HourlyLogBackup` }, strict)).rejects.toMatchObject({
    code: 'BMSUserErrorInvalidPolicyForGivenProvider',
  });
  await expect(put({ sourceResourceId: `${estate.vmId}-2` }, strict)).rejects.toThrow(/virtual machine .* not found/);
  await expect(put({ isRehydrate: true }, strict)).rejects.toThrow(/virtual machine|policy/);
});

test('a machine that another vault protects is refused', async () => {
  const other = estate.id('Microsoft.RecoveryServices/vaults/rsv-other', 'rg-dr');
  createVault(fixture.azure.world, { id: other, location: 'westeurope' });
  enableBackup(fixture.azure.world, { vaultId: other, vmId: estate.vmId });

  const protecting = put({ policyId: `${estate.vaultId}/backupPolicies/DefaultPolicy` }, strictClient(fixture));

  await expect(protecting).rejects.toMatchObject({ code: 'VirtualMachineAlreadyProtected' });
});

test('a second change of an item is refused while the first goes on', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  await remove();

  const stopping = put({ protectionState: 'ProtectionStopped' }, strictClient(fixture));

  await expect(stopping).rejects.toMatchObject({ statusCode: 409, code: 'BMSUserErrorObjectLocked' });
});
