import type { World } from '../../world/world.ts';
import { nameOf, sameId } from '../resources/ids.ts';
import { withUpperCaseGroup } from './disk-data.ts';
import { findVirtualMachine } from './provision-machines.ts';
import {
  computeTypes,
  type Disk,
  type DiskData,
  type DiskRestorePoint,
  type Encryption,
  type MachineDisk,
  type PointDisk,
  type RestorePoint,
  type RestorePointCollection,
  type RestorePointSource,
  type VirtualMachine,
} from './shapes.ts';
import { computeState, familyOf } from './state.ts';
import { computeTime } from './times.ts';

export type Consistency = 'CrashConsistent' | 'ApplicationConsistent' | 'FileSystemConsistent';

export function findCollection(world: World, id: string): RestorePointCollection | undefined {
  const found = world.resources.get(id);
  return found?.type === computeTypes.restorePointCollections ? (found as RestorePointCollection) : undefined;
}

export function findPoint(world: World, id: string): RestorePoint | undefined {
  const found = world.resources.get(id);
  return found?.type === computeTypes.restorePoints ? (found as RestorePoint) : undefined;
}

export function findDiskPoint(world: World, id: string): DiskRestorePoint | undefined {
  const found = world.resources.get(id);
  return found?.type === computeTypes.diskRestorePoints ? (found as DiskRestorePoint) : undefined;
}

export function pointsIn(world: World, collectionId: string): RestorePoint[] {
  return world.resources.list(computeTypes.restorePoints, collectionId) as RestorePoint[];
}

export function diskPointsOf(world: World, pointId: string): DiskRestorePoint[] {
  return world.resources.list(computeTypes.diskRestorePoints, pointId) as DiskRestorePoint[];
}

export function isCopyOfCollection(collection: RestorePointCollection): boolean {
  return /\/restorePointCollections\/[^/]+$/i.test(collection.properties.source.id);
}

/** All restore points of a machine, whatever collection they are in. */
export function pointsOfMachine(world: World, vmId: string): RestorePoint[] {
  const collections = world.resources.list(computeTypes.restorePointCollections) as RestorePointCollection[];
  return collections
    .filter((collection) => sameId(collection.properties.source.id, vmId))
    .flatMap((collection) => pointsIn(world, collection.id));
}

interface PointWish {
  readonly collection: RestorePointCollection;
  readonly name: string;
  readonly consistencyMode?: Consistency | undefined;
  readonly excludeDisks?: readonly string[] | undefined;
}

/** A restore point as it is while it is being created: its disks have no points yet. */
export function beginPoint(world: World, machine: VirtualMachine, wish: PointWish): RestorePoint {
  const point: RestorePoint = {
    id: `${wish.collection.id}/restorePoints/${wish.name}`,
    name: wish.name,
    type: computeTypes.restorePoints,
    location: wish.collection.location,
    properties: {
      ...(wish.excludeDisks?.length && { excludeDisks: wish.excludeDisks.map((id) => ({ id })) }),
      sourceMetadata: metadataOf(world, machine, wish.excludeDisks ?? []),
      provisioningState: 'Creating',
      ...(wish.consistencyMode && { consistencyMode: wish.consistencyMode }),
      timeCreated: computeTime(world.clock.now()),
    },
  };
  world.resources.put(point);
  return point;
}

function metadataOf(world: World, machine: VirtualMachine, excluded: readonly string[]): RestorePointSource {
  const { vmId, hardwareProfile, storageProfile, osProfile, securityProfile, diagnosticsProfile, licenseType } =
    machine.properties;
  const wanted = (disk: MachineDisk) => !excluded.some((id) => sameId(id, disk.managedDisk?.id));
  const { osDisk, dataDisks, diskControllerType } = storageProfile;
  const osData = osDisk.managedDisk && (world.resources.get(osDisk.managedDisk.id) as Disk | undefined);
  return structuredClone({
    vmId,
    location: machine.location,
    hardwareProfile,
    storageProfile: {
      ...(wanted(osDisk) && { osDisk: { osType: osDisk.osType, ...pointDisk(osDisk) } }),
      dataDisks: dataDisks.filter(wanted).map((disk) => ({ lun: disk.lun, ...pointDisk(disk) })),
      ...(diskControllerType !== undefined && { diskControllerType }),
    },
    ...(osProfile && { osProfile }),
    ...(securityProfile && { securityProfile }),
    ...(diagnosticsProfile !== undefined && { diagnosticsProfile }),
    ...(licenseType !== undefined && { licenseType }),
    hyperVGeneration: osData?.properties.hyperVGeneration ?? 'V1',
  });
}

