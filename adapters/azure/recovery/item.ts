import type { HealthError, ProtectedItem, ReplicatedDisk, ReplicatedNic } from '../../../src/ports/azure/recovery.ts';
import { parentId } from '../core/ids.ts';
import { type DetailsRead, type HealthErrorRead, type ItemRead, itemSchema, type ScenarioRead } from './item-schema.ts';
import { oneLine, vaultOf } from './spelling.ts';

/** A list and the item asked for by itself disagree: what lists only pretend to know is not taken from them. */
type ReadBy = 'list' | 'get';

export const itemShape = (by: ReadBy) => itemSchema.transform((read) => itemFrom(read, by));

const itemFrom = ({ id, name, properties }: ItemRead, by: ReadBy): ProtectedItem => {
  const details = properties.providerSpecificDetails;
  return {
    id,
    name,
    vaultId: vaultOf(id),
    containerId: parentId(id),
    ...machineOf(properties.friendlyName ?? name, details),
    ...targetOf(properties),
    ...stateOf(properties),
    ...progressOf(properties),
    disks: disksOf(details, by),
    unprotectedLuns:
      by === 'get' ? (details.unprotectedDisks ?? []).flatMap(({ diskLunId }) => diskLunId ?? []) : undefined,
    nics: (details.vmNics ?? []).map(nicOf),
    agentVersion: details.agentVersion,
    agentExpiresAt: details.agentExpiryDate,
    agentUpdateWaits: details.isReplicationAgentUpdateRequired ?? false,
    runningJob: runningJobOf(properties.currentScenario),
  };
};

type PropertiesRead = ItemRead['properties'];

const machineOf = (vmName: string, details: DetailsRead) => ({
  vmId: details.fabricObjectId,
  vmName,
  lifecycleId: details.lifecycleId,
  sourceRegion: details.primaryFabricLocation ?? '',
  targetRegion: details.recoveryFabricLocation ?? '',
  // A machine that is in no group is in one of its own, which has no name.
  multiVmGroup: details.multiVmGroupName,
});

const targetOf = ({ providerSpecificDetails: details, ...properties }: PropertiesRead) => ({
  recoveryContainerId: properties.recoveryContainerId ?? '',
  policyId: properties.policyId ?? '',
  recoveryResourceGroupId: details.recoveryAzureResourceGroupId,
  recoveryNetworkId: details.selectedRecoveryAzureNetworkId,
  recoveryAvailabilitySetId: details.recoveryAvailabilitySet,
  recoveryVmId: details.recoveryFabricObjectId,
  recoverySize: details.recoveryAzureVMSize,
  drillVmId: details.testFailoverRecoveryFabricObjectId,
  failoverPointId: properties.failoverRecoveryPointId,
});

const stateOf = (properties: PropertiesRead) => ({
  stateAsAzureSays: properties.protectionStateDescription ?? properties.protectionState ?? '',
  failedToBegin: hasFailedToBegin(properties) ? (true as const) : undefined,
  allowed: properties.allowedOperations,
  activeLocation: properties.activeLocation === 'Recovery' ? ('target' as const) : ('source' as const),
  drillWaitsForCleanup: properties.testFailoverState === 'WaitingForCompletion',
  health: healthOf(properties.replicationHealth),
  failoverHealth: healthOf(properties.failoverHealth),
  healthErrors: (properties.healthErrors ?? []).map(healthErrorOf),
  lastFailoverAt: properties.lastSuccessfulFailoverTime,
  lastDrillAt: properties.lastSuccessfulTestFailoverTime,
  // Azure keeps the time of the last one that succeeded, and of no other.
  lastDrillSucceeded: properties.lastSuccessfulTestFailoverTime === undefined ? undefined : true,
});

/** What is allowed is no help here: it is the same while the first copy goes well. */
const hasFailedToBegin = ({ protectionState }: PropertiesRead): boolean =>
  /^enabl\w*failed$/iu.test(protectionState ?? '');

const firstCopy = 'InitialReplicationInProgress';

/** A percentage stops anywhere and stays: it means something only while the first copy runs. */
const progressOf = ({ protectionState, providerSpecificDetails: details }: PropertiesRead) => ({
  firstCopyPercent: protectionState === firstCopy ? details.monitoringPercentageCompletion : undefined,
  rpoSeconds: details.rpoInSeconds,
  rpoCalculatedAt: details.lastRpoCalculatedTime,
});

const healthWords: Readonly<Record<string, ProtectedItem['health']>> = {
  normal: 'normal',
  warning: 'warning',
  critical: 'critical',
};

const healthOf = (said: string | undefined) => healthWords[said?.toLowerCase() ?? ''] ?? 'none';

const healthErrorOf = (error: HealthErrorRead): HealthError => ({
  code: error.errorCode ?? '',
  summary: oneLine(error.summaryMessage ?? error.errorMessage),
  possibleCauses: oneLine(error.possibleCauses),
  recommendedAction: oneLine(error.recommendedAction),
  level: error.errorLevel?.toLowerCase() === 'warning' ? 'warning' : 'critical',
  since: error.creationTimeUtc,
});

const disksOf = (details: DetailsRead, by: ReadBy): ReplicatedDisk[] => [
  ...(details.protectedManagedDisks ?? []).map((disk) => ({
    id: disk.diskId,
    ...commonOf(disk, by),
    targetDiskId: disk.recoveryTargetDiskId,
    recoveryResourceGroupId: disk.recoveryResourceGroupId,
    replicaType: disk.recoveryReplicaDiskAccountType,
    targetType: disk.recoveryTargetDiskAccountType,
    encryptionSetId: disk.recoveryDiskEncryptionSetId,
  })),
  ...(details.protectedDisks ?? []).map((disk) => ({
    id: disk.diskUri,
    ...commonOf(disk, by),
    targetDiskId: disk.recoveryDiskUri,
  })),
];

type DiskRead = NonNullable<DetailsRead['protectedManagedDisks'] | DetailsRead['protectedDisks']>[number];

const commonOf = (disk: DiskRead, by: ReadBy) => ({
  name: disk.diskName ?? '',
  sizeBytes: disk.diskCapacityInBytes,
  role: roleOf(disk.diskType),
  cacheAccountId: disk.primaryStagingAzureStorageAccountId,
  resyncRequired: disk.resyncRequired,
  pendingMb: by === 'get' ? disk.dataPendingAtSourceAgentInMB : undefined,
  stateAsAzureSays: by === 'get' ? disk.diskState : undefined,
});

const roleOf = (type: string | undefined) => {
  if (type === undefined) return undefined;
  return type === 'OperatingSystem' ? ('os' as const) : ('data' as const);
};

const nicOf = ({ nicId, ipConfigs }: NonNullable<DetailsRead['vmNics']>[number]): ReplicatedNic => ({
  id: nicId,
  ipConfiguration: ipConfigs?.[0]?.name,
  recoverySubnet: ipConfigs?.[0]?.recoverySubnetName,
  recoveryAddress: ipConfigs?.[0]?.recoveryStaticIPAddress,
  drillSubnet: ipConfigs?.[0]?.tfoSubnetName,
});

/** Where nothing runs, Azure names a job called None that began in 1753. */
export const runningJobOf = (read: ScenarioRead): ProtectedItem['runningJob'] => {
  if (!read?.scenarioName || read.scenarioName === 'None' || !read.jobId || read.startTime === undefined)
    return undefined;
  return { scenario: read.scenarioName, jobId: read.jobId, startedAt: read.startTime };
};
