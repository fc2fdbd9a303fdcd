import { type AnyArea, granted, holding, inAnyArea, type Need } from './need.ts';

/** One action of Azure, what a person must hold for it at the resource's scope, and the commands that may lead to it. */
export interface AzureAction {
  readonly action: string;
  /** In any area only what is read for several of them. */
  readonly need: Need | AnyArea;
  readonly commands: readonly string[];
}

const vault = 'Microsoft.RecoveryServices/vaults';
const container = `${vault}/replicationFabrics/replicationProtectionContainers`;
const item = `${container}/replicationProtectedItems`;
const plan = `${vault}/replicationRecoveryPlans`;
const backupItem = `${vault}/backupFabrics/protectionContainers/protectedItems`;
const crossRegion = 'Microsoft.RecoveryServices/locations';
const compute = 'Microsoft.Compute';
const network = 'Microsoft.Network';
const account = 'Microsoft.Storage/storageAccounts';
const subscriptions = 'Microsoft.Resources/subscriptions';
const group = `${subscriptions}/resourceGroups`;

const makesPoints = ['restore-point create', 'restore-point copy', 'schedule add', 'schedule run'];

const rows = (
  need: AzureAction['need'],
  entries: Readonly<Record<string, readonly string[]>>,
): readonly AzureAction[] => Object.entries(entries).map(([action, commands]) => ({ action, need, commands }));

