import { ArmError } from '../../../wire/errors.ts';
import type { World } from '../../../world/world.ts';
import {
  createDisk,
  createVirtualMachine,
  deleteDisk,
  deleteVirtualMachine,
  disksOf,
  findVirtualMachine,
  requireCapacity,
} from '../../compute/provision.ts';
import type { VirtualMachine } from '../../compute/shapes.ts';
import { createNetworkInterface, deleteNetworkInterface } from '../../network/provision.ts';
import type { NetworkInterface } from '../../network/shapes.ts';
import { groupIdOf, nameOf, subscriptionOf } from '../../resources/ids.ts';
import { JobFailure } from '../errors.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import { targetDiskId, testDiskId } from '../items/disk-views.ts';
import type { ItemDisk, NicSettings, ProtectedItem } from '../items/item.ts';
import { nicGuid, nicsOf, recoverySubnetFor, subnetLike } from '../items/nic-views.ts';

const GIGABYTE = 1024 ** 3;

/** What the machine is made for: to take over, or to be looked at and thrown away. */
type TargetUse = { readonly kind: 'failover' } | { readonly kind: 'test'; readonly networkId: string | undefined };

export function targetMachineId({ state }: ProtectedItem, use: TargetUse['kind']): string {
  const name =
    use === 'failover'
      ? (state.settings.vmName ?? state.vmName)
      : (state.settings.testVmName ?? `${state.vmName}-test`);
  return `${state.recoveryResourceGroupId}/providers/Microsoft.Compute/virtualMachines/${name}`;
}

/** Makes the machine of an item in its recovery region, switched off. What stands in the way makes the job fail. */
export function createTarget(world: World, item: ProtectedItem, use: TargetUse): VirtualMachine {
  const region = recoveryRegionOf(world, item);
  if (world.isDown(region)) throw new JobFailure(regionLost(region));
  const id = targetMachineId(item, use.kind);
  clearPlace(world, id);
  checkCapacity(world, item, id, region);
  const disks = item.state.disks.map((disk) => ({ disk, place: createTargetDisk(world, item, disk, region, use) }));
  const system = disks.find(({ disk }) => disk.role === 'OperatingSystem');
  const data = disks.filter((one) => one !== system).map(({ place }) => place);
  const isBlob = system?.disk.recoveryAccountId !== undefined;
  return createVirtualMachine(world, {
    id,
    location: region,
    size: item.state.size,
    osType: item.state.osType,
    ...(isBlob ? { osVhdUri: system.place, dataVhdUris: data } : { osDiskId: system?.place ?? '', dataDiskIds: data }),
    nicIds: createTargetNics(world, item, region, use),
    ...(item.state.zone !== undefined && { zones: [item.state.zone] }),
    ...(item.state.availabilitySetId !== undefined &&
      use.kind === 'failover' && { availabilitySetId: item.state.availabilitySetId }),
    tags: { ...findVirtualMachine(world, item.state.vmId)?.tags },
    running: false,
  });
}

function recoveryRegionOf(world: World, { state }: ProtectedItem): string {
  return fabricOf(world, state.recoveryContainerId)?.state.region ?? state.initialRecovery;
}

/** On the way back the machine of old is still there, switched off: the new one takes its place, disks and all. */
function clearPlace(world: World, id: string): void {
  if (findVirtualMachine(world, id) !== undefined) deleteVirtualMachine(world, id);
}

function checkCapacity(world: World, item: ProtectedItem, id: string, region: string): void {
  try {
    requireCapacity(world, {
      subscriptionId: subscriptionOf(id) ?? '',
      location: region,
      size: item.state.size,
      zones: item.state.zone === undefined ? [] : [item.state.zone],
    });
  } catch (problem) {
    if (!(problem instanceof ArmError)) throw problem;
    throw new JobFailure(noCapacity(item, region), { number: 150097, id: problem.code, message: problem.message });
  }
}

function noCapacity({ state }: ProtectedItem, region: string) {
  return {
    code: '150097',
    message: `The virtual machine '${state.vmName}' of size '${state.size}' could not be created in '${region}'.`,
    possibleCauses:
      'The subscription has no quota left for the size in the recovery region, or the size is not offered there.',
    recommendedAction: 'Raise the quota, or choose another size for the virtual machine, and retry the operation.',
  };
}

