import type { World } from '../../../world/world.ts';
import { findDisk } from '../../compute/disk-data.ts';
import type { MachineDisk, VirtualMachine } from '../../compute/shapes.ts';
import { createStorageAccount, storageAccountType } from '../../storage/provision.ts';
import { guidOf } from '../names.ts';
import type { ItemDisk } from './item.ts';

const GIGABYTE = 1024 ** 3;

/** All disks of a machine, to be replicated into one group with the types they have. */
export function defaultDisks(
  world: World,
  machine: VirtualMachine,
  groupId: string,
  cacheAccountId: string,
): ItemDisk[] {
  const { osDisk, dataDisks } = machine.properties.storageProfile;
  return [osDisk, ...dataDisks].map((disk) => ({
    ...diskFacts(world, disk),
    name: disk.name,
    role: disk === osDisk ? 'OperatingSystem' : 'Data',
    cacheAccountId,
    groupId,
    recoveryAccountId: disk.vhd === undefined ? undefined : cacheAccountId,
    encryptionSetId: undefined,
    originalId: undefined,
    failoverName: undefined,
    testName: undefined,
    readyAt: undefined,
  }));
}

function diskFacts(world: World, disk: MachineDisk): Pick<ItemDisk, 'id' | 'bytes' | 'replicaSku' | 'targetSku'> {
  const managed = disk.managedDisk === undefined ? undefined : findDisk(world, disk.managedDisk.id);
  const sku = managed?.sku.name ?? 'Standard_LRS';
  return {
    id: managed?.id ?? disk.managedDisk?.id ?? disk.vhd?.uri ?? '',
    bytes: managed?.properties.diskSizeBytes ?? disk.diskSizeGB * GIGABYTE,
    replicaSku: sku,
    targetSku: sku,
  };
}

/** The cache account that the portal would make: one for each group and region. */
export function defaultCacheAccount(world: World, machine: VirtualMachine): string {
  const groupId = machine.id.split('/').slice(0, 5).join('/');
  const name = `${guidOf('cache', groupId, machine.location).replaceAll('-', '').slice(0, 12)}asrcache`;
  const id = `${groupId}/providers/${storageAccountType}/${name}`;
  if (world.resources.get(id) === undefined)
    createStorageAccount(world, { id, location: machine.location, sku: 'Standard_LRS' });
  return id;
}
