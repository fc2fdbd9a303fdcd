import type { World } from '../../world/world.ts';
import { copyInto, isComplete } from './copies.ts';
import type { DataBody } from './disk-body.ts';
import { encryptionOf, findDisk } from './disk-data.ts';
import { findDiskPoint } from './points.ts';
import { invalidParameter, notAllowed, requiredParameter, sourceNotFound } from './refusals.ts';
import { computeTypes, type Disk, type DiskRestorePoint, type Encryption, type Snapshot } from './shapes.ts';

export function findSnapshot(world: World, id: string): Snapshot | undefined {
  const found = world.resources.get(id);
  return found?.type === computeTypes.snapshots ? (found as Snapshot) : undefined;
}

/** The disk or snapshot that is copied inside its own region; elsewhere it is as if it were not there. */
export function requireCopySource(world: World, location: string, id: string | undefined): Disk | Snapshot {
  if (id === undefined || id === '') throw requiredParameter('creationData.sourceResourceId');
  const source = findDisk(world, id) ?? findSnapshot(world, id);
  if (source === undefined || source.location !== location) throw sourceNotFound(id);
  requireUsable(world, source);
  return source;
}

/** A snapshot on its way from another region is there, and cannot be used. */
export function requireUsable(world: World, source: Disk | Snapshot): void {
  if (copyInto(world, source.id) === undefined || isComplete(world, source.id)) return;
  throw notAllowed(
    `Snapshot '${source.name}' cannot be used as a source since its background copy has not completed. Wait until its completionPercent is 100.`,
  );
}

/** Compute does not look whether the data of a restore point have all arrived. */
export function requireDiskPoint(world: World, location: string, id: string | undefined): DiskRestorePoint {
  if (id === undefined || id === '') throw requiredParameter('creationData.sourceResourceId');
  const point = findDiskPoint(world, id);
  if (point === undefined || point.location !== location) throw sourceNotFound(id);
  return point;
}

/** Encryption, network access and their like as the body wants them, checked against what exists. */
export function checkedData(world: World, location: string, wish: DataBody) {
  const { diskAccessId, networkAccessPolicy, publicNetworkAccess } = wish;
  if (networkAccessPolicy === 'AllowPrivate' && diskAccessId === undefined) throw requiredParameter('diskAccessId');
  if (diskAccessId !== undefined && networkAccessPolicy !== 'AllowPrivate') {
    throw invalidParameter(
      'diskAccessId',
      "The property 'diskAccessId' is allowed with networkAccessPolicy 'AllowPrivate' only.",
    );
  }
  if (diskAccessId !== undefined && world.resources.get(diskAccessId)?.location !== location) {
    throw sourceNotFound(diskAccessId);
  }
  return {
    ...(wish.encryption && { encryption: checkedEncryption(world, location, wish.encryption) }),
    ...(networkAccessPolicy && { networkAccessPolicy }),
    ...(publicNetworkAccess && { publicNetworkAccess }),
    ...(diskAccessId && { diskAccessId }),
  };
}

export function checkedEncryption(
  world: World,
  location: string,
  wish: { type?: string | undefined; diskEncryptionSetId?: string | undefined },
): Encryption {
  const { diskEncryptionSetId } = wish;
  if (diskEncryptionSetId === undefined) {
    if (wish.type !== undefined && wish.type !== 'EncryptionAtRestWithPlatformKey') {
      throw requiredParameter('encryption.diskEncryptionSetId');
    }
    return encryptionOf(world, undefined);
  }
  const set = world.resources.get(diskEncryptionSetId);
  if (set?.type !== computeTypes.diskEncryptionSets || set.location !== location)
    throw sourceNotFound(diskEncryptionSetId);
  return encryptionOf(world, set.id);
}
