import type { AzureIaaSVMProtectionPolicy, RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import { all, backupClient, buildEstate, type Estate, strictClient } from './estate.ts';

let fixture: Fixture;
let estate: Estate;
let client: RecoveryServicesBackupClient;

beforeEach(async () => {
  fixture = await startFixture();
  estate = buildEstate(fixture);
  client = backupClient(fixture);
});

afterEach(() => fixture.close());

const weekly: AzureIaaSVMProtectionPolicy = {
  backupManagementType: 'AzureIaasVM',
  schedulePolicy: {
    schedulePolicyType: 'SimpleSchedulePolicy',
    scheduleRunFrequency: 'Weekly',
    scheduleRunDays: ['Sunday'],
    scheduleRunTimes: [new Date('2026-03-01T02:00:00Z')],
  },
  retentionPolicy: {
    retentionPolicyType: 'LongTermRetentionPolicy',
    weeklySchedule: {
      daysOfTheWeek: ['Sunday'],
      retentionTimes: [new Date('2026-03-01T02:00:00Z')],
      retentionDuration: { count: 4, durationType: 'Weeks' },
    },
  },
  instantRpRetentionRangeInDays: 5,
  timeZone: 'UTC',
};

test("a new vault has Azure's own policies", async () => {
  const policies = await all(client.backupPolicies.list('rsv-app', 'rg-dr'));

  expect(policies.map((policy) => policy.name)).toEqual(['HourlyLogBackup', 'EnhancedPolicy', 'DefaultPolicy']);
});

test('a filter leaves the policies of virtual machines', async () => {
  const filter = "backupManagementType eq 'AzureIaasVM'";

  const policies = await all(client.backupPolicies.list('rsv-app', 'rg-dr', { filter }));

  expect(policies.map((policy) => policy.name)).toEqual(['EnhancedPolicy', 'DefaultPolicy']);
});

test('a policy counts the items that follow it', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });

  const policy = await client.protectionPolicies.get('rsv-app', 'rg-dr', 'DefaultPolicy');

  expect(policy.properties?.protectedItemsCount).toBe(1);
});

test('a policy of our own is written, read and deleted', async () => {
  const written = await client.protectionPolicies.createOrUpdate('rsv-app', 'rg-dr', 'Sundays', { properties: weekly });
  const read = await client.protectionPolicies.get('rsv-app', 'rg-dr', 'Sundays');
  await client.protectionPolicies.beginDeleteAndWait('rsv-app', 'rg-dr', 'Sundays');
  await client.protectionPolicies.beginDeleteAndWait('rsv-app', 'rg-dr', 'Sundays');

  expect(read.properties).toEqual(written.properties);
  expect((read.properties as AzureIaaSVMProtectionPolicy).instantRpRetentionRangeInDays).toBe(5);
  const names = (await all(client.backupPolicies.list('rsv-app', 'rg-dr'))).map((policy) => policy.name);
  expect(names).not.toContain('Sundays');
});

test('backups follow the rhythm of their policy', async () => {
  await client.protectionPolicies.createOrUpdate('rsv-app', 'rg-dr', 'Sundays', { properties: weekly });
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, policyName: 'Sundays', points: 3 });

  const points = await all(client.recoveryPoints.list('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item));
  const times = points.map((point) => Number((point.properties as { recoveryPointTime?: Date }).recoveryPointTime));

  expect(times.map((time, index) => time - (times[index + 1] ?? 0)).slice(0, 2)).toEqual([604_800_000, 604_800_000]);
});

test('a policy that items follow stays', async () => {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });

  const deleting = strictClient(fixture).protectionPolicies.beginDeleteAndWait('rsv-app', 'rg-dr', 'DefaultPolicy');

  await expect(deleting).rejects.toMatchObject({ statusCode: 400, code: 'BMSUserErrorPolicyInUse' });
});

test('a policy without a schedule is refused, and one that keeps snapshots longer than backups', async () => {
  const strict = strictClient(fixture);
  const write = (properties: AzureIaaSVMProtectionPolicy) =>
    strict.protectionPolicies.createOrUpdate('rsv-app', 'rg-dr', 'Wrong', { properties });
  const shortlived = {
    ...weekly,
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy' as const,
      dailySchedule: { retentionDuration: { count: 3, durationType: 'Days' } },
    },
  };

  await expect(write({ backupManagementType: 'AzureIaasVM' })).rejects.toMatchObject({
    code: 'BMSUserErrorInvalidPolicyInput',
  });
  await expect(write(shortlived)).rejects.toMatchObject({
    code: 'BMSUserErrorInstantRPRetentionExceedsVaultedRetention',
  });
  await expect(strict.protectionPolicies.get('rsv-app', 'rg-dr', 'Wrong')).rejects.toMatchObject({ statusCode: 404 });
});
