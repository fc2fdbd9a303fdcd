import type { World } from '../../world/world.ts';
import { groupIdOf } from '../resources/ids.ts';
import { findDisk, withUpperCaseGroup, withUpperCaseName } from './disk-data.ts';
import type { MachineDisk, StorageProfile, VirtualMachine } from './shapes.ts';
import { type MachineFacts, machineFacts, type Power } from './state.ts';
import { computeTime } from './times.ts';

interface MachineExpansion {
  readonly instanceView?: boolean;
  readonly userData?: boolean;
}

/** A machine as GET tells it. */
export function machineView(world: World, machine: VirtualMachine, expand: MachineExpansion = {}) {
  const { userData, availabilitySet, storageProfile, ...properties } = machine.properties;
  const facts = machineFacts(world, machine.id);
  return {
    ...machine,
    properties: {
      ...properties,
      storageProfile: storageView(storageProfile, facts.power),
      ...(availabilitySet && { availabilitySet: { id: withUpperCaseName(availabilitySet.id) } }),
      ...(expand.userData && userData !== undefined && { userData }),
      ...(expand.instanceView && { instanceView: instanceView(world, machine) }),
    },
    etag: etagOf(facts),
  };
}

/** Lists give the resource group's name in capitals. */
export function listedMachine(world: World, machine: VirtualMachine, expand: MachineExpansion) {
  return { ...machineView(world, machine, expand), id: withUpperCaseGroup(machine.id) };
}

/** What `statusOnly` leaves of a listed machine. */
export function machineStatus(world: World, machine: VirtualMachine) {
  const { name, type, location } = machine;
  const id = withUpperCaseGroup(machine.id);
  return { name, id, type, location, properties: { instanceView: instanceView(world, machine) } };
}

export function etagOf({ revision }: MachineFacts): string {
  return `"${revision}"`;
}

/** Compute does not tell the size and type of a deallocated machine's disks. */
function storageView(storage: StorageProfile, power: Power): StorageProfile {
  if (power !== 'deallocated') return storage;
  return {
    ...storage,
    osDisk: withoutDetails(storage.osDisk),
    dataDisks: storage.dataDisks.map(withoutDetails),
  };
}

function withoutDetails<Kind extends MachineDisk>(disk: Kind): Kind {
  if (disk.managedDisk === undefined) return disk;
  const { diskSizeGB: _, ...rest } = disk;
  return { ...rest, managedDisk: { id: disk.managedDisk.id } } as Kind;
}

const powerWords: Readonly<Record<Power, string>> = {
  running: 'VM running',
  stopped: 'VM stopped',
  deallocated: 'VM deallocated',
  starting: 'VM starting',
  stopping: 'VM stopping',
  deallocating: 'VM deallocating',
};

export function instanceView(world: World, machine: VirtualMachine): Record<string, unknown> {
  const facts = machineFacts(world, machine.id);
  const { storageProfile, availabilitySet, provisioningState } = machine.properties;
  const isAwake = facts.power === 'running' && provisioningState !== 'Creating';
  const time = computeTime(facts.changedAt);
  return {
    ...(availabilitySet && { platformUpdateDomain: 0, platformFaultDomain: 0 }),
    ...(isAwake && facts.agent === 'ready' && guestOf(machine)),
    hyperVGeneration: generationOf(world, machine),
    ...(isAwake && { vmAgent: agentView(facts, world) }),
    disks: [storageProfile.osDisk, ...storageProfile.dataDisks].map(({ name }) => ({
      name,
      statuses: [{ ...provisioned('Succeeded'), time }],
    })),
    statuses: [
      { ...provisioned(provisioningState), time },
      ...(provisioningState === 'Creating' ? [] : [powerStatus(facts.power)]),
    ],
  };
}

function powerStatus(power: Power) {
  return { code: `PowerState/${power}`, level: 'Info', displayStatus: powerWords[power] };
}

function provisioned(state: string) {
  const code = `ProvisioningState/${state.toLowerCase()}`;
  if (state === 'Succeeded') return { code, level: 'Info', displayStatus: 'Provisioning succeeded' };
  return { code, level: state === 'Failed' ? 'Error' : 'Info', displayStatus: state };
}

function guestOf({ properties }: VirtualMachine) {
  const windows = properties.storageProfile.osDisk.osType === 'Windows';
  return {
    computerName: properties.osProfile?.computerName ?? '',
    osName: windows ? 'Windows Server 2022 Datacenter' : 'ubuntu',
    osVersion: windows ? '10.0.20348.2849' : '22.04',
  };
}

function agentView(facts: MachineFacts, world: World) {
  const ready = facts.agent === 'ready';
  const status = ready
    ? { code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Ready', message: 'Guest Agent is running' }
    : {
        code: 'ProvisioningState/Unavailable',
        level: 'Warning',
        displayStatus: 'Not Ready',
        message: 'VM status blob is found but not yet populated.',
      };
  return {
    vmAgentVersion: ready ? '2.12.0.2' : 'Unknown',
    ...(ready && { extensionHandlers: [] }),
    statuses: [{ ...status, time: computeTime(world.clock.now()) }],
  };
}

function generationOf(world: World, { properties }: VirtualMachine): string {
  const id = properties.storageProfile.osDisk.managedDisk?.id;
  return (id === undefined ? undefined : findDisk(world, id)?.properties.hyperVGeneration) ?? 'V1';
}

/** Compute's way of writing an id of something that a machine belongs to. */
export function capitalMachineId({ id, name }: VirtualMachine): string {
  return `${withUpperCaseGroup(groupIdOf(id) ?? '')}/providers/Microsoft.Compute/virtualMachines/${name.toUpperCase()}`;
}
