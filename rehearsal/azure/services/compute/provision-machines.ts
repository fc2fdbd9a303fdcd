import type { World } from '../../world/world.ts';
import { nameOf, sameId } from '../resources/ids.ts';
import { diskReference, findDisk, plainLocation } from './disk-data.ts';
import type { DataDisk, Disk, MachineDisk, OsDisk, OsType, VirtualMachine } from './shapes.ts';
import { computeTypes } from './shapes.ts';
import { computeState, machineFacts } from './state.ts';
import { computeTime } from './times.ts';

interface VirtualMachineWish {
  readonly id: string;
  readonly location: string;
  /** `Standard_D2s_v5`, ... */
  readonly size: string;
  readonly osType: OsType;
  /** Left out where the disks are blobs: `osVhdUri`. */
  readonly osDiskId?: string;
  readonly dataDiskIds?: readonly string[];
  readonly osVhdUri?: string;
  readonly dataVhdUris?: readonly string[];
  readonly nicIds: readonly string[];
  readonly zones?: readonly string[];
  readonly availabilitySetId?: string;
  readonly tags?: Record<string, string>;
  readonly securityType?: 'TrustedLaunch' | 'ConfidentialVM';
  readonly agent?: 'ready' | 'not-ready';
  readonly userData?: string;
  readonly running: boolean;
}

export function createVirtualMachine(world: World, wish: VirtualMachineWish): VirtualMachine {
  const machine: VirtualMachine = {
    id: wish.id,
    name: nameOf(wish.id),
    type: computeTypes.virtualMachines,
    location: plainLocation(wish.location),
    ...(wish.tags && { tags: wish.tags }),
    ...(wish.zones?.length && { zones: [...wish.zones] }),
    properties: {
      vmId: world.guid(),
      provisioningState: 'Succeeded',
      timeCreated: computeTime(world.clock.now()),
      hardwareProfile: { vmSize: wish.size },
      ...(wish.availabilitySetId && { availabilitySet: { id: wish.availabilitySetId } }),
      storageProfile: {
        osDisk: osDiskOf(world, wish),
        dataDisks: dataDisksOf(world, wish),
        diskControllerType: 'SCSI',
      },
      osProfile: osProfileOf(nameOf(wish.id), wish.osType),
      ...(wish.securityType && { securityProfile: securityProfileOf(wish.securityType) }),
      networkProfile: {
        networkInterfaces: wish.nicIds.map((id, index) => ({ id, properties: { primary: index === 0 } })),
      },
      ...(wish.userData && { userData: wish.userData }),
    },
  };
  world.resources.put(machine);
  attachParts(world, machine);
  Object.assign(machineFacts(world, machine.id), {
    power: wish.running ? 'running' : 'deallocated',
    agent: wish.agent ?? 'ready',
  });
  return machine;
}

/** Tells disks and network interfaces whose they are. */
export function attachParts(world: World, machine: VirtualMachine): void {
  for (const disk of disksOf(world, machine.id)) disk.managedBy = machine.id;
  for (const { id } of machine.properties.networkProfile.networkInterfaces) {
    const nic = world.resources.get(id);
    if (nic !== undefined) nic.properties.virtualMachine = { id: machine.id };
  }
}

/** Somebody attaches another data disk to a machine that runs. */
export function attachDisk(world: World, machine: VirtualMachine, disk: Disk): void {
  const { dataDisks } = machine.properties.storageProfile;
  const lun = Math.max(-1, ...dataDisks.map((each) => each.lun)) + 1;
  dataDisks.push({ lun, ...machineDisk(disk, disk.id, 'None'), toBeDetached: false });
  attachParts(world, machine);
}

function osDiskOf(world: World, wish: VirtualMachineWish): OsDisk {
  const disk = wish.osDiskId === undefined ? undefined : findDisk(world, wish.osDiskId);
  return { osType: wish.osType, ...machineDisk(disk, wish.osDiskId ?? wish.osVhdUri ?? '', 'ReadWrite') };
}