function regionLost(region: string) {
  return {
    code: '150083',
    message: `The recovery region '${region}' is not available.`,
    possibleCauses: 'The region cannot be reached at present.',
    recommendedAction: 'Retry when the region is available again.',
  };
}

function createTargetDisk(world: World, item: ProtectedItem, disk: ItemDisk, region: string, use: TargetUse): string {
  if (disk.recoveryAccountId !== undefined) {
    const suffix = use.kind === 'test' ? '-test' : '';
    return `https://${nameOf(disk.recoveryAccountId)}.blob.core.windows.net/vhds/${disk.name}${suffix}.vhd`;
  }
  const id = use.kind === 'test' ? testDiskId(disk) : targetDiskId(disk);
  deleteDisk(world, id);
  createDisk(world, {
    id,
    location: region,
    sizeGb: Math.round(disk.bytes / GIGABYTE),
    sku: disk.targetSku,
    ...(disk.role === 'OperatingSystem' && { osType: item.state.osType }),
    ...(item.state.zone !== undefined && { zones: [item.state.zone] }),
    ...(disk.encryptionSetId !== undefined && { encryptionSetId: disk.encryptionSetId }),
  });
  return id;
}

function createTargetNics(world: World, item: ProtectedItem, region: string, use: TargetUse): string[] {
  const networkId = use.kind === 'test' ? use.networkId : item.state.recoveryNetworkId;
  if (networkId === undefined) return [];
  const sources = nicsOf(world, item.state.vmId);
  if (sources.length === 0) return [createNic(world, item, region, use, networkId, undefined)];
  return sources.map((nic) => createNic(world, item, region, use, networkId, nic));
}

function createNic(
  world: World,
  item: ProtectedItem,
  region: string,
  use: TargetUse,
  networkId: string,
  source: NetworkInterface | undefined,
): string {
  const set: NicSettings = source === undefined ? {} : (item.state.settings.nics.get(nicGuid(item, source.id)) ?? {});
  const id = nicId(item, use, set, source?.name ?? `${item.state.vmName}-nic`);
  if (world.resources.get(id) !== undefined) {
    if (use.kind === 'failover') return id;
    deleteNetworkInterface(world, id);
  }
  const sourceSubnet = nameOf(source?.properties.ipConfigurations[0]?.properties.subnet.id ?? '');
  const subnet = subnetOf(world, item, use, set, networkId, sourceSubnet);
  const address = use.kind === 'test' ? set.testAddress : set.recoveryAddress;
  const nsgId = use.kind === 'test' ? set.testNsgId : set.recoveryNsgId;
  createNetworkInterface(world, {
    id,
    location: region,
    subnetId: `${networkId}/subnets/${subnet}`,
    ...(address && { privateIp: address }),
    ...(nsgId && { nsgId }),
  });
  return id;
}

function nicId({ state }: ProtectedItem, use: TargetUse, set: NicSettings, sourceName: string): string {
  const isTest = use.kind === 'test';
  const name = isTest ? (set.testNicName ?? `${sourceName}-test`) : (set.recoveryNicName ?? sourceName);
  const groupName = isTest ? set.testNicGroup : set.recoveryNicGroup;
  const groupId =
    groupName === undefined
      ? groupIdOf(state.recoveryResourceGroupId)
      : `/subscriptions/${subscriptionOf(state.recoveryResourceGroupId)}/resourceGroups/${groupName}`;
  return `${groupId}/providers/Microsoft.Network/networkInterfaces/${name}`;
}

function subnetOf(
  world: World,
  item: ProtectedItem,
  use: TargetUse,
  set: NicSettings,
  networkId: string,
  sourceSubnet: string,
): string {
  const wanted =
    use.kind === 'test' ? set.testSubnet : (set.recoverySubnet ?? recoverySubnetFor(world, item, sourceSubnet));
  return wanted ?? subnetLike(world, networkId, item.state.recoverySubnet ?? sourceSubnet) ?? 'default';
}

/** Takes away a machine that a failover or a test made, with everything that was made for it. */
export function deleteTarget(world: World, vmId: string): void {
  const machine = findVirtualMachine(world, vmId);
  if (machine === undefined) return;
  const disks = disksOf(world, vmId);
  const nics = machine.properties.networkProfile.networkInterfaces;
  deleteVirtualMachine(world, vmId);
  for (const { id } of disks) deleteDisk(world, id);
  for (const { id } of nics) deleteNetworkInterface(world, id);
}
