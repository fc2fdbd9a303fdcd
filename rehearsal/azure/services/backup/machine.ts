import type { World } from '../../world/world.ts';
import { findDisk } from '../compute/disk-data.ts';
import type { DataDisk, OsDisk, OsType, VirtualMachine } from '../compute/shapes.ts';

/** What Azure Backup remembers of a virtual machine: enough to make it again when it is gone. */
export interface Machine {
  readonly location: string;
  readonly size: string;
  readonly osType: OsType;
  readonly securityType: string;
  readonly zones: readonly string[];
  readonly disks: readonly RememberedDisk[];
}

export interface RememberedDisk {
  readonly name: string;
  /** Undefined for the system's disk. */
  readonly lun: number | undefined;
  readonly sizeGb: number;
  readonly sku: string;
  readonly privateAccess: boolean;
}

export function rememberMachine(world: World, vm: VirtualMachine): Machine {
  const { hardwareProfile, securityProfile, storageProfile } = vm.properties;
  return {
    location: vm.location,
    size: hardwareProfile.vmSize,
    osType: storageProfile.osDisk.osType,
    securityType: securityProfile?.securityType ?? 'None',
    zones: vm.zones ?? [],
    disks: [storageProfile.osDisk, ...storageProfile.dataDisks].map((disk) => rememberDisk(world, disk)),
  };
}

function rememberDisk(world: World, attached: OsDisk | DataDisk): RememberedDisk {
  const disk = attached.managedDisk === undefined ? undefined : findDisk(world, attached.managedDisk.id);
  return {
    name: attached.name,
    lun: 'lun' in attached ? attached.lun : undefined,
    sizeGb: disk?.properties.diskSizeGB ?? attached.diskSizeGB,
    sku: disk?.sku.name ?? attached.managedDisk?.storageAccountType ?? 'Standard_LRS',
    privateAccess: disk !== undefined && disk.properties.networkAccessPolicy !== 'AllowAll',
  };
}