function dataDisksOf(world: World, wish: VirtualMachineWish): DataDisk[] {
  const managed = (wish.dataDiskIds ?? []).map((id) => machineDisk(findDisk(world, id), id, 'None'));
  const blobs = (wish.dataVhdUris ?? []).map((uri) => machineDisk(undefined, uri, 'None'));
  return [...managed, ...blobs].map((disk, lun) => ({ lun, ...disk, toBeDetached: false }));
}

function machineDisk(disk: Disk | undefined, place: string, caching: string): MachineDisk {
  const common = { createOption: 'Attach', caching, diskSizeGB: disk?.properties.diskSizeGB ?? 30 };
  if (place.startsWith('https:')) return { name: nameOf(place).replace(/\.vhd$/i, ''), vhd: { uri: place }, ...common };
  const managedDisk = disk ? diskReference(disk) : { id: place, storageAccountType: 'Premium_LRS' };
  return { name: nameOf(place), managedDisk, ...common };
}

const windowsConfiguration = {
  provisionVMAgent: true,
  enableAutomaticUpdates: true,
  patchSettings: { patchMode: 'AutomaticByOS', assessmentMode: 'ImageDefault' },
};
const linuxConfiguration = {
  disablePasswordAuthentication: true,
  provisionVMAgent: true,
  patchSettings: { patchMode: 'ImageDefault', assessmentMode: 'ImageDefault' },
};

function osProfileOf(computerName: string, osType: OsType): Record<string, unknown> {
  const common = {
    computerName: computerName.slice(0, osType === 'Windows' ? 15 : 64),
    adminUsername: 'operator',
    secrets: [],
    allowExtensionOperations: true,
    requireGuestProvisionSignal: true,
  };
  if (osType === 'Windows') {
    return { ...common, windowsConfiguration };
  }
  return { ...common, linuxConfiguration };
}

function securityProfileOf(securityType: string) {
  return { uefiSettings: { secureBootEnabled: true, vTpmEnabled: true }, securityType };
}

/** The machine goes; its disks and network interfaces stay, and are free. */
export function deleteVirtualMachine(world: World, id: string): void {
  const machine = findVirtualMachine(world, id);
  if (machine === undefined) return;
  for (const disk of disksOf(world, id)) if (sameId(disk.managedBy, id)) delete disk.managedBy;
  for (const { id: nicId } of machine.properties.networkProfile.networkInterfaces) {
    const nic = world.resources.get(nicId);
    if (nic !== undefined) delete nic.properties.virtualMachine;
  }
  world.state(computeState).machines.delete(id.toLowerCase());
  world.resources.delete(id);
}

export function setPower(world: World, vmId: string, power: 'running' | 'stopped' | 'deallocated'): void {
  Object.assign(machineFacts(world, vmId), { power, changedAt: world.clock.now() });
}

export function powerOf(world: World, vmId: string): string {
  return machineFacts(world, vmId).power;
}

/** A machine whose agent does not answer takes no application-consistent restore points and no scripts. */
export function setAgent(world: World, vmId: string, agent: 'ready' | 'not-ready'): void {
  machineFacts(world, vmId).agent = agent;
}

export function findVirtualMachine(world: World, id: string): VirtualMachine | undefined {
  const found = world.resources.get(id);
  return found?.type === computeTypes.virtualMachines ? (found as VirtualMachine) : undefined;
}

/** The machine's managed disks that exist, the system disk first. */
export function disksOf(world: World, vmId: string): Disk[] {
  const storage = findVirtualMachine(world, vmId)?.properties.storageProfile;
  if (storage === undefined) return [];
  return [storage.osDisk, ...storage.dataDisks]
    .map(({ managedDisk }) => (managedDisk === undefined ? undefined : findDisk(world, managedDisk.id)))
    .filter((disk) => disk !== undefined);
}
