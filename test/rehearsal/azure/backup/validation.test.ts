import type {
  OperationStatusValidateOperationExtendedInfo,
  RecoveryServicesBackupClient,
  ValidateOperationRequestResource,
} from '@azure/arm-recoveryservicesbackup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findItem, itemsOf } from '../../../../rehearsal/azure/services/backup/item.ts';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import { all, answerOf, backupClient, buildEstate, type Estate, operationIdIn, strictClient } from './estate.ts';

let fixture: Fixture;
let estate: Estate;
let client: RecoveryServicesBackupClient;

beforeEach(async () => {
  fixture = await startFixture();
  estate = buildEstate(fixture);
  client = backupClient(fixture);
});

afterEach(() => fixture.close());

async function wish(account: string): Promise<ValidateOperationRequestResource> {
  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item] as const;
  const [point] = await all(client.recoveryPoints.list(...place));
  return {
    id: `${point?.id}`,
    properties: {
      objectType: 'ValidateIaasVMRestoreOperationRequest',
      restoreRequest: {
        objectType: 'IaasVMRestoreRequest',
        recoveryType: 'RestoreDisks',
        recoveryPointId: `${point?.name}`,
        sourceResourceId: estate.vmId,
        region: 'westeurope',
        storageAccountId: estate.id(`Microsoft.Storage/storageAccounts/${account}`, 'rg-dr'),
      },
    },
  };
}

test('a restore that would work has no problems, one that would not is told why', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });

  const good = await client.operation.validate('rsv-app', 'rg-dr', await wish('stagingwest'));
  const bad = await client.operation.validate('rsv-app', 'rg-dr', await wish('nothing'));

  expect(good.validateOperationResponse?.validationResults).toEqual([]);
  expect(bad.validateOperationResponse?.validationResults?.[0]?.message).toMatch(/staging storage account/);
});

test('a validation that is triggered tells its findings when it has ended', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const body = await wish('nothing');
  const answer = await answerOf((onResponse) =>
    client.validateOperation.beginTrigger('rsv-app', 'rg-dr', body, { onResponse }),
  );
  const operation = operationIdIn(answer);
  const going = await client.validateOperationStatuses.get('rsv-app', 'rg-dr', operation);
  const pending = await answerOf((onResponse) =>
    client.validateOperationResults.get('rsv-app', 'rg-dr', operation, { onResponse }),
  );
  fixture.azure.clock.advance(30);
  const ended = await client.validateOperationStatuses.get('rsv-app', 'rg-dr', operation);
  const result = await client.validateOperationResults.get('rsv-app', 'rg-dr', operation);

  expect([answer.status, answer.headers.get('retry-after'), going.status, pending.status]).toEqual([
    202,
    '10',
    'InProgress',
    202,
  ]);
  const findings = (ended.properties as OperationStatusValidateOperationExtendedInfo).validateOperationResponse;
  expect(findings?.validationResults).toHaveLength(1);
  expect(result.validateOperationResponse).toEqual(findings);
});

test('a validation of an item that is not there is refused', async () => {
  const id = `${estate.vaultId}/backupFabrics/Azure/protectionContainers/x/protectedItems/y/recoveryPoints/1`;
  const restoreRequest = { objectType: 'IaasVMRestoreRequest' as const, recoveryType: 'RestoreDisks' };
  const validating = strictClient(fixture).operation.validate('rsv-app', 'rg-dr', {
    id,
    properties: { objectType: 'ValidateIaasVMRestoreOperationRequest', restoreRequest },
  });

  await expect(validating).rejects.toMatchObject({ code: 'BMSUserErrorDataSourceObjectNotFound' });
});

test("a machine's status tells its vault and policy", async () => {
  const ask = () => client.backupStatus.get('westeurope', { resourceType: 'VM', resourceId: estate.vmId });
  const before = await ask();
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const after = await ask();

  expect(before).toMatchObject({ protectionStatus: 'NotProtected', protectedItemName: estate.item.toLowerCase() });
  expect(after).toMatchObject({ protectionStatus: 'Protected', vaultId: estate.vaultId, policyName: 'DefaultPolicy' });
});

test('a machine can be protected in a vault of its region, once', async () => {
  const ask = (vaultId: string) =>
    client.protectionIntentOperations.validate('westeurope', { resourceType: 'VM', resourceId: estate.vmId, vaultId });
  const possible = await ask(estate.vaultId);
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });

  expect(possible.status).toBe('Succeeded');
  expect(await ask(estate.vaultId)).toMatchObject({ status: 'Failed', errorCode: 'VirtualMachineAlreadyProtected' });
  expect((await ask('/nowhere')).status).toBe('Failed');
});

test('sizes of machines are supported but for basic ones with premium disks', async () => {
  const ask = (vmSize: string) =>
    client.featureSupport.validate('westeurope', { featureType: 'AzureVMResourceBackup', vmSize, vmSku: 'Premium' });

  expect((await ask('Standard_D2s_v5')).supportStatus).toBe('Supported');
  expect((await ask('Basic_A0')).supportStatus).toBe('NotSupported');
});

test('failing backups show in the health of the item', async () => {
  const { world } = fixture.azure;
  enableBackup(world, { vaultId: estate.vaultId, vmId: estate.vmId, lastBackupHoursAgo: 80 });
  fixture.azure.clock.advance(10 * 86_400);

  const item = await client.protectedItems.get('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item);
  expect(item.properties).toMatchObject({
    healthStatus: 'ActionRequired',
    lastBackupStatus: 'Failed',
    lastBackupTime: new Date('2026-02-27T00:00:00Z'),
  });
});

test('10,000 items cost no task of the clock and little memory', async () => {
  const { world, clock } = fixture.azure;
  const before = process.memoryUsage().heapUsed;
  const [template] = [enableBackup(world, { vaultId: estate.vaultId, vmId: estate.vmId })];
  for (let n = 0; n < 10_000; n += 1) {
    const id = `${template.id}-${n}`;
    world.resources.put({ ...structuredClone(template), id, name: `${template.name}-${n}` });
  }
  clock.advance(365 * 86_400);

  const pages = client.backupProtectedItems.list('rsv-app', 'rg-dr').byPage();
  const first = await pages.next();

  expect(first.value).toHaveLength(200);
  expect(itemsOf(world, estate.vaultId)).toHaveLength(10_001);
  expect(findItem(world, `${template.id}-9999`)?.history.taken).toEqual([]);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(300e6);
});
