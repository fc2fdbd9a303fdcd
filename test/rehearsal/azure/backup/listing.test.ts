import type { AzureIaaSVMProtectedItemUnion, RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import {
  all,
  answerOf,
  backupClient,
  buildEstate,
  type Estate,
  operationIdIn,
  statusAt,
  strictClient,
} from './estate.ts';

let fixture: Fixture;
let estate: Estate;
let client: RecoveryServicesBackupClient;

const machines = { filter: "backupManagementType eq 'AzureIaasVM'" };

beforeEach(async () => {
  fixture = await startFixture();
  estate = buildEstate(fixture);
  client = backupClient(fixture);
});

afterEach(() => fixture.close());

test('a machine that nobody backs up can be protected, and no more once it is', async () => {
  const before = await all(client.backupProtectableItems.list('rsv-app', 'rg-dr', machines));
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const after = await all(client.backupProtectableItems.list('rsv-app', 'rg-dr', machines));

  expect(before.map((item) => item.properties?.friendlyName)).toEqual(['vm-sql']);
  expect(after).toEqual([]);
});

test('a refresh of the containers ends with nothing to say', async () => {
  const answer = await answerOf((onResponse) =>
    client.protectionContainers.refresh('rsv-app', 'rg-dr', 'Azure', { onResponse }),
  );
  const result = () =>
    answerOf((onResponse) =>
      client.protectionContainerRefreshOperationResults.get('rsv-app', 'rg-dr', 'Azure', operationIdIn(answer), {
        onResponse,
      }),
    );
  const going = [(await result()).status, (await statusAt(fixture, answer)).status];
  fixture.azure.clock.advance(60);
  const ended = [(await result()).status, (await statusAt(fixture, answer)).status];

  expect(answer.headers.get('azure-asyncoperation')).toMatch(/api-version=2019-05-13-preview&t=/);
  expect([answer.status, going, ended]).toEqual([202, [202, 'InProgress'], [204, 'Succeeded']]);
});

test('an item is listed with its container and counted, and the filter of the list is heeded', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, points: 3 });
  const list = (filter: string) => all(client.backupProtectedItems.list('rsv-app', 'rg-dr', { filter }));

  const mine = await list("backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'");
  const others = await list("policyName eq 'OtherPolicy'");
  const usages = await all(client.backupUsageSummaries.list('rsv-app', 'rg-dr'));

  expect(mine.map((item) => item.name)).toEqual([estate.item]);
  expect(others).toEqual([]);
  expect(usages.find((usage) => usage.name?.value === 'AzureIaasVM')?.currentValue).toBe(1);
});

test('an expanded item tells how many recovery points there are and since when', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, points: 3, lastBackupHoursAgo: 2 });

  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item] as const;
  const item = await client.protectedItems.get(...place, { filter: "expand eq 'extendedInfo'" });

  expect((item.properties as AzureIaaSVMProtectedItemUnion).extendedInfo).toMatchObject({
    recoveryPointCount: 3,
    oldestRecoveryPoint: new Date('2026-02-28T06:00:07Z'),
  });
});

test('a container is listed as registered and read by itself', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const filter = "backupManagementType eq 'AzureIaasVM' and status eq 'Registered' and friendlyName eq 'vm-sql'";

  const listed = await all(client.backupProtectionContainers.list('rsv-app', 'rg-dr', { filter }));
  const container = await client.protectionContainers.get('rsv-app', 'rg-dr', 'Azure', estate.container);

  expect(listed.map((one) => one.name)).toEqual([estate.container]);
  expect(container.properties).toMatchObject({ registrationStatus: 'Registered', friendlyName: 'vm-sql' });
});

test('containers of virtual machines cannot be registered by hand, nor listed without telling whose', async () => {
  const strict = strictClient(fixture);
  const body = { properties: { containerType: 'IaasVMContainer' as const } };

  const registering = strict.protectionContainers.beginRegister('rsv-app', 'rg-dr', 'Azure', estate.container, body);
  const listing = all(strict.backupProtectionContainers.list('rsv-app', 'rg-dr'));

  // Both are awaited together: whichever fails first must find somebody who listens.
  await Promise.all([
    expect(registering).rejects.toMatchObject({ statusCode: 400 }),
    expect(listing).rejects.toMatchObject({ code: 'BMSUserErrorInvalidInput' }),
  ]);
});

test('an item that is not there is not found', async () => {
  const strict = strictClient(fixture);

  const reading = strict.protectedItems.get('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item);

  await expect(reading).rejects.toMatchObject({ statusCode: 404, code: 'BMSUserErrorDataSourceObjectNotFound' });
});
