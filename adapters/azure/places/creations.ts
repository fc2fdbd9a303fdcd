import { accountBody, availabilitySetBody, networkBody } from '../../../src/azure-bodies/places.ts';
import type { PlacesWriter } from '../../../src/ports/azure/places.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { flat } from '../core/flat.ts';
import { parseId } from '../core/ids.ts';
import { write } from '../core/writes.ts';

type Creations = Pick<PlacesWriter, 'createNetwork' | 'createAvailabilitySet' | 'createAccount'>;

/** What replication needs around a machine. Doing each twice is doing it once: the name and the body are the caller's. */
export const createPlaceCreations = (core: Core): Creations => ({
  createNetwork: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(order.id);
      const { virtualNetworks } = await clients.network(subscription);
      return virtualNetworks.beginCreateOrUpdate(resourceGroup, name, flat(networkBody(order)));
    };
    return write(core, { doing: 'create network', resource: order.id, repeatable: true, start }, sending);
  },
  createAvailabilitySet: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(order.id);
      const { availabilitySets } = await clients.compute(subscription);
      return availabilitySets.createOrUpdate(resourceGroup, name, flat(availabilitySetBody(order)));
    };
    return write(core, { doing: 'create availability set', resource: order.id, repeatable: true, start }, sending);
  },
  createAccount: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(order.id);
      const { storageAccounts } = await clients.storage(subscription);
      return storageAccounts.beginCreate(resourceGroup, name, flat(accountBody(order)));
    };
    return write(core, { doing: 'create storage account', resource: order.id, repeatable: true, start }, sending);
  },
});
