/** Bodies that nobody finds by chance. `$disks` stands for the id of some disk, `$x` for that of some other x. */
export const seedBodies: Readonly<Record<string, unknown>> = {
  Disks_CreateOrUpdate: { location: 'eastus', properties: { creationData: copyOf('$disks') } },
  Disks_GrantAccess: { access: 'Read', durationInSeconds: 3600 },
  Snapshots_CreateOrUpdate: { location: 'eastus', properties: { incremental: true, creationData: copyOf('$disks') } },
  Snapshots_GrantAccess: { access: 'Read', durationInSeconds: 3600 },
  RestorePointCollections_CreateOrUpdate: { location: 'eastus', properties: { source: { id: '$virtualMachines' } } },
  RestorePoints_Create: { properties: { consistencyMode: 'CrashConsistent' } },
  VirtualMachines_RunCommand: { commandId: 'RunShellScript', script: ['true'] },
  StorageAccounts_CheckNameAvailability: { name: 'somewhere01', type: 'Microsoft.Storage/storageAccounts' },
  RoleAssignments_Create: { properties: { roleDefinitionId: '$roleDefinitions', principalId: guid(1) } },
  ProtectedItems_CreateOrUpdate: {
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      sourceResourceId: '$virtualMachines',
      policyId: '$backupPolicies',
    },
  },
  Backups_Trigger: { properties: { objectType: 'IaasVMBackupRequest' } },
  Restores_Trigger: { properties: restoreOf() },
  CrossRegionRestore_Trigger: {
    crossRegionRestoreAccessDetails: { objectType: 'IaasVMRecoveryPoint', token: 'x' },
    restoreRequest: restoreOf(),
  },
  ValidateOperation_Trigger: {
    properties: { objectType: 'ValidateIaasVMRestoreOperationRequest', restoreRequest: restoreOf() },
  },
  RecoveryPoints_GetAccessToken: { properties: { objectType: 'CrrAccessToken' } },
  BackupCrrJobs_List: { resourceId: '$vaults' },
  BackupCrrJobDetails_Get: { resourceId: '$vaults', jobName: '$backupJobs' },
  ReplicationFabrics_Create: { properties: { customDetails: { instanceType: 'Azure', location: 'westus' } } },
  ReplicationPolicies_Create: { properties: { providerSpecificInput: policyOf() } },
  ReplicationPolicies_Update: { properties: { replicationProviderSettings: policyOf() } },
  ReplicationProtectionContainerMappings_Create: {
    properties: {
      targetProtectionContainerId: '$replicationProtectionContainers',
      policyId: '$replicationPolicies',
      providerSpecificInput: { instanceType: 'A2A' },
    },
  },
  ReplicationProtectedItems_Create: {
    properties: {
      policyId: '$replicationPolicies',
      protectableItemId: '',
      providerSpecificDetails: {
        instanceType: 'A2A',
        fabricObjectId: '$virtualMachines',
        recoveryContainerId: '$replicationProtectionContainers',
        recoveryResourceGroupId: '$resourceGroups',
        vmManagedDisks: [
          {
            diskId: '$disks',
            primaryStagingAzureStorageAccountId: '$storageAccounts',
            recoveryResourceGroupId: '$resourceGroups',
          },
        ],
      },
    },
  },
  ReplicationProtectedItems_TestFailover: failover({ networkType: 'VmNetworkAsInput', networkId: '$virtualNetworks' }),
  ReplicationProtectedItems_TestFailoverCleanup: { properties: { comments: '' } },
  ReplicationProtectedItems_UnplannedFailover: failover({ sourceSiteOperations: 'Required' }),
  ReplicationProtectedItems_ApplyRecoveryPoint: {
    properties: { recoveryPointId: '$recoveryPoints', providerSpecificDetails: { instanceType: 'A2A' } },
  },
  ReplicationProtectedItems_Delete: { properties: { disableProtectionReason: 'NotSpecified' } },
  ReplicationProtectionContainers_SwitchProtection: {
    properties: {
      replicationProtectedItemName: 'pay-web-01',
      providerSpecificDetails: {
        instanceType: 'A2A',
        recoveryContainerId: '$replicationProtectionContainers',
        recoveryResourceGroupId: '$resourceGroups',
        policyId: '$replicationPolicies',
        vmManagedDisks: [{ diskId: '$disks', primaryStagingAzureStorageAccountId: '$storageAccounts' }],
      },
    },
  },
  ReplicationRecoveryPlans_Create: {
    properties: {
      primaryFabricId: '$replicationFabrics',
      recoveryFabricId: '$replicationFabrics',
      groups: [{ groupType: 'Boot', replicationProtectedItems: [{ id: '$replicationProtectedItems' }] }],
    },
  },
  ReplicationRecoveryPlans_TestFailover: planFailover({ networkType: 'NoNetworkAttachAsInput' }),
  ReplicationRecoveryPlans_UnplannedFailover: planFailover({ sourceSiteOperations: 'NotRequired' }),
  ReplicationRecoveryPlans_TestFailoverCleanup: { properties: { comments: '' } },
};

/** The body with an id of the world in each place that asks for one. */
export function withIds(body: unknown, idOf: (kind: string) => string): unknown {
  const kinds = /"\$(\w+)"/g;
  return JSON.parse(JSON.stringify(body).replaceAll(kinds, (_all, kind: string) => JSON.stringify(idOf(kind))));
}

function copyOf(source: string) {
  return { createOption: 'Copy', sourceResourceId: source };
}

function restoreOf() {
  return {
    objectType: 'IaasVMRestoreRequest',
    recoveryPointId: '$recoveryPoints',
    recoveryType: 'RestoreDisks',
    sourceResourceId: '$virtualMachines',
    storageAccountId: '$storageAccounts',
    region: 'eastus',
    createNewCloudService: false,
    targetResourceGroupId: '$resourceGroups',
  };
}

function policyOf() {
  return {
    instanceType: 'A2A',
    recoveryPointHistory: 1440,
    crashConsistentFrequencyInMinutes: 5,
    appConsistentFrequencyInMinutes: 240,
    multiVmSyncStatus: 'Enable',
  };
}

function failover(more: object) {
  const providerSpecificDetails = { instanceType: 'A2A' };
  return { properties: { failoverDirection: 'PrimaryToRecovery', ...more, providerSpecificDetails } };
}

function planFailover(more: object) {
  const providerSpecificDetails = [{ instanceType: 'A2A', recoveryPointType: 'Latest' }];
  return { properties: { failoverDirection: 'PrimaryToRecovery', ...more, providerSpecificDetails } };
}

function guid(number: number): string {
  return `0e9c6a10-1f59-4c43-93d4-6c1f0001000${number}`;
}