function pointDisk({ name, diskSizeGB, caching, managedDisk }: MachineDisk): PointDisk {
  return { name, diskSizeGB, caching, managedDisk: managedDisk ?? { id: '', storageAccountType: 'Standard_LRS' } };
}

export function finishPoint(world: World, point: RestorePoint, consistencyMode: Consistency): void {
  for (const disk of disksOfPoint(point)) {
    const source = world.resources.get(disk.managedDisk.id) as Disk | undefined;
    const diskPoint = putDiskPoint(world, point, disk, {
      ...dataOfDisk(source, disk),
      timeCreated: point.properties.timeCreated,
      sourceResourceId: disk.managedDisk.id,
      sourceUniqueId: source?.properties.uniqueId ?? world.guid(),
      familyId: familyOf(world, `${point.location} ${disk.managedDisk.id.toLowerCase()}`),
    });
    disk.diskRestorePoint = { encryption: shownEncryption(diskPoint.properties.encryption), id: diskPoint.id };
  }
  Object.assign(point.properties, { provisioningState: 'Succeeded', consistencyMode });
}

export function disksOfPoint({ properties }: RestorePoint): PointDisk[] {
  const { osDisk, dataDisks } = properties.sourceMetadata.storageProfile;
  return osDisk === undefined ? dataDisks : [osDisk, ...dataDisks];
}

function dataOfDisk(source: Disk | undefined, { osType }: PointDisk): Omit<DiskData, 'timeCreated'> {
  const properties = source?.properties;
  return {
    ...(osType && { osType, hyperVGeneration: properties?.hyperVGeneration ?? 'V1' }),
    encryption: properties?.encryption ?? { type: 'EncryptionAtRestWithPlatformKey' },
    networkAccessPolicy: properties?.networkAccessPolicy ?? 'AllowAll',
    publicNetworkAccess: properties?.publicNetworkAccess ?? 'Enabled',
    ...(properties?.diskAccessId && { diskAccessId: properties.diskAccessId }),
    ...(properties?.securityProfile && { securityProfile: properties.securityProfile }),
  };
}

export function putDiskPoint(
  world: World,
  point: RestorePoint,
  disk: PointDisk,
  properties: DiskRestorePoint['properties'],
): DiskRestorePoint {
  const name = `${disk.name}_${world.guid()}`;
  const diskPoint: DiskRestorePoint = {
    id: `${point.id}/diskRestorePoints/${name}`,
    name,
    type: computeTypes.diskRestorePoints,
    location: point.location,
    properties,
  };
  world.resources.put(diskPoint);
  return diskPoint;
}

export function shownEncryption({ type, diskEncryptionSetId }: Encryption) {
  if (diskEncryptionSetId === undefined) return { type };
  return { type, diskEncryptionSet: { id: withUpperCaseGroup(diskEncryptionSetId) } };
}

export function removePoint(world: World, point: RestorePoint): void {
  const { copies, grants } = world.state(computeState);
  for (const { id } of diskPointsOf(world, point.id)) {
    copies.delete(id.toLowerCase());
    grants.delete(id.toLowerCase());
    world.resources.delete(id);
  }
  world.resources.delete(point.id);
}

export function machineOf(world: World, collection: RestorePointCollection): VirtualMachine | undefined {
  return findVirtualMachine(world, collection.properties.source.id);
}

export function makeCollection(
  world: World,
  wish: {
    id: string;
    location: string;
    sourceId: string;
    sourceLocation: string;
    tags?: Record<string, string> | undefined;
  },
): RestorePointCollection {
  const collection: RestorePointCollection = {
    id: wish.id,
    name: nameOf(wish.id),
    type: computeTypes.restorePointCollections,
    location: wish.location,
    ...(wish.tags && { tags: wish.tags }),
    properties: {
      source: { location: wish.sourceLocation, id: wish.sourceId },
      restorePointCollectionId: world.guid(),
      provisioningState: 'Succeeded',
    },
  };
  world.resources.put(collection);
  return collection;
}
