/**
 * What the code here does to Azure, in Azure's names of actions: that it is this and no more is tested by doing all of
 * it. The roles for the bot's own identities are made from it.
 */
const vault = 'Microsoft.RecoveryServices/vaults';
const fabric = `${vault}/replicationFabrics`;
const container = `${fabric}/replicationProtectionContainers`;
const item = `${container}/replicationProtectedItems`;
const plan = `${vault}/replicationRecoveryPlans`;
const backupItem = `${vault}/backupFabrics/protectionContainers/protectedItems`;
const crossRegion = 'Microsoft.RecoveryServices/locations';
const compute = 'Microsoft.Compute';
const collection = `${compute}/restorePointCollections`;
const network = 'Microsoft.Network';
const authorization = 'Microsoft.Authorization';
const subscriptions = 'Microsoft.Resources/subscriptions';
const account = 'Microsoft.Storage/storageAccounts';

/** By the readers. */
export const readingActions: readonly string[] = [
  `${compute}/availabilitySets/read`,
  `${authorization}/roleAssignments/read`,
  `${authorization}/roleDefinitions/read`,
  `${compute}/disks/read`,
  `${compute}/locations/usages/read`,
  `${collection}/read`,
  `${collection}/restorePoints/read`,
  `${compute}/skus/read`,
  `${compute}/snapshots/read`,
  `${compute}/virtualMachines/read`,
  `${network}/locations/operationResults/read`,
  `${network}/networkInterfaces/effectiveNetworkSecurityGroups/action`,
  `${network}/networkInterfaces/effectiveRouteTable/action`,
  `${network}/networkInterfaces/read`,
  `${network}/virtualNetworks/read`,
  `${crossRegion}/backupCrrJob/action`,
  `${crossRegion}/backupCrrJobs/action`,
  'Microsoft.ResourceGraph/resources/read',
  `${vault}/read`,
  `${backupItem}/recoveryPoints/read`,
  `${vault}/backupJobs/read`,
  `${vault}/backupPolicies/read`,
  `${vault}/backupProtectedItems/read`,
  `${vault}/replicationEvents/read`,
  `${fabric}/read`,
  `${fabric}/replicationNetworks/replicationNetworkMappings/read`,
  `${container}/read`,
  `${container}/replicationProtectionContainerMappings/read`,
  `${item}/read`,
  `${item}/recoveryPoints/read`,
  `${vault}/replicationJobs/read`,
  `${vault}/replicationPolicies/read`,
  `${plan}/read`,
  `${subscriptions}/read`,
  `${subscriptions}/locations/read`,
  `${subscriptions}/resourceGroups/read`,
  `${subscriptions}/resources/read`,
  `${account}/read`,
];

/** By the writers: their requests, and what they read to tell what became of them. */
export const writingActions: readonly string[] = [
  `${compute}/availabilitySets/read`,
  `${compute}/availabilitySets/write`,
  `${compute}/locations/diskOperations/read`,
  `${compute}/locations/operations/read`,
  `${compute}/disks/delete`,
  `${collection}/read`,
  `${collection}/write`,
  `${collection}/restorePoints/delete`,
  `${collection}/restorePoints/read`,
  `${collection}/restorePoints/write`,
  `${compute}/disks/read`,
  `${compute}/disks/write`,
  `${compute}/snapshots/delete`,
  `${compute}/snapshots/read`,
  `${compute}/snapshots/write`,
  `${compute}/virtualMachines/read`,
  `${compute}/virtualMachines/runCommand/action`,
  `${network}/locations/operations/read`,
  `${network}/virtualNetworks/read`,
  `${network}/virtualNetworks/write`,
  `${compute}/virtualMachines/write`,
  `${network}/networkInterfaces/read`,
  `${network}/networkInterfaces/write`,
  `${crossRegion}/backupAadProperties/read`,
  `${crossRegion}/backupCrossRegionRestore/action`,
  `${crossRegion}/backupCrrJob/action`,
  `${crossRegion}/backupCrrJobs/action`,
  `${crossRegion}/backupCrrOperationsStatus/read`,
  `${vault}/read`,
  `${vault}/write`,
  `${vault}/operationStatus/read`,
  `${backupItem}/backup/action`,
  `${backupItem}/delete`,
  `${backupItem}/write`,
  `${backupItem}/recoveryPoints/accessToken/action`,
  `${backupItem}/recoveryPoints/restore/action`,
  `${vault}/backupJobs/cancel/action`,
  `${vault}/backupJobs/read`,
  `${vault}/backupOperations/read`,
  `${vault}/backupTriggerValidateOperation/action`,
  `${vault}/backupValidateOperationsStatuses/read`,
  `${fabric}/read`,
  `${fabric}/write`,
  `${fabric}/replicationNetworks/replicationNetworkMappings/read`,
  `${fabric}/replicationNetworks/replicationNetworkMappings/write`,
  `${container}/read`,
  `${container}/switchprotection/action`,
  `${container}/write`,
  `${container}/replicationProtectionContainerMappings/read`,
  `${container}/replicationProtectionContainerMappings/write`,
  `${item}/addDisks/action`,
  `${item}/applyRecoveryPoint/action`,
  `${item}/failoverCancel/action`,
  `${item}/failoverCommit/action`,
  `${item}/read`,
  `${item}/remove/action`,
  `${item}/removeDisks/action`,
  `${item}/repairReplication/action`,
  `${item}/testFailover/action`,
  `${item}/testFailoverCleanup/action`,
  `${item}/unplannedFailover/action`,
  `${item}/updateMobilityService/action`,
  `${item}/write`,
  `${vault}/replicationJobs/cancel/action`,
  `${vault}/replicationJobs/read`,
  `${vault}/replicationJobs/restart/action`,
  `${vault}/replicationJobs/resume/action`,
  `${vault}/replicationPolicies/read`,
  `${vault}/replicationPolicies/write`,
  `${plan}/delete`,
  `${plan}/failoverCancel/action`,
  `${plan}/failoverCommit/action`,
  `${plan}/read`,
  `${plan}/reProtect/action`,
  `${plan}/testFailover/action`,
  `${plan}/testFailoverCleanup/action`,
  `${plan}/unplannedFailover/action`,
  `${plan}/write`,
  `${subscriptions}/resourceGroups/read`,
  `${subscriptions}/resourceGroups/write`,
  'Microsoft.Storage/operations/read',
  `${account}/failover/action`,
  `${account}/read`,
  `${account}/write`,
];

/** In no request of their own: what may not be read is left out of lists of everything. */
export const listedActions: readonly string[] = ['Microsoft.ClassicCompute/virtualMachines/read'];

/** In no request of their own: Azure asks for them where what is written refers to something else. */
export const linkedActions: readonly string[] = [
  `${collection}/restorePoints/diskRestorePoints/beginGetAccess/action`,
  `${compute}/disks/beginGetAccess/action`,
  `${compute}/snapshots/beginGetAccess/action`,
  `${network}/networkInterfaces/join/action`,
  `${network}/virtualNetworks/subnets/join/action`,
];
