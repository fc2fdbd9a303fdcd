import { parseBody } from '../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import { idIn, newIdIn, requireOf } from './addressed.ts';
import { isComplete } from './copies.ts';
import { activeAccess } from './data-access.ts';
import { checkedData, requireCopySource, requireDiskPoint } from './data-sources.ts';
import { type DiskBody, type DiskPatch, diskBody, diskPatch } from './disk-body.ts';
import { findDisk, performanceOf, plainLocation, tierOfSku } from './disk-data.ts';
import { diskView } from './disk-views.ts';
import { startLongRunning } from './long-running.ts';
import { createDisk, deleteDisk, isSound } from './provision-disks.ts';
import { setState } from './provisioning-state.ts';
import {
  changeNotAllowed,
  invalidParameter,
  notAllowed,
  refuseOtherLocation,
  refuseOtherZones,
  requiredParameter,
} from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeTypes, type Disk, type DiskData } from './shapes.ts';
import { hasOpenAccess } from './state.ts';

const WRITE_SECONDS = 2;
const DELETE_SECONDS = 2;

export function putDisk(request: ArmRequest): ArmResponse {
  const { world } = request;
  const body = parseBody(request, diskBody);
  const id = newIdIn(request, 'disks', 'diskName');
  const existing = findDisk(world, id);
  if (existing === undefined) return accepted(request, newDisk(world, id, body), body);
  refuseOtherLocation(existing, plainLocation(body.location));
  refuseOtherZones(existing, body.zones);
  const { createOption, sourceResourceId } = body.properties.creationData;
  const { creationData } = existing.properties;
  if (createOption !== creationData.createOption) throw changeNotAllowed('creationData.createOption');
  if (sourceResourceId && !sameId(sourceResourceId, creationData.sourceResourceId)) {
    throw changeNotAllowed('creationData.sourceResourceId');
  }
  changeDisk(world, existing, body);
  return accepted(request, existing, body);
}

export function patchDisk(request: ArmRequest): ArmResponse {
  const disk = requireOf<Disk>(request, computeTypes.disks, idIn(request, 'disks', 'diskName'));
  const body = parseBody(request, diskPatch);
  changeDisk(request.world, disk, body);
  return accepted(request, disk, body);
}

/** At once only what was asked for is told; the whole disk is the operation's output. */
function accepted(request: ArmRequest, disk: Disk, body: DiskPatch): ArmResponse {
  const { world } = request;
  setState(disk, 'Updating');
  const headers = startLongRunning(request, {
    side: 'DiskOperations',
    location: disk.location,
    seconds: WRITE_SECONDS,
    complete: () => {
      setState(disk, 'Succeeded');
      return diskView(world, disk);
    },
    fail: () => setState(disk, 'Failed'),
  });
  const { id, name, type, location, zones } = disk;
  const { creationData } = disk.properties;
  const told = { name, id, type, location, ...(zones && { zones }), ...(disk.tags && { tags: disk.tags }) };
  return {
    status: 202,
    headers: { ...headers, ...remaining('writeDisk') },
    body: {
      ...told,
      sku: { name: disk.sku.name },
      properties: { creationData, ...body.properties, provisioningState: 'Updating' },
    },
  };
}

/** What a new disk takes from what it is made of. */
interface Origin {
  readonly id?: string;
  readonly sizeGb: number | undefined;
  readonly data: Partial<DiskData>;
  readonly uniqueId?: string;
  readonly sound: boolean;
}

function newDisk(world: World, id: string, body: DiskBody): Disk {
  const location = plainLocation(body.location);
  const origin = originOf(world, location, body);
  const sizeGb = body.properties.diskSizeGB ?? origin.sizeGb;
  if (sizeGb === undefined) throw requiredParameter('disk.diskSizeGB');
  if (origin.sizeGb !== undefined && sizeGb < origin.sizeGb) {
    throw invalidParameter(
      'disk.diskSizeGB',
      `The specified disk size ${sizeGb} GB is smaller than the size of the source, ${origin.sizeGb} GB.`,
    );
  }
  const { osType = origin.data.osType, hyperVGeneration = origin.data.hyperVGeneration, maxShares } = body.properties;
  const checked = checkedData(world, location, body.properties);
  const disk = createDisk(world, {
    id,
    location,
    sizeGb,
    sku: body.sku?.name ?? 'Standard_LRS',
    sound: origin.sound,
    ...(osType && { osType }),
    ...(origin.id !== undefined && { source: origin.id }),
    ...(body.zones && { zones: body.zones }),
    ...(body.tags && { tags: body.tags }),
    ...(maxShares && { maxShares }),
  });
  const securityProfile = body.properties.securityProfile ?? origin.data.securityProfile;
  Object.assign(disk.properties, checked, {
    creationData: { ...body.properties.creationData, ...(origin.uniqueId && { sourceUniqueId: origin.uniqueId }) },
    ...(hyperVGeneration && { hyperVGeneration }),
    ...(securityProfile && { securityProfile }),
  });
  return disk;
}

