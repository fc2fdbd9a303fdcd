import { z } from 'zod';
import type { Running, Step, Workflow } from '../../operations/workflow.ts';
import type { OperationToken } from '../../ports/azure/write.ts';
import { ifThere } from '../../protection/if-there.ts';
import { sameId } from '../../protection/resource-id.ts';
import type { Tools } from '../tools.ts';
import { pointNameOf } from './point-steps.ts';

const restoreOrder = z.object({
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

type RestoreOrder = z.infer<typeof restoreOrder>;
type Disk = RestoreOrder['disks'][number];
type Machine = NonNullable<RestoreOrder['machine']>;

/** Makes disks from a restore point or a snapshot, and a machine around them where one is wanted. */
export const restoreCopy: Workflow<RestoreOrder, Tools> = {
  name: 'restore-copy',
  version: 1,
  readOrder: (order) => restoreOrder.parse(order),
  steps: (order, running) => [
    ...(order.newGroup ? [makeGroup(order)] : []),
    ...order.disks.map((disk) => makeDisk(order, disk, running)),
    ...(order.machine ? [makeCard(order, order.machine, running), makeMachine(order, order.machine, running)] : []),
  ],
};

const compute = 'Microsoft.Compute';
const roleOf = ({ lun }: Disk): string => (lun === undefined ? 'os' : `data-${lun}`);

/** Of one operation alone: no other disk can bear the name. */
const nameOf = ({ prefix }: RestoreOrder, running: Running, what: string): string =>
  `${prefix.slice(0, 40)}-${pointNameOf(running)}-${what}`;

const diskId = (order: RestoreOrder, disk: Disk, running: Running): string =>
  `${order.groupId}/providers/${compute}/disks/${nameOf(order, running, roleOf(disk))}`;

const cardId = (order: RestoreOrder, running: Running): string =>
  `${order.groupId}/providers/Microsoft.Network/networkInterfaces/${nameOf(order, running, 'nic')}`;

const makeGroup = ({ groupId, region, tags }: RestoreOrder): Step<Tools> => {
  const isThere = async ({ readers }: Tools) => (await readers.places.resourceGroup(groupId)).value !== undefined;
  return {
    name: 'make-group',
    title: `prepare resource group ${groupId.split('/').at(-1)}`,
    dangerous: false,
    look: async (tools) => ((await isThere(tools)) ? { kind: 'done', evidence: 'it is there' } : { kind: 'to-do' }),
    act: ({ writers }, sending) => writers.places.createResourceGroup({ id: groupId, region, tags }, sending),
    standing: ({ writers }, token) => writers.places.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'done', evidence: 'it is there' } : { seen: 'nothing' },
  };
};

const resource = (id: string): OperationToken => ({ kind: 'resource', at: id, resource: id, acceptedAt: '' });

const makeDisk = (order: RestoreOrder, disk: Disk, running: Running): Step<Tools> => {
  const id = diskId(order, disk, running);
  const isThere = async ({ readers }: Tools) => (await ifThere(readers.estate.disk(id))) !== undefined;
  return {
    name: `make-disk-${roleOf(disk)}`,
    title: `make disk ${id.split('/').at(-1)} from ${disk.name}`,
    dangerous: false,
    look: async (tools) => ((await isThere(tools)) ? { kind: 'under-way', token: resource(id) } : { kind: 'to-do' }),
    act: ({ writers }, sending) =>
      writers.copies.createDisk(
        { id, region: order.region, from: disk.from, type: disk.type, zone: order.zone, tags: order.tags },
        sending,
      ),
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'under-way', token: resource(id) } : { seen: 'nothing' },
  };
};

/** No reader lists network cards: the card itself is asked, by its own name of this operation. */
const makeCard = (order: RestoreOrder, { subnetId }: Machine, running: Running): Step<Tools> => {
  const id = cardId(order, running);
  const isThere = async ({ writers }: Tools) => {
    const standing = await writers.copies.standing(resource(id));
    return standing.state !== 'failed' || standing.problem.status !== 404;
  };
  return {
    name: 'make-card',
    title: `make a network card in ${subnetId.split('/').at(-1)}`,
    dangerous: false,
    look: async (tools) => ((await isThere(tools)) ? { kind: 'under-way', token: resource(id) } : { kind: 'to-do' }),
    act: ({ writers }, sending) =>
      writers.copies.createNetworkCard({ id, region: order.region, subnetId, tags: order.tags }, sending),
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'under-way', token: resource(id) } : { seen: 'nothing' },
  };
};

const makeMachine = (order: RestoreOrder, machine: Machine, running: Running): Step<Tools> => {
  const id = `${order.groupId}/providers/${compute}/virtualMachines/${machine.name}`;
  const [os] = order.disks.filter(({ lun }) => lun === undefined);
  const osDiskId = os ? diskId(order, os, running) : '';
  const found = async ({ readers }: Tools) => (await ifThere(readers.estate.vm(id)))?.value;
  const isOurs = async (tools: Tools) => {
    const vm = await found(tools);
    return vm?.disks.some((disk) => sameId(disk.id, osDiskId));
  };
  return {
    name: 'make-machine',
    title: `make VM ${machine.name}`,
    dangerous: false,
    look: async (tools) => ((await found(tools)) ? { kind: 'under-way', token: resource(id) } : { kind: 'to-do' }),
    act: ({ writers }, sending) =>
      writers.copies.createMachine(
        {
          id,
          region: order.region,
          size: machine.size,
          zone: order.zone,
          os: machine.os,
          trustedLaunch: machine.trustedLaunch,
          osDiskId,
          dataDisks: order.disks.flatMap((disk) =>
            disk.lun === undefined ? [] : [{ id: diskId(order, disk, running), lun: disk.lun }],
          ),
          networkCardId: cardId(order, running),
          tags: order.tags,
        },
        sending,
      ),
    standing: async (tools, token) => {
      const standing = await tools.writers.copies.standing(token);
      if (standing.state !== 'succeeded' || (await isOurs(tools))) return standing;
      const what = `make VM ${machine.name}`;
      return {
        state: 'failed',
        problem: { what, code: 'NameTaken', message: 'Another VM has got this name meanwhile.' },
      };
    },
    reconcile: async (tools) =>
      (await found(tools)) ? { seen: 'under-way', token: resource(id) } : { seen: 'nothing' },
  };
};
