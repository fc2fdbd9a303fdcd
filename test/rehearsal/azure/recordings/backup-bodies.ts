import type { Estate } from '../backup/estate.ts';

export const BACK_UP = { objectType: 'IaasVMBackupRequest', recoveryPointExpiryTimeInUTC: '2026-04-01T00:00:00.000Z' };
export const ITEMS = "backupManagementType eq 'AzureIaasVM'";

export function restoreRequest(estate: Estate): Record<string, unknown> {
  return {
    objectType: 'IaasVMRestoreRequest',
    sourceResourceId: estate.vmId,
    storageAccountId: estate.id('Microsoft.Storage/storageAccounts/stagingwest', 'rg-dr'),
    region: 'westeurope',
    createNewCloudService: false,
    originalStorageAccountOption: false,
  };
}

export function waysToRestore(estate: Estate, group: string): Record<string, unknown>[] {
  const network = estate.id('Microsoft.Network/virtualNetworks/vnet-dr', 'rg-dr');
  return [
    { recoveryType: 'RestoreDisks', targetResourceGroupId: group },
    {
      recoveryType: 'AlternateLocation',
      targetResourceGroupId: group,
      targetVirtualMachineId: estate.id('Microsoft.Compute/virtualMachines/vm-sql-2', 'rg-dr'),
      virtualNetworkId: network,
      subnetId: `${network}/subnets/apps`,
    },
    { recoveryType: 'OriginalLocation' },
  ];
}

const RETENTION = {
  retentionPolicyType: 'LongTermRetentionPolicy',
  dailySchedule: {
    retentionTimes: ['2026-03-02T16:30:00.000Z'],
    retentionDuration: { count: 30, durationType: 'Days' },
  },
};

export const HOURLY_POLICY = {
  properties: {
    backupManagementType: 'AzureIaasVM',
    policyType: 'V2',
    instantRpRetentionRangeInDays: 2,
    timeZone: 'UTC',
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicyV2',
      scheduleRunFrequency: 'Hourly',
      hourlySchedule: {
        interval: 4,
        scheduleWindowStartTime: '2026-03-02T08:00:00.000Z',
        scheduleWindowDuration: 12,
      },
    },
    retentionPolicy: RETENTION,
  },
};

export const DAILY_POLICY = {
  properties: {
    backupManagementType: 'AzureIaasVM',
    instantRpRetentionRangeInDays: 2,
    timeZone: 'UTC',
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicy',
      scheduleRunFrequency: 'Daily',
      scheduleRunTimes: ['2026-03-02T16:30:00.000Z'],
    },
    retentionPolicy: RETENTION,
  },
};
