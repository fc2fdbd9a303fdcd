import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';
import { groupIdOf, nameOf, sameId } from '../resources/ids.ts';
import { isComplete } from './copies.ts';
import { diskReference, findDisk } from './disk-data.ts';
import type { DataDiskBody, NetworkInterfaceBody, OsDiskBody } from './machine-body.ts';
import { createDisk } from './provision-disks.ts';
import { changeNotAllowed, invalidParameter, requiredParameter, sourceNotFound } from './refusals.ts';
import type { DataDisk, Disk, MachineDisk, NetworkInterfaceReference, OsDisk, OsType } from './shapes.ts';
import { hasOpenAccess } from './state.ts';

/** The machine that parts are made or checked for. */
export interface Host {
  readonly id: string;
  readonly location: string;
  readonly zones: readonly string[] | undefined;
}

const DEFAULT_OS_DISK_GB = 30;

export function osDiskFor(world: World, host: Host, wish: OsDiskBody, fallback: OsType): OsDisk {
  if (wish.createOption === 'Attach' && wish.osType === undefined) throw requiredParameter('osDisk.osType');
  if (wish.createOption !== 'Attach' && wish.createOption !== 'FromImage') {
    throw invalidParameter(
      'osDisk.createOption',
      `The value '${wish.createOption}' of parameter 'osDisk.createOption' is not allowed.`,
    );
  }
  const osType = wish.osType ?? fallback;
  const name = wish.name ?? `${nameOf(host.id)}_OsDisk_1_${world.guid().replaceAll('-', '')}`;
  const part = machineDiskFor(world, host, { ...wish, name, caching: wish.caching ?? 'ReadWrite' }, osType);
  return { osType, ...part };
}

export function dataDisksFor(world: World, host: Host, wishes: readonly DataDiskBody[]): DataDisk[] {
  const luns = wishes.map(({ lun }) => lun);
  const twice = luns.find((lun, index) => luns.indexOf(lun) !== index);
  if (twice !== undefined) {
    throw invalidParameter(
      'dataDisks',
      `A disk at LUN ${twice} already exists. Each data disk must have a LUN of its own.`,
    );
  }
  return wishes.filter((wish) => wish.toBeDetached !== true).map((wish) => dataDiskFor(world, host, wish));
}

function dataDiskFor(world: World, host: Host, wish: DataDiskBody): DataDisk {
  const name = wish.name ?? `${nameOf(host.id)}_disk${wish.lun + 2}_${world.guid().replaceAll('-', '')}`;
  const part = machineDiskFor(world, host, { ...wish, name }, undefined, wish.sourceResource?.id);
  return { lun: wish.lun, ...part, toBeDetached: false };
}

function machineDiskFor(
  world: World,
  host: Host,
  wish: OsDiskBody | DataDiskBody,
  osType: OsType | undefined,
  sourceId?: string,
): MachineDisk {
  const common = {
    createOption: wish.createOption,
    caching: wish.caching ?? 'None',
    ...(wish.deleteOption && { deleteOption: wish.deleteOption }),
    ...(wish.writeAcceleratorEnabled !== undefined && { writeAcceleratorEnabled: wish.writeAcceleratorEnabled }),
  };
  if (wish.vhd !== undefined) {
    return {
      name: wish.name ?? nameOf(wish.vhd.uri),
      vhd: wish.vhd,
      ...common,
      diskSizeGB: wish.diskSizeGB ?? DEFAULT_OS_DISK_GB,
    };
  }
  const disk =
    wish.createOption === 'Attach' ? attachable(world, host, wish) : madeDisk(world, host, wish, osType, sourceId);
  return { name: disk.name, ...common, managedDisk: diskReference(disk), diskSizeGB: disk.properties.diskSizeGB };
}