/** Every action of Azure that a command may lead to, reads included. A plan with anything else in it is refused. */
export const azureActions: readonly AzureAction[] = [
  ...rows(holding('operator', 'recovery'), {
    [`${item}/testFailover/action`]: ['drill'],
    [`${item}/testFailoverCleanup/action`]: ['drill-cleanup'],
    [`${item}/unplannedFailover/action`]: ['failover', 'failback'],
    [`${item}/applyRecoveryPoint/action`]: ['change-point'],
    [`${item}/failoverCommit/action`]: ['commit'],
    [`${item}/repairReplication/action`]: ['resync'],
    [`${item}/updateMobilityService/action`]: ['protection-update'],
    [`${container}/switchprotection/action`]: ['reprotect'],
    [`${account}/read`]: ['reprotect'],
    [`${plan}/testFailover/action`]: ['drill'],
    [`${plan}/testFailoverCleanup/action`]: ['drill-cleanup'],
    [`${plan}/unplannedFailover/action`]: ['failover', 'failback'],
    [`${plan}/failoverCommit/action`]: ['commit'],
    [`${plan}/reProtect/action`]: ['reprotect'],
    [`${vault}/replicationJobs/cancel/action`]: ['job-cancel'],
    [`${vault}/replicationJobs/restart/action`]: ['job-restart'],
    [`${vault}/replicationJobs/resume/action`]: ['job-resume'],
    [`${network}/virtualNetworks/join/action`]: ['drill'],
  }),
  ...rows(holding('contributor', 'recovery'), {
    [`${item}/failoverCancel/action`]: ['failover-cancel'],
    [`${plan}/failoverCancel/action`]: ['failover-cancel'],
    [`${item}/write`]: ['protect', 'protection-update'],
    // What was there before, and is used for it.
    [`${compute}/virtualMachines/write`]: ['protect', 'protection-update'],
    [`${network}/virtualNetworks/subnets/join/action`]: ['protect', 'protection-update'],
    [`${account}/blobServices/containers/write`]: ['protect', 'protection-update'],
    [`${item}/remove/action`]: ['unprotect'],
    [`${item}/addDisks/action`]: ['protection-update'],
    [`${item}/removeDisks/action`]: ['protection-update'],
    [`${vault}/replicationFabrics/write`]: ['protect'],
    [`${container}/write`]: ['protect'],
    [`${container}/replicationProtectionContainerMappings/write`]: ['protect'],
    [`${vault}/replicationFabrics/replicationNetworks/replicationNetworkMappings/write`]: ['protect'],
    [`${vault}/replicationPolicies/write`]: ['protect', 'replication-policy create', 'replication-policy set'],
    [`${plan}/write`]: ['recovery-plan create', 'recovery-plan update'],
    [`${plan}/delete`]: ['recovery-plan delete'],
  }),
  ...rows(holding('operator', 'backup'), {
    [`${backupItem}/backup/action`]: ['backup now'],
    [`${backupItem}/recoveryPoints/restore/action`]: ['restore disks', 'restore vm', 'restore in-place'],
    [`${backupItem}/recoveryPoints/accessToken/action`]: ['restore disks', 'restore vm', 'drill'],
    [`${vault}/backupTriggerValidateOperation/action`]: ['restore disks', 'restore vm', 'restore in-place'],
    [`${vault}/backupValidateOperationsStatuses/read`]: ['restore disks', 'restore vm', 'restore in-place'],
    [`${vault}/backupJobs/cancel/action`]: ['job-cancel'],
    [`${crossRegion}/backupCrossRegionRestore/action`]: ['restore disks', 'restore vm', 'drill'],
    [`${crossRegion}/backupAadProperties/read`]: ['restore disks', 'restore vm', 'drill'],
  }),
  ...rows(holding('contributor', 'backup'), {
    [`${backupItem}/write`]: ['backup enable', 'backup stop', 'backup undelete'],
    [`${backupItem}/delete`]: ['backup delete-data'],
  }),
  ...rows(holding('operator', 'copies'), {
    [`${compute}/restorePointCollections/write`]: makesPoints,
    [`${compute}/restorePointCollections/restorePoints/write`]: makesPoints,
    [`${compute}/snapshots/write`]: ['snapshot create', 'snapshot copy'],
    [`${compute}/disks/beginGetAccess/action`]: ['snapshot create'],
    [`${compute}/snapshots/beginGetAccess/action`]: ['restore disks', 'restore vm', 'snapshot copy'],
    [`${compute}/restorePointCollections/restorePoints/diskRestorePoints/beginGetAccess/action`]: [
      'restore disks',
      'restore vm',
    ],
    [`${network}/networkInterfaces/join/action`]: ['restore vm'],
    [`${compute}/disks/write`]: ['restore disks', 'restore vm', 'drill'],
    // Those that the drill itself has made.
    [`${compute}/disks/delete`]: ['drill'],
    [`${compute}/virtualMachines/write`]: ['restore vm', 'restore in-place'],
    [`${network}/networkInterfaces/write`]: ['restore vm'],
    [`${network}/virtualNetworks/subnets/join/action`]: ['restore vm'],
    // Not sent by the bot: Azure Backup does it, with the account that it was told to restore through.
    [`${account}/blobServices/containers/write`]: ['restore disks', 'restore vm', 'restore in-place', 'drill'],
  }),
  ...rows(holding('contributor', 'copies'), {
    [`${compute}/restorePointCollections/restorePoints/delete`]: [
      'restore-point delete',
      'schedule add',
      'schedule run',
    ],
    [`${compute}/restorePointCollections/delete`]: ['restore-point delete'],
    [`${compute}/snapshots/delete`]: ['snapshot delete'],
    [`${compute}/disks/delete`]: ['drill-cleanup'],
  }),
  ...rows(granted('vault-admin'), {
    [`${vault}/write`]: ['vault create', 'vault redundancy', 'vault enable-cross-region'],
    [`${vault}/backupstorageconfig/write`]: ['vault redundancy', 'vault enable-cross-region'],
  }),
  ...rows(granted('network-setup'), {
    [`${group}/write`]: ['protect', 'restore disks', 'restore vm', 'drill', 'vault create'],
    [`${network}/virtualNetworks/write`]: ['protect'],
    [`${network}/virtualNetworks/subnets/write`]: ['protect'],
    [`${compute}/availabilitySets/write`]: ['protect'],
    [`${account}/write`]: ['protect'],
  }),
  ...rows(granted('run-inside'), { [`${compute}/virtualMachines/runCommand/action`]: ['check-inside'] }),
  ...rows(granted('storage-failover'), {
    [`${account}/write`]: ['storage set-redundancy'],
    [`${account}/failover/action`]: ['storage failover'],
  }),
  ...rows(inAnyArea('reader'), {
    'Microsoft.Authorization/roleAssignments/read': ['whoami', 'can-i', 'approve', 'deny', 'check'],
    'Microsoft.Authorization/roleDefinitions/read': ['check'],
    [`${compute}/virtualMachines/read`]: ['status', 'check', 'regions', 'points', 'jobs'],
    'Microsoft.ClassicCompute/virtualMachines/read': ['check', 'protect'],
    [`${compute}/disks/read`]: ['check', 'snapshot create'],
    [`${vault}/read`]: ['status', 'check', 'points', 'jobs', 'events', 'vault list', 'vault show'],
    [`${subscriptions}/read`]: ['status', 'check', 'regions', 'points', 'jobs', 'events'],
    [`${subscriptions}/locations/read`]: ['status', 'check', 'regions', 'points', 'jobs'],
    [`${group}/read`]: ['check'],
    [`${subscriptions}/resources/read`]: ['check', 'protect'],
    'Microsoft.ResourceGraph/resources/read': ['status', 'points', 'jobs'],
    [`${compute}/locations/operations/read`]: ['operation'],
    [`${compute}/locations/diskOperations/read`]: ['operation'],
    [`${network}/locations/operations/read`]: ['operation'],
    [`${network}/networkInterfaces/read`]: ['operation'],
    [`${vault}/operationStatus/read`]: ['operation'],
    'Microsoft.Storage/operations/read': ['operation'],
  }),
  ...rows(holding('reader', 'recovery'), {
    [`${compute}/skus/read`]: ['check', 'regions'],
    [`${compute}/locations/usages/read`]: ['check', 'regions'],
    [`${network}/virtualNetworks/read`]: ['check', 'protect'],
    [`${network}/networkInterfaces/read`]: ['protect', 'protection-update'],
    [`${network}/networkInterfaces/effectiveRouteTable/action`]: ['check', 'protect'],
    [`${compute}/availabilitySets/read`]: ['protect'],
    [`${network}/networkInterfaces/effectiveNetworkSecurityGroups/action`]: ['check'],
    [`${network}/locations/operationResults/read`]: ['check'],
    [`${account}/read`]: ['check'],
    [`${vault}/replicationFabrics/read`]: ['status', 'check'],
    [`${container}/read`]: ['protect'],
    [`${vault}/replicationProtectionContainers/read`]: ['protect'],
    [`${container}/replicationProtectionContainerMappings/read`]: ['protect'],
    [`${vault}/replicationProtectionContainerMappings/read`]: ['protect'],
    [`${vault}/replicationFabrics/replicationNetworks/replicationNetworkMappings/read`]: ['protect'],
    [`${vault}/replicationNetworkMappings/read`]: ['protect'],
    [`${item}/read`]: ['status', 'check', 'points'],
    [`${vault}/replicationProtectedItems/read`]: ['status', 'check', 'points'],
    [`${item}/recoveryPoints/read`]: ['points'],
    [`${vault}/replicationJobs/read`]: ['jobs', 'job'],
    [`${vault}/replicationEvents/read`]: ['events'],
    [`${vault}/replicationVaultHealth/read`]: ['status'],
    [`${vault}/replicationPolicies/read`]: ['status', 'replication-policy list'],
    [`${plan}/read`]: ['recovery-plan list', 'recovery-plan show', 'status'],
  }),
  ...rows(holding('reader', 'backup'), {
    [`${vault}/backupProtectedItems/read`]: ['status', 'options', 'points'],
    [`${backupItem}/recoveryPoints/read`]: ['points'],
    [`${vault}/backupJobs/read`]: ['jobs', 'job'],
    [`${vault}/backupPolicies/read`]: ['backup policies'],
    [`${crossRegion}/backupCrrJobs/action`]: ['jobs'],
    [`${crossRegion}/backupCrrJob/action`]: ['job'],
    [`${vault}/backupOperations/read`]: ['operation'],
    [`${crossRegion}/backupCrrOperationsStatus/read`]: ['operation'],
    [`${account}/read`]: ['storage show', 'options'],
  }),
  ...rows(holding('reader', 'copies'), {
    [`${compute}/restorePointCollections/read`]: ['points', 'restore-point list'],
    [`${compute}/restorePointCollections/restorePoints/read`]: ['points', 'restore-point show'],
    [`${compute}/restorePointCollections/restorePoints/diskRestorePoints/read`]: ['restore-point show'],
    [`${compute}/snapshots/read`]: ['points', 'snapshot list'],
  }),
];

/** What one command may need for one action of a plan; undefined: the command has no business with it. */
export const needFor = (command: string, action: string): Need | undefined => {
  const isAsked = (row: AzureAction) =>
    row.action.toLowerCase() === action.toLowerCase() && row.commands.includes(command);
  // What is read in any area is never part of a plan.
  return azureActions.filter(isAsked).find(isOfOneNeed)?.need;
};

const isOfOneNeed = (row: AzureAction): row is AzureAction & { readonly need: Need } => row.need.kind !== 'any-area';
