import type { Running, Step, Workflow } from '../../operations/workflow.ts';
import {
  cardOf,
  type DiskFrom,
  diskOf,
  type MachineAround,
  machineOf,
  type RestoreOrder,
  restoreOrder,
  roleOf,
} from '../../plans/restore/restore-order.ts';
import type { OperationToken } from '../../ports/azure/write.ts';
import { ifThere } from '../../protection/if-there.ts';
import { sameId } from '../../protection/resource-id.ts';
import type { Tools } from '../tools.ts';
import { pointNameOf } from './point-steps.ts';

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

const makeDisk = (order: RestoreOrder, disk: DiskFrom, running: Running): Step<Tools> => {
  const made = diskOf(order, disk, pointNameOf(running));
  const { id } = made;
  const isThere = async ({ readers }: Tools) => (await ifThere(readers.estate.disk(id))) !== undefined;
  return {
    name: `make-disk-${roleOf(disk)}`,
    title: `make disk ${id.split('/').at(-1)} from ${disk.name}`,
    dangerous: false,
    look: async (tools) => ((await isThere(tools)) ? { kind: 'under-way', token: resource(id) } : { kind: 'to-do' }),
    act: ({ writers }, sending) => writers.copies.createDisk(made, sending),
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'under-way', token: resource(id) } : { seen: 'nothing' },
  };
};

/** No reader lists network cards: the card itself is asked, by its own name of this operation. */
const makeCard = (order: RestoreOrder, machine: MachineAround, running: Running): Step<Tools> => {
  const made = cardOf(order, machine, pointNameOf(running));
  const { id } = made;
  const isThere = async ({ writers }: Tools) => {
    const standing = await writers.copies.standing(resource(id));
    return standing.state !== 'failed' || standing.problem.status !== 404;
  };
  return {
    name: 'make-card',
    title: `make a network card in ${machine.subnetId.split('/').at(-1)}`,
    dangerous: false,
    look: async (tools) => ((await isThere(tools)) ? { kind: 'under-way', token: resource(id) } : { kind: 'to-do' }),
    act: ({ writers }, sending) => writers.copies.createNetworkCard(made, sending),
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'under-way', token: resource(id) } : { seen: 'nothing' },
  };
};

const makeMachine = (order: RestoreOrder, machine: MachineAround, running: Running): Step<Tools> => {
  const made = machineOf(order, machine, pointNameOf(running));
  const { id, osDiskId } = made;
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
    act: ({ writers }, sending) => writers.copies.createMachine(made, sending),
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
