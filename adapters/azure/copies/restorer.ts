import { diskBody, machineBody, networkCardBody } from '../../../src/azure-bodies/copies.ts';
import type { CopiesWriter } from '../../../src/ports/azure/copies.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { flat } from '../core/flat.ts';
import { parseId } from '../core/ids.ts';
import { write } from '../core/writes.ts';

type Restorer = Pick<CopiesWriter, 'createDisk' | 'deleteDisk' | 'createNetworkCard' | 'createMachine'>;

/** What is made from a point: disks, and a machine around them. */
export const createRestorer = (core: Core): Restorer => ({
  createDisk: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(order.id);
      return (await clients.compute(subscription)).disks.beginCreateOrUpdate(
        resourceGroup,
        name,
        flat(diskBody(order)),
      );
    };
    return write(core, { doing: 'create disk', resource: order.id, repeatable: true, start }, sending);
  },
  deleteDisk: ({ id }, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(id);
      return (await clients.compute(subscription)).disks.beginDelete(resourceGroup, name);
    };
    return write(core, { doing: 'delete disk', resource: id, repeatable: true, deletes: true, start }, sending);
  },
  createNetworkCard: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(order.id);
      const { networkInterfaces } = await clients.network(subscription);
      return networkInterfaces.beginCreateOrUpdate(resourceGroup, name, flat(networkCardBody(order)));
    };
    return write(core, { doing: 'create network card', resource: order.id, repeatable: true, start }, sending);
  },
  createMachine: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(order.id);
      const { virtualMachines } = await clients.compute(subscription);
      return virtualMachines.beginCreateOrUpdate(resourceGroup, name, flat(machineBody(order)));
    };
    return write(core, { doing: 'create VM', resource: order.id, repeatable: true, start }, sending);
  },
});