function originOf(world: World, location: string, { properties }: DiskBody): Origin {
  const { createOption, sourceResourceId, uploadSizeBytes } = properties.creationData;
  switch (createOption) {
    case 'Copy': {
      const source = requireCopySource(world, location, sourceResourceId);
      const { diskSizeGB: sizeGb, uniqueId } = source.properties;
      return { id: source.id, sizeGb, data: source.properties, uniqueId, sound: isSound(world, source.id) };
    }
    case 'Restore': {
      const point = requireDiskPoint(world, location, sourceResourceId);
      const sizeGb = sizeOfPoint(world, point.id);
      return { id: point.id, sizeGb, data: point.properties, sound: isComplete(world, point.id) };
    }
    case 'Import':
      if (properties.creationData.sourceUri === undefined) throw requiredParameter('creationData.sourceUri');
      return { sizeGb: undefined, data: {}, sound: true };
    case 'Upload':
      return { sizeGb: uploadSizeBytes && Math.ceil(uploadSizeBytes / 1024 ** 3), data: {}, sound: true };
    case 'FromImage':
      return { sizeGb: properties.diskSizeGB ?? 30, data: {}, sound: true };
    case 'Empty':
      return { sizeGb: undefined, data: {}, sound: true };
    default:
      throw invalidParameter(
        'creationData.createOption',
        `The value '${createOption}' of parameter 'creationData.createOption' is not allowed.`,
      );
  }
}

function sizeOfPoint(world: World, diskPointId: string): number | undefined {
  const point = world.resources.get(diskPointId.replace(/\/diskRestorePoints\/[^/]+$/i, ''));
  const storage = point?.properties.sourceMetadata as { storageProfile: { osDisk?: object; dataDisks: object[] } };
  const disks = [storage.storageProfile.osDisk, ...storage.storageProfile.dataDisks] as {
    diskSizeGB: number;
    diskRestorePoint?: { id: string };
  }[];
  return disks.find((disk) => sameId(disk?.diskRestorePoint?.id, diskPointId))?.diskSizeGB;
}

function changeDisk(world: World, disk: Disk, body: DiskPatch): void {
  const { diskSizeGB = disk.properties.diskSizeGB, tier, maxShares, osType } = body.properties ?? {};
  if (hasOpenAccess(world, disk.id)) throw activeAccess(disk.name);
  if (diskSizeGB < disk.properties.diskSizeGB) {
    throw invalidParameter(
      'disk.diskSizeGB',
      `The new disk size ${diskSizeGB} GB is smaller than the current one, ${disk.properties.diskSizeGB} GB: disks cannot be shrunk.`,
    );
  }
  const sku = body.sku?.name ?? disk.sku.name;
  const checked = checkedData(world, disk.location, body.properties ?? {});
  if (checked.networkAccessPolicy && checked.networkAccessPolicy !== 'AllowPrivate')
    delete disk.properties.diskAccessId;
  disk.sku = { name: sku, tier: tierOfSku(sku) };
  delete disk.properties.tier;
  Object.assign(disk.properties, performanceOf(diskSizeGB, sku), checked, {
    ...(tier && { tier }),
    ...(maxShares && { maxShares }),
    ...(osType && { osType }),
  });
  if (body.tags) disk.tags = body.tags;
}

export function removeDisk(request: ArmRequest): ArmResponse {
  const { world } = request;
  const disk = findDisk(world, idIn(request, 'disks', 'diskName'));
  if (disk === undefined) return { status: 204 };
  if (disk.managedBy !== undefined) throw notAllowed(`Disk ${disk.name} is attached to VM ${disk.managedBy}.`);
  if (hasOpenAccess(world, disk.id)) throw activeAccess(disk.name);
  setState(disk, 'Deleting');
  const headers = startLongRunning(request, {
    side: 'DiskOperations',
    location: disk.location,
    seconds: DELETE_SECONDS,
    complete: () => deleteDisk(world, disk.id),
    fail: () => setState(disk, 'Failed'),
  });
  return { status: 202, headers: { ...headers, ...remaining('writeDisk') } };
}
