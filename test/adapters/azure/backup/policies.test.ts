import { expect, test } from 'vitest';
import { backupPolicy } from '../../../../adapters/azure/backup/policies.ts';

function told(properties: Record<string, unknown>) {
  return backupPolicy.parse({
    id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p',
    name: 'p',
    properties: { backupManagementType: 'AzureIaasVM', ...properties },
  });
}

const keptFor = (count: number, durationType: string) => ({ retentionDuration: { count, durationType } });

test('a weekly schedule names its days, and retention all that it keeps', () => {
  const policy = told({
    timeZone: 'Pacific Standard Time',
    schedulePolicy: {
      scheduleRunFrequency: 'Weekly',
      scheduleRunDays: ['Monday', 'Wednesday', 'Thursday'],
      scheduleRunTimes: ['2018-01-24T10:00:00Z'],
    },
    retentionPolicy: {
      weeklySchedule: keptFor(1, 'Weeks'),
      monthlySchedule: keptFor(2, 'Months'),
      yearlySchedule: keptFor(4, 'Years'),
    },
  });

  expect(policy.schedule).toBe('every Monday, Wednesday and Thursday at 10:00 Pacific Standard Time');
  expect(policy.keeps).toBe('weekly ones 1 week, monthly ones 2 months, yearly ones 4 years');
});

test('an enhanced policy that runs daily says its hour in a place of its own', () => {
  const policy = told({
    schedulePolicy: {
      scheduleRunFrequency: 'Daily',
      dailySchedule: { scheduleRunTimes: ['2018-01-24T22:30:00Z'] },
    },
  });

  expect([policy.schedule, policy.keeps]).toEqual(['every day at 22:30 UTC', 'as Azure decides']);
});

test('a schedule of a kind that comes later is said not to be known', () => {
  const policy = told({ schedulePolicy: { scheduleRunFrequency: 'Fortnightly' }, protectedItemsCount: 3 });

  expect(policy).toMatchObject({ schedule: 'on a schedule that is not known here', items: 3 });
});

test.each([
  ['AzureIaasVM', 'machines'],
  ['AzureWorkload', 'databases'],
  ['AzureStorage', 'other'],
])('a policy for %s is one of %s', (backupManagementType, of) => {
  expect(told({ backupManagementType })).toMatchObject({ of });
});
