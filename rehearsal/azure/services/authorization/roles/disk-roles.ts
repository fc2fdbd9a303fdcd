import type { Role } from '../role.ts';

export const diskBackupReader: Role = {
  name: 'Disk Backup Reader',
  guid: '3e5e47e6-65f7-47ef-90b5-e5dd4d455f24',
  description: 'Provides permission to backup vault to perform disk backup.',
  actions: [
    'Microsoft.Authorization/*/read',
    'Microsoft.Compute/disks/read',
    'Microsoft.Compute/disks/beginGetAccess/action',
  ],
  notActions: [],
  dataActions: [],
  created: '2020-12-15T07:39:03.8394514Z',
  updated: '2021-11-11T20:14:56.0178737Z',
};

export const diskRestoreOperator: Role = {
  name: 'Disk Restore Operator',
  guid: 'b50d9833-a0cb-478e-945f-707fcc997c13',
  description: 'Provides permission to backup vault to perform disk restore.',
  actions: [
    'Microsoft.Authorization/*/read',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    'Microsoft.Compute/disks/write',
    'Microsoft.Compute/disks/read',
  ],
  notActions: [],
  dataActions: [],
  created: '2020-12-15T12:18:31.8481619Z',
  updated: '2021-11-11T20:14:56.7408912Z',
};

export const diskSnapshotContributor: Role = {
  name: 'Disk Snapshot Contributor',
  guid: '7efff54f-a5b4-42b5-a1c5-5411624893ce',
  description: 'Provides permission to backup vault to manage disk snapshots.',
  actions: [
    'Microsoft.Authorization/*/read',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    'Microsoft.Compute/snapshots/delete',
    'Microsoft.Compute/snapshots/write',
    'Microsoft.Compute/snapshots/read',
    'Microsoft.Compute/snapshots/beginGetAccess/action',
    'Microsoft.Compute/snapshots/endGetAccess/action',
    'Microsoft.Compute/disks/beginGetAccess/action',
    'Microsoft.Storage/storageAccounts/listkeys/action',
    'Microsoft.Storage/storageAccounts/write',
    'Microsoft.Storage/storageAccounts/read',
    'Microsoft.Storage/storageAccounts/delete',
  ],
  notActions: [],
  dataActions: [],
  created: '2020-12-15T12:18:51.4471411Z',
  updated: '2021-11-11T20:14:56.9158814Z',
};

export const azureBackupSnapshotContributor: Role = {
  name: 'Azure Backup Snapshot Contributor',
  guid: 'afc680e2-a938-412d-b213-9a49efa7fb83',
  description: 'Provide permissions to backup identity to manage RPC snapshots',
  actions: [
    'Microsoft.Compute/virtualMachines/read',
    'Microsoft.Compute/virtualMachines/write',
    'Microsoft.Compute/restorePointCollections/read',
    'Microsoft.Compute/restorePointCollections/write',
    'Microsoft.Compute/restorePointCollections/restorePoints/write',
    'Microsoft.Compute/restorePointCollections/restorePoints/read',
    'Microsoft.Compute/disks/read',
    'Microsoft.Compute/disks/write',
    'Microsoft.Compute/disks/delete',
    'Microsoft.Compute/disks/beginGetAccess/action',
  ],
  notActions: [],
  dataActions: [],
  created: '2025-01-13T16:06:06.8277690Z',
  updated: '2025-01-13T16:06:06.8277690Z',
};
