import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import { encryptionOf, optionFor, performanceOf, plainLocation, tierOfSku } from './disk-data.ts';
import { computeTypes, type Disk, type OsType } from './shapes.ts';
import { computeState } from './state.ts';
import { computeTime } from './times.ts';

interface DiskWish {
  readonly id: string;
  readonly location: string;
  readonly sizeGb: number;
  /** `Premium_LRS`, `StandardSSD_LRS`, ... */
  readonly sku: string;
  readonly osType?: OsType;
  /** The disk, snapshot or disk restore point that its data come from; default: an empty disk. */
  readonly source?: string;
  /** False: the disk is there, and what is on it is of no use. */
  readonly sound?: boolean;
  readonly zones?: readonly string[];
  readonly encryptionSetId?: string;
  /** Reachable through this disk access only. */
  readonly diskAccessId?: string;
  readonly securityType?: 'TrustedLaunch' | 'ConfidentialVM_DiskEncryptedWithPlatformKey';
  readonly maxShares?: number;
  readonly tags?: Record<string, string>;
}

export function createDisk(world: World, wish: DiskWish): Disk {
  const disk: Disk = {
    id: wish.id,
    name: nameOf(wish.id),
    type: computeTypes.disks,
    location: plainLocation(wish.location),
    ...(wish.tags && { tags: wish.tags }),
    ...(wish.zones?.length && { zones: [...wish.zones] }),
    sku: { name: wish.sku, tier: tierOfSku(wish.sku) },
    properties: {
      ...(wish.osType && { osType: wish.osType, hyperVGeneration: 'V2' }),
      creationData: wish.source
        ? { createOption: optionFor(wish.source), sourceResourceId: wish.source }
        : { createOption: 'Empty' },
      ...performanceOf(wish.sizeGb, wish.sku),
      encryption: encryptionOf(world, wish.encryptionSetId),
      networkAccessPolicy: wish.diskAccessId ? 'AllowPrivate' : 'AllowAll',
      publicNetworkAccess: wish.diskAccessId ? 'Disabled' : 'Enabled',
      ...(wish.diskAccessId && { diskAccessId: wish.diskAccessId }),
      ...(wish.securityType && { securityProfile: { securityType: wish.securityType } }),
      ...(wish.maxShares && { maxShares: wish.maxShares }),
      timeCreated: computeTime(world.clock.now()),
      provisioningState: 'Succeeded',
      uniqueId: world.guid(),
    },
  };
  world.resources.put(disk);
  markSound(world, disk.id, wish.sound ?? true);
  return disk;
}

export function markSound(world: World, diskId: string, sound: boolean): void {
  const { unsoundDisks } = world.state(computeState);
  if (sound) unsoundDisks.delete(diskId.toLowerCase());
  else unsoundDisks.add(diskId.toLowerCase());
}

/** Whether what lies on the disk can be used. Azure does not tell; whoever boots from it finds out. */
export function isSound(world: World, diskId: string): boolean {
  return !world.state(computeState).unsoundDisks.has(diskId.toLowerCase());
}

export function deleteDisk(world: World, id: string): void {
  const { unsoundDisks, grants } = world.state(computeState);
  unsoundDisks.delete(id.toLowerCase());
  grants.delete(id.toLowerCase());
  world.resources.delete(id);
}

interface EncryptionSetWish {
  readonly id: string;
  readonly location: string;
  readonly keyUrl: string;
  readonly encryptionType?: 'EncryptionAtRestWithCustomerKey' | 'EncryptionAtRestWithPlatformAndCustomerKeys';
}

export function createDiskEncryptionSet(world: World, wish: EncryptionSetWish): ArmResource {
  const set: ArmResource = {
    id: wish.id,
    name: nameOf(wish.id),
    type: computeTypes.diskEncryptionSets,
    location: plainLocation(wish.location),
    identity: { type: 'SystemAssigned', principalId: world.guid(), tenantId: world.tenantId },
    properties: {
      activeKey: { keyUrl: wish.keyUrl },
      encryptionType: wish.encryptionType ?? 'EncryptionAtRestWithCustomerKey',
      provisioningState: 'Succeeded',
    },
  };
  world.resources.put(set);
  return set;
}

export function createDiskAccess(world: World, { id, location }: { id: string; location: string }): ArmResource {
  const access: ArmResource = {
    id,
    name: nameOf(id),
    type: computeTypes.diskAccesses,
    location: plainLocation(location),
    properties: { provisioningState: 'Succeeded', timeCreated: computeTime(world.clock.now()) },
  };
  world.resources.put(access);
  return access;
}

export function createAvailabilitySet(world: World, { id, location }: { id: string; location: string }): ArmResource {
  const set: ArmResource = {
    id,
    name: nameOf(id),
    type: computeTypes.availabilitySets,
    location: plainLocation(location),
    sku: { name: 'Aligned' },
    properties: { platformUpdateDomainCount: 5, platformFaultDomainCount: 2 },
  };
  world.resources.put(set);
  return set;
}
