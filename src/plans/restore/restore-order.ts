import { z } from 'zod';
import type { NewDisk, NewMachine, NewNetworkCard } from '../../ports/azure/copies.ts';

/** What the workflow `restore-copy` is to do. */
export const restoreOrder = z.object({
  groupId: z.string(),
  newGroup: z.boolean(),
  region: z.string(),
  prefix: z.string(),
  zone: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  disks: z.array(
    z.object({
      name: z.string(),
      from: z.object({ kind: z.enum(['disk-point', 'snapshot']), id: z.string() }),
      type: z.string(),
      lun: z.number().optional(),
    }),
  ),
  machine: z
    .object({
      name: z.string(),
      size: z.string(),
      os: z.enum(['linux', 'windows']),
      trustedLaunch: z.boolean(),
      subnetId: z.string(),
    })
    .optional(),
});

export type RestoreOrder = z.infer<typeof restoreOrder>;
export type DiskFrom = RestoreOrder['disks'][number];
export type MachineAround = NonNullable<RestoreOrder['machine']>;

export const roleOf = ({ lun }: Pick<DiskFrom, 'lun'>): string => (lun === undefined ? 'os' : `data-${lun}`);

/** Of one operation alone: nothing else can bear the name. */
const idOf = ({ groupId, prefix }: RestoreOrder, type: string, run: string, what: string): string =>
  `${groupId}/providers/${type}/${prefix.slice(0, 40)}-${run}-${what}`;

export const diskOf = (order: RestoreOrder, disk: DiskFrom, run: string): NewDisk => ({
  id: idOf(order, 'Microsoft.Compute/disks', run, roleOf(disk)),
  region: order.region,
  from: disk.from,
  type: disk.type,
  zone: order.zone,
  tags: order.tags,
});

export const cardOf = (order: RestoreOrder, { subnetId }: MachineAround, run: string): NewNetworkCard => ({
  id: idOf(order, 'Microsoft.Network/networkInterfaces', run, 'nic'),
  region: order.region,
  subnetId,
  tags: order.tags,
});

export const machineOf = (order: RestoreOrder, machine: MachineAround, run: string): NewMachine => {
  const disks = order.disks.map((disk) => ({ lun: disk.lun, id: diskOf(order, disk, run).id }));
  return {
    id: `${order.groupId}/providers/Microsoft.Compute/virtualMachines/${machine.name}`,
    region: order.region,
    size: machine.size,
    zone: order.zone,
    os: machine.os,
    trustedLaunch: machine.trustedLaunch,
    osDiskId: disks.find(({ lun }) => lun === undefined)?.id ?? '',
    dataDisks: disks.flatMap(({ id, lun }) => (lun === undefined ? [] : [{ id, lun }])),
    networkCardId: cardOf(order, machine, run).id,
    tags: order.tags,
  };
};
