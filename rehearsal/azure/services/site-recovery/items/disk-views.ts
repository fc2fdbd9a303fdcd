import type { World } from '../../../world/world.ts';
import { spread } from '../names.ts';
import type { ItemDisk, ItemViewer, ProtectedItem } from './item.ts';
import { diskProgress, isResyncing } from './progress.ts';

export function managedDiskView(
  world: World,
  item: ProtectedItem,
  disk: ItemDisk,
  viewer: ItemViewer,
): Record<string, unknown> {
  const isCommitted = item.state.phase === 'committed';
  const hasFailedOver = isCommitted || item.state.phase === 'failed-over';
  return {
    diskId: disk.id.toLowerCase(),
    recoveryResourceGroupId: disk.groupId,
    recoveryTargetDiskId: hasFailedOver ? targetDiskId(disk) : null,
    recoveryReplicaDiskId: isCommitted ? '' : replicaDiskId(disk),
    recoveryOrignalTargetDiskId: hasFailedOver ? targetDiskId(disk).toLowerCase() : (disk.originalId ?? null),
    recoveryReplicaDiskAccountType: disk.replicaSku,
    recoveryTargetDiskAccountType: disk.targetSku,
    recoveryDiskEncryptionSetId: disk.encryptionSetId ?? null,
    primaryDiskEncryptionSetId: null,
    ...common(world, item, disk, viewer),
  };
}

export function blobDiskView(
  world: World,
  item: ProtectedItem,
  disk: ItemDisk,
  viewer: ItemViewer,
): Record<string, unknown> {
  return {
    diskUri: disk.id,
    recoveryAzureStorageAccountId: disk.recoveryAccountId ?? null,
    primaryDiskAzureStorageAccountId: null,
    recoveryDiskUri: null,
    ...common(world, item, disk, viewer),
  };
}

function common(world: World, item: ProtectedItem, disk: ItemDisk, viewer: ItemViewer): Record<string, unknown> {
  const { percent, job, ready } = diskProgress(world, item, disk);
  const seen = viewer === 'get';
  return {
    diskName: disk.name,
    diskCapacityInBytes: disk.bytes,
    primaryStagingAzureStorageAccountId: disk.cacheAccountId,
    diskType: disk.role,
    resyncRequired: isResyncing(world, item) || item.state.troubles.some(({ kind }) => kind === 'resync-required'),
    monitoringPercentageCompletion: percent,
    monitoringJobType: job,
    dataPendingInStagingStorageAccountInMB: 0,
    dataPendingAtSourceAgentInMB: seen && ready ? pendingMegabytes(world, disk) : 0,
    diskState: seen ? (ready ? 'Protected' : 'InitialReplicationPending') : null,
    allowedDiskLevelOperation: seen ? [] : null,
    isDiskEncrypted: false,
    secretIdentifier: null,
    dekKeyVaultArmId: null,
    isDiskKeyEncrypted: false,
    keyIdentifier: null,
    kekKeyVaultArmId: null,
    failoverDiskName: failoverDiskName(disk),
    tfoDiskName: testDiskName(disk),
  };
}

function pendingMegabytes(world: World, disk: ItemDisk): number {
  return spread(1024, disk.name, Math.floor(world.clock.now() / 60_000)) / 256;
}

function failoverDiskName({ name, failoverName }: ItemDisk): string {
  return failoverName ?? name;
}

function testDiskName({ name, testName }: ItemDisk): string {
  return testName ?? `${name}-ASRtest`;
}

function diskIdIn(groupId: string, name: string): string {
  return `${groupId}/providers/Microsoft.Compute/disks/${name}`;
}

export function replicaDiskId(disk: ItemDisk): string {
  return diskIdIn(disk.groupId, `${disk.name}-ASRReplica`);
}

/** The disk that the machine starts from after a failover: on the way back, the one it once had. */
export function targetDiskId(disk: ItemDisk): string {
  return disk.originalId ?? diskIdIn(disk.groupId, failoverDiskName(disk));
}

export function testDiskId(disk: ItemDisk): string {
  return diskIdIn(disk.groupId, testDiskName(disk));
}