function attachable(world: World, host: Host, wish: OsDiskBody | DataDiskBody): Disk {
  const id = wish.managedDisk?.id ?? `${groupIdOf(host.id)}/providers/Microsoft.Compute/disks/${wish.name}`;
  const disk = findDisk(world, id);
  if (disk === undefined || disk.location !== host.location) throw sourceNotFound(id);
  if (disk.managedBy !== undefined && !sameId(disk.managedBy, host.id)) {
    const message = `Disk '${disk.name}' cannot be attached as the disk is already owned by VM '${disk.managedBy}'.`;
    throw new ArmError(409, 'ConflictingUserInput', message, { target: disk.name });
  }
  if (hasOpenAccess(world, disk.id)) {
    const message = `Disk '${disk.name}' cannot be attached while it has an active shared access signature. Call EndGetAccess first.`;
    throw new ArmError(409, 'OperationNotAllowed', message);
  }
  refuseOtherZone(host, disk);
  return disk;
}

function refuseOtherZone(host: Host, disk: Disk): void {
  if (disk.zones === undefined || disk.sku.name.endsWith('_ZRS')) return;
  if (host.zones?.some((zone) => disk.zones?.includes(zone))) return;
  const message = `Disk '${disk.name}' cannot be attached to the VM because it is in zone '${disk.zones.join(',')}' and the VM is not.`;
  throw new ArmError(400, 'BadRequest', message);
}

function madeDisk(
  world: World,
  host: Host,
  wish: OsDiskBody | DataDiskBody,
  osType: OsType | undefined,
  sourceId: string | undefined,
): Disk {
  if (osType === undefined && wish.createOption === 'Empty' && wish.diskSizeGB === undefined) {
    throw requiredParameter('dataDisk.diskSizeGB');
  }
  const source = sourceId === undefined ? undefined : world.resources.get(sourceId);
  if (sourceId !== undefined && source === undefined) throw sourceNotFound(sourceId);
  const sourceSize = source?.properties.diskSizeGB;
  return createDisk(world, {
    id: `${groupIdOf(host.id)}/providers/Microsoft.Compute/disks/${wish.name}`,
    location: host.location,
    sizeGb: wish.diskSizeGB ?? (typeof sourceSize === 'number' ? sourceSize : DEFAULT_OS_DISK_GB),
    sku: wish.managedDisk?.storageAccountType ?? 'Premium_LRS',
    ...(osType && { osType }),
    ...(sourceId !== undefined && { source: sourceId, sound: isComplete(world, sourceId) }),
    ...(host.zones && { zones: host.zones }),
    ...(wish.managedDisk?.diskEncryptionSet && { encryptionSetId: wish.managedDisk.diskEncryptionSet.id }),
  });
}

export function interfacesFor(
  world: World,
  host: Host,
  wishes: readonly NetworkInterfaceBody[] | undefined,
): NetworkInterfaceReference[] {
  if (wishes === undefined || wishes.length === 0) throw requiredParameter('networkProfile');
  return wishes.map(({ id, properties }, index) => {
    requireFreeInterface(world, host, id);
    const { deleteOption, primary = wishes.length === 1 || index === 0 } = properties ?? {};
    return { id, properties: { primary, ...(deleteOption && { deleteOption }) } };
  });
}

function requireFreeInterface(world: World, host: Host, id: string): void {
  const nic = world.resources.get(id);
  if (nic === undefined || nic.location !== host.location) {
    const message = `Resource ${id} referenced by resource ${host.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`;
    throw new ArmError(404, 'InvalidResourceReference', message);
  }
  const owner = (nic.properties.virtualMachine as { id?: string } | undefined)?.id;
  if (owner === undefined || sameId(owner, host.id)) return;
  const message = `Network Interface ${id} is used by existing resource ${owner}. In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`;
  throw new ArmError(409, 'NicInUse', message);
}

/** The system disk may be exchanged for another one while the machine is deallocated. */
export function refuseOsDiskChange(before: OsDisk, wish: OsDiskBody, isDeallocated: boolean): void {
  const wanted = wish.managedDisk?.id;
  if (wanted !== undefined && !sameId(wanted, before.managedDisk?.id) && !isDeallocated) {
    throw changeNotAllowed('osDisk.managedDisk.id');
  }
  if (wanted === undefined && wish.name !== undefined && wish.name !== before.name)
    throw changeNotAllowed('osDisk.name');
}
