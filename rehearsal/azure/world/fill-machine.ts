import {
  createDisk,
  createDiskAccess,
  createDiskEncryptionSet,
  createVirtualMachine,
} from '../services/compute/provision.ts';
import { createNetworkInterface, createNetworkSecurityGroup } from '../services/network/provision.ts';
import { leaveUninitialised } from '../services/site-recovery/provision.ts';
import type { Places } from './places.ts';
import type { ScenarioApplication, ScenarioMachine } from './scenario.ts';
import type { World } from './world.ts';

/** A machine with its disks and its network interface, in its application's group. */
export function fillMachine(
  world: World,
  places: Places,
  application: ScenarioApplication,
  machine: ScenarioMachine,
): void {
  const at: Site = { world, places, group: application.name, location: application.location, machine };
  const { name, size = 'Standard_D2s_v5', osType = 'Linux', zone, stopped = false, trait } = machine;
  createVirtualMachine(world, {
    id: places.machine(application.name, name),
    location: application.location,
    size,
    osType,
    ...(trait === 'unmanaged-disks' ? blobDisks(at) : managedDisks(at)),
    nicIds: [networkInterface(at)],
    tags: { application: application.name },
    ...(zone !== undefined && { zones: [zone] }),
    ...(trait === 'confidential' && { securityType: 'ConfidentialVM' }),
    ...(trait === 'agent-not-ready' && { agent: 'not-ready' }),
    running: !stopped,
  });
}

interface Site {
  readonly world: World;
  readonly places: Places;
  readonly group: string;
  readonly location: string;
  readonly machine: ScenarioMachine;
}

function idAt({ places, group }: Site, type: string, name: string): string {
  return places.resource(group, type, name);
}

function managedDisks(at: Site): { osDiskId: string; dataDiskIds: string[] } {
  const { machine, world } = at;
  const { osType = 'Linux', dataDisks = [], rawDataDisks = false } = machine;
  const osDiskId = managedDisk(at, `${machine.name}-os`, osType === 'Windows' ? 127 : 30, true);
  const dataDiskIds = dataDisks.map((sizeGb, lun) => managedDisk(at, `${machine.name}-data-${lun}`, sizeGb, false));
  if (rawDataDisks) for (const id of dataDiskIds) leaveUninitialised(world, id);
  return { osDiskId, dataDiskIds };
}

function managedDisk(at: Site, name: string, sizeGb: number, isSystem: boolean): string {
  const { world, location, machine } = at;
  const { osType = 'Linux', zone, trait } = machine;
  const id = idAt(at, 'Microsoft.Compute/disks', name);
  createDisk(world, {
    id,
    location,
    sizeGb,
    sku: 'Premium_LRS',
    ...(isSystem && { osType }),
    ...(zone !== undefined && { zones: [zone] }),
    ...(trait === 'customer-keys' && { encryptionSetId: encryptionSet(at) }),
    ...(trait === 'private-disks' && { diskAccessId: diskAccess(at) }),
    ...(trait === 'confidential' && isSystem && { securityType: 'ConfidentialVM_DiskEncryptedWithPlatformKey' }),
  });
  return id;
}

function blobDisks({ machine }: Site): { osVhdUri: string; dataVhdUris: string[] } {
  const container = 'https://contosovhds01.blob.core.windows.net/vhds';
  const dataVhdUris = (machine.dataDisks ?? []).map((_size, lun) => `${container}/${machine.name}-data-${lun}.vhd`);
  return { osVhdUri: `${container}/${machine.name}-os.vhd`, dataVhdUris };
}

function encryptionSet(at: Site): string {
  const { world, group, location } = at;
  const id = idAt(at, 'Microsoft.Compute/diskEncryptionSets', `${group}-keys`);
  const keyUrl = `https://${group}-keys.vault.azure.net/keys/disks/1`;
  if (world.resources.get(id) === undefined) createDiskEncryptionSet(world, { id, location, keyUrl });
  return id;
}

function diskAccess(at: Site): string {
  const { world, group, location } = at;
  const id = idAt(at, 'Microsoft.Compute/diskAccesses', `${group}-disk-access`);
  if (world.resources.get(id) === undefined) createDiskAccess(world, { id, location });
  return id;
}

function networkInterface(at: Site): string {
  const { world, places, location, machine } = at;
  const id = idAt(at, 'Microsoft.Network/networkInterfaces', `${machine.name}-nic`);
  const blocked = machine.trait === 'outbound-blocked' && { nsgId: groupThatBlocksOutbound(at) };
  createNetworkInterface(world, { id, location, subnetId: places.subnet(location), ...blocked });
  return id;
}

function groupThatBlocksOutbound(at: Site): string {
  const id = idAt(at, 'Microsoft.Network/networkSecurityGroups', `${at.machine.name}-nsg`);
  createNetworkSecurityGroup(at.world, {
    id,
    location: at.location,
    rules: [
      {
        name: 'deny-outbound',
        priority: 100,
        direction: 'Outbound',
        access: 'Deny',
        protocol: '*',
        sourceAddressPrefix: '*',
        sourcePortRange: '*',
        destinationAddressPrefix: 'Internet',
        destinationPortRange: '*',
      },
    ],
  });
  return id;
}
