import type { World } from '../../../world/world.ts';
import { findVirtualMachine } from '../../compute/provision.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import { guidOf, parentOf } from '../names.ts';
import { fineTime } from '../times.ts';
import { blobDiskView, managedDiskView } from './disk-views.ts';
import { unprotectedDisksOf } from './health.ts';
import type { ItemViewer, ProtectedItem } from './item.ts';
import { nicViews } from './nic-views.ts';
import { lastHeartbeat, progressOf, rpoOf } from './progress.ts';
import { isBeforeFirstPoint, stageOf, stageWords } from './stages.ts';

const NO_EXPIRY = '9999-12-31T23:59:59.9999999';
const CURRENT_AGENT = '9.62.7172.1';
const THREE_YEARS = 3 * 365 * 24 * 3600 * 1000;

export { CURRENT_AGENT };

/** The A2A part of an item. */
export function replicationDetails(world: World, item: ProtectedItem, viewer: ItemViewer): Record<string, unknown> {
  return {
    instanceType: 'A2A',
    ...places(world, item),
    ...disks(world, item, viewer),
    ...target(world, item),
    vmSyncedConfigDetails:
      viewer === 'get' ? { tags: tagsOf(world, item), inputEndpoints: [] } : { tags: null, inputEndpoints: null },
    ...agent(world, item),
    ...outcome(world, item),
    primaryAvailabilityZone: findVirtualMachine(world, item.state.vmId)?.zones?.[0] ?? null,
    recoveryAvailabilityZone: item.state.zone ?? null,
    primaryExtendedLocation: null,
    recoveryExtendedLocation: null,
    vmEncryptionType: 'NotEncrypted',
    tfoAzureVMName: item.state.settings.testVmName ?? `${item.state.vmName}-test`,
    recoveryAzureGeneration: 'V2',
    recoveryProximityPlacementGroupId: item.state.settings.proximityGroupId ?? null,
    autoProtectionOfDataDisk: 'Disabled',
    recoveryVirtualMachineScaleSetId: item.state.settings.scaleSetId ?? null,
    recoveryCapacityReservationGroupId: item.state.settings.capacityReservationId ?? null,
    churnOptionSelected: 'Normal',
  };
}

function places(world: World, { id, state }: ProtectedItem): Record<string, unknown> {
  const isGroup = state.group.name !== '';
  return {
    fabricObjectId: state.vmId.toLowerCase(),
    initialPrimaryZone: '',
    initialPrimaryFabricLocation: state.initialPrimary,
    initialRecoveryZone: '',
    initialPrimaryExtendedLocation: null,
    initialRecoveryExtendedLocation: null,
    initialRecoveryFabricLocation: state.initialRecovery,
    multiVmGroupId: state.group.id,
    multiVmGroupName: state.group.name,
    multiVmGroupCreateOption: isGroup ? 'UserSpecified' : 'AutoCreated',
    managementId: guidOf('management', state.lifecycleId, state.turn),
    primaryFabricLocation: fabricOf(world, parentOf(id))?.state.region ?? state.initialPrimary,
    recoveryFabricLocation: fabricOf(world, state.recoveryContainerId)?.state.region ?? state.initialRecovery,
  };
}

function disks(world: World, item: ProtectedItem, viewer: ItemViewer): Record<string, unknown> {
  const managed = item.state.disks.filter(({ recoveryAccountId }) => recoveryAccountId === undefined);
  const blobs = item.state.disks.filter(({ recoveryAccountId }) => recoveryAccountId !== undefined);
  const unprotected = viewer === 'get' ? unprotectedDisksOf(world, item) : [];
  return {
    protectedDisks: blobs.length === 0 ? null : blobs.map((disk) => blobDiskView(world, item, disk, viewer)),
    unprotectedDisks:
      unprotected.length === 0
        ? null
        : unprotected.map(({ lun }) => ({ diskLunId: lun, diskAutoProtectionStatus: 'Disabled' })),
    protectedManagedDisks: managed.map((disk) => managedDiskView(world, item, disk, viewer)),
  };
}

/** The network shows once the machine is protected. */
function target(world: World, item: ProtectedItem): Record<string, unknown> {
  const { state } = item;
  const isKnown = !isBeforeFirstPoint(stageOf(world, item));
  return {
    recoveryBootDiagStorageAccountId: state.settings.bootDiagnosticsAccountId ?? null,
    osType: state.osType,
    recoveryAzureVMSize: state.size,
    recoveryAzureVMName: state.settings.vmName ?? state.vmName,
    recoveryAzureResourceGroupId: state.recoveryResourceGroupId,
    recoveryCloudService: null,
    recoveryAvailabilitySet: state.availabilitySetId ?? null,
    selectedRecoveryAzureNetworkId: isKnown ? (state.recoveryNetworkId ?? null) : null,
    selectedTfoAzureNetworkId: state.settings.testNetworkId ?? null,
    vmNics: isKnown ? nicViews(world, item) : [],
  };
}

function tagsOf(world: World, { state }: ProtectedItem): Record<string, string> {
  return findVirtualMachine(world, state.vmId)?.tags ?? {};
}

function agent(world: World, item: ProtectedItem): Record<string, unknown> {
  const { state } = item;
  const { percent, job } = progressOf(world, item);
  const expiring = state.troubles.find(({ kind }) => kind === 'agent-expiring');
  const isRegistered = state.phase !== 'enabling' && world.clock.now() >= state.protectedAt;
  return {
    monitoringPercentageCompletion: percent,
    monitoringJobType: job,
    lastHeartbeat: fineTime(lastHeartbeat(world, item)),
    agentVersion: state.agentVersion,
    agentExpiryDate: expiring === undefined ? `${NO_EXPIRY}Z` : fineTime(expiring.since + 20 * 24 * 3600 * 1000),
    isReplicationAgentUpdateRequired: state.agentVersion !== CURRENT_AGENT,
    ...(isRegistered && { agentCertificateExpiryDate: new Date(state.protectedAt + THREE_YEARS).toISOString() }),
    isReplicationAgentCertificateUpdateRequired: false,
  };
}

function outcome(world: World, item: ProtectedItem): Record<string, unknown> {
  const { state } = item;
  const words = stageWords(stageOf(world, item));
  const rpo = rpoOf(world, item);
  return {
    recoveryFabricObjectId: state.failover?.vmId.toLowerCase() ?? null,
    vmProtectionState: words.vmState,
    vmProtectionStateDescription: words.vmDescription,
    lifecycleId: rpo.seconds === null ? null : state.lifecycleId,
    testFailoverRecoveryFabricObjectId: state.test?.vmId.toLowerCase() ?? null,
    rpoInSeconds: rpo.seconds,
    lastRpoCalculatedTime: rpo.calculatedAt === null ? null : fineTime(rpo.calculatedAt),
  };
}
