import type { CopiesWriter, NewDisk, NewMachine } from '../../../src/ports/azure/copies.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { nameOf, parseId } from '../core/ids.ts';
import { write } from '../core/writes.ts';

type Restorer = Pick<CopiesWriter, 'createDisk' | 'deleteDisk' | 'createNetworkCard' | 'createMachine'>;

/** What is made from a point: disks, and a machine around them. */
export const createRestorer = (core: Core): Restorer => ({
  createDisk: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(order.id);
      return (await clients.compute(subscription)).disks.beginCreateOrUpdate(resourceGroup, name, diskBody(order));
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
  createNetworkCard: ({ id, region, subnetId, tags }, sending) => {
    const body = {
      location: region,
      tags: { ...tags },
      ipConfigurations: [{ name: 'ipconfig1', subnet: { id: subnetId } }],
    };
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(id);
      return (await clients.network(subscription)).networkInterfaces.beginCreateOrUpdate(resourceGroup, name, body);
    };
    return write(core, { doing: 'create network card', resource: id, repeatable: true, start }, sending);
  },
  createMachine: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(order.id);
      const { virtualMachines } = await clients.compute(subscription);
      return virtualMachines.beginCreateOrUpdate(resourceGroup, name, machineBody(order));
    };
    return write(core, { doing: 'create VM', resource: order.id, repeatable: true, start }, sending);
  },
});

const diskBody = ({ region, from, type, zone, tags }: NewDisk) => ({
  location: region,
  sku: { name: type },
  tags: { ...tags },
  ...(zone !== undefined && { zones: [zone] }),
  creationData: { createOption: from.kind === 'disk-point' ? 'Restore' : 'Copy', sourceResourceId: from.id },
});

const machineBody = (order: NewMachine) => ({
  location: order.region,
  tags: { ...order.tags },
  ...(order.zone !== undefined && { zones: [order.zone] }),
  hardwareProfile: { vmSize: order.size },
  storageProfile: {
    osDisk: {
      name: nameOf(order.osDiskId),
      createOption: 'Attach',
      osType: order.os === 'windows' ? ('Windows' as const) : ('Linux' as const),
      managedDisk: { id: order.osDiskId },
    },
    dataDisks: order.dataDisks.map(({ id, lun }) => ({
      name: nameOf(id),
      createOption: 'Attach',
      lun,
      managedDisk: { id },
    })),
  },
  networkProfile: { networkInterfaces: [{ id: order.networkCardId, primary: true }] },
  ...(order.trustedLaunch && { securityProfile: { securityType: 'TrustedLaunch' } }),
});
