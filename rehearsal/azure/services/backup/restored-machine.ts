import type { World } from '../../world/world.ts';
import { createDisk, createVirtualMachine, disksOf, findVirtualMachine } from '../compute/provision.ts';
import { attachParts } from '../compute/provision-machines.ts';
import { createNetworkInterface } from '../network/provision.ts';
import { groupIdOf, nameOf, sameId } from '../resources/ids.ts';
import { resourceNotFound } from './errors.ts';
import type { RememberedDisk } from './machine.ts';
import type { RestoreOrder } from './restore-check.ts';
import { compactTime } from './times.ts';

/** The disks of the recovery point, in the group; the ids are in the order of the machine's disks. */
export function restoreDisks(order: RestoreOrder, groupId: string, prefix: string): string[] {
  const { world, item, wanted, region } = order;
  const chosen = chosenDisks(item.machine.disks, wanted.restoreDiskLunList ?? undefined);
  return chosen.map((disk) => {
    const id = `${groupId}/providers/Microsoft.Compute/disks/${diskName(world, prefix, disk)}`;
    createDisk(world, {
      id,
      location: region,
      sizeGb: disk.sizeGb,
      sku: disk.sku,
      sound: true,
      ...(disk.lun === undefined && { osType: item.machine.osType }),
      ...(wanted.zones?.length && { zones: wanted.zones }),
      ...(wanted.diskEncryptionSetId && { encryptionSetId: wanted.diskEncryptionSetId }),
    });
    return id;
  });
}

/** The system's disk always comes; of the data disks those whose numbers are listed. */
function chosenDisks(disks: readonly RememberedDisk[], luns: readonly number[] | undefined): RememberedDisk[] {
  return disks.filter(({ lun }) => lun === undefined || luns === undefined || luns.includes(lun));
}

function diskName(world: World, prefix: string, { lun }: RememberedDisk): string {
  const kind = lun === undefined ? 'osdisk' : `datadisk-${String(lun).padStart(3, '0')}`;
  return `${prefix}-${kind}-${compactTime(world.clock.now())}`;
}

/** A new machine with disks and a network interface of its own. */
export function restoreMachine(order: RestoreOrder): void {
  const { world, item, wanted, region } = order;
  const id = wanted.targetVirtualMachineId ?? '';
  const groupId = groupIdOf(id) ?? wanted.targetResourceGroupId ?? '';
  const [osDiskId = '', ...dataDiskIds] = restoreDisks(order, groupId, nameOf(id));
  const nicId = `${groupId}/providers/Microsoft.Network/networkInterfaces/${nameOf(id)}-nic-${world.guid().slice(0, 8)}`;
  createNetworkInterface(world, { id: nicId, location: region, subnetId: wanted.subnetId ?? '' });
  createVirtualMachine(world, {
    id,
    location: region,
    size: item.machine.size,
    osType: item.machine.osType,
    osDiskId,
    dataDiskIds,
    nicIds: [nicId],
    ...(wanted.zones?.length && { zones: wanted.zones }),
    running: true,
  });
}

/** Puts restored disks in place of the machine's own, which stay behind on their own. */
export function replaceDisks(order: RestoreOrder): void {
  const { world, item } = order;
  const machine = findVirtualMachine(world, item.properties.sourceResourceId);
  if (machine === undefined) throw resourceNotFound('virtual machine', item.properties.friendlyName);
  const restored = restoreDisks(order, groupIdOf(machine.id) ?? '', machine.name);
  for (const disk of disksOf(world, machine.id)) if (sameId(disk.managedBy, machine.id)) delete disk.managedBy;
  const { osDisk, dataDisks } = machine.properties.storageProfile;
  [osDisk, ...dataDisks].forEach((disk, index) => {
    const id = restored[index];
    if (id === undefined || disk.managedDisk === undefined) return;
    disk.managedDisk = { ...disk.managedDisk, id };
    disk.name = nameOf(id);
  });
  attachParts(world, machine);
}
