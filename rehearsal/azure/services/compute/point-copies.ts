import type { World } from '../../world/world.ts';
import { startCopy, takeTrouble } from './copies.ts';
import { disksOfPoint, findDiskPoint, findPoint, putDiskPoint, shownEncryption } from './points.ts';
import { computeTypes, type Encryption, type RestorePoint, type RestorePointCollection } from './shapes.ts';
import { familyOf } from './state.ts';

/** Azure renews the percentages of a restore point's copy no more often. */
const PERCENT_EVERY_SECONDS = 600;

/** A copy as it is while its operation runs; it tells when its source was made, not when it was. */
export function beginCopy(
  world: World,
  collection: RestorePointCollection,
  name: string,
  source: RestorePoint,
): RestorePoint {
  const { sourceMetadata, consistencyMode, timeCreated, excludeDisks } = source.properties;
  const metadata = structuredClone(sourceMetadata);
  const { osDisk, dataDisks } = metadata.storageProfile;
  for (const disk of osDisk === undefined ? dataDisks : [osDisk, ...dataDisks]) delete disk.diskRestorePoint;
  const point: RestorePoint = {
    id: `${collection.id}/restorePoints/${name}`,
    name,
    type: computeTypes.restorePoints,
    location: collection.location,
    properties: {
      ...(excludeDisks && { excludeDisks }),
      sourceMetadata: metadata,
      provisioningState: 'Creating',
      ...(consistencyMode && { consistencyMode }),
      sourceRestorePoint: { id: source.id },
      timeCreated,
    },
  };
  world.resources.put(point);
  return point;
}

/** The operation is over and the data begin to travel. `encryptionFor` is asked for each disk restore point's id. */
export function finishCopy(
  world: World,
  point: RestorePoint,
  source: RestorePoint,
  encryptionFor: (sourceDiskPointId: string) => Encryption | undefined = () => undefined,
): void {
  const trouble = takeTrouble(world, source.id);
  const incremental = hasCopiedBefore(world, point, source);
  for (const [index, disk] of disksOfPoint(point).entries()) {
    const sourceId = disksOfPoint(source)[index]?.diskRestorePoint?.id ?? '';
    const sourceDisk = findDiskPoint(world, sourceId);
    if (sourceDisk === undefined) continue;
    const encryption = encryptionFor(sourceId) ?? { type: 'EncryptionAtRestWithPlatformKey' };
    const diskPoint = putDiskPoint(world, point, disk, {
      ...sourceDisk.properties,
      encryption,
      sourceResourceId: sourceId,
      sourceResourceLocation: source.location,
      familyId: familyOf(world, `${point.location} ${sourceDisk.properties.familyId}`),
    });
    disk.diskRestorePoint = {
      sourceDiskRestorePoint: { id: sourceId },
      encryption: shownEncryption(encryption),
      id: diskPoint.id,
    };
    const order = { targetId: diskPoint.id, sourceId, sizeGb: disk.diskSizeGB, incremental };
    startCopy(world, { ...order, refreshSeconds: PERCENT_EVERY_SECONDS, trouble: index === 0 ? trouble : undefined });
  }
  point.properties.provisioningState = 'Succeeded';
}

/** Only changes travel while the point copied last is still there on both sides. */
function hasCopiedBefore(world: World, point: RestorePoint, source: RestorePoint): boolean {
  return copiesInRegion(world, point.location, source).some((copy) => {
    const earlier = findPoint(world, copy.properties.sourceRestorePoint?.id ?? '');
    return copy.id !== point.id && earlier !== undefined;
  });
}

/** Copies that the region already has of the points of this point's machine. */
export function copiesInRegion(world: World, location: string, source: RestorePoint): RestorePoint[] {
  const all = world.resources.list(computeTypes.restorePoints) as RestorePoint[];
  return all.filter(
    ({ location: place, properties }) =>
      place === location &&
      properties.sourceRestorePoint !== undefined &&
      properties.sourceMetadata.vmId === source.properties.sourceMetadata.vmId,
  );
}
