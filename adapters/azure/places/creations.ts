import type { PlacesWriter } from '../../../src/ports/azure/places.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { parseId } from '../core/ids.ts';
import { write } from '../core/writes.ts';

type Creations = Pick<PlacesWriter, 'createNetwork' | 'createAvailabilitySet' | 'createAccount'>;

/** What replication needs around a machine. Doing each twice is doing it once: the name and the body are the caller's. */
export const createPlaceCreations = (core: Core): Creations => ({
  createNetwork: ({ id, region, tags, prefixes, subnets }, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(id);
      const { virtualNetworks } = await clients.network(subscription);
      return virtualNetworks.beginCreateOrUpdate(resourceGroup, name, {
        location: region,
        ...(tags && { tags: { ...tags } }),
        addressSpace: { addressPrefixes: [...prefixes] },
        subnets: subnets.map((subnet) => ({ name: subnet.name, addressPrefix: subnet.prefix })),
      });
    };
    return write(core, { doing: 'create network', resource: id, repeatable: true, start }, sending);
  },
  createAvailabilitySet: ({ id, region, tags, faultDomains, updateDomains }, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(id);
      const { availabilitySets } = await clients.compute(subscription);
      return availabilitySets.createOrUpdate(resourceGroup, name, {
        location: region,
        ...(tags && { tags: { ...tags } }),
        // Machines with managed disks go into no other kind.
        sku: { name: 'Aligned' },
        platformFaultDomainCount: faultDomains,
        platformUpdateDomainCount: updateDomains,
      });
    };
    return write(core, { doing: 'create availability set', resource: id, repeatable: true, start }, sending);
  },
  createAccount: ({ id, region, tags, sku, kind }, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup, name } = parseId(id);
      const { storageAccounts } = await clients.storage(subscription);
      return storageAccounts.beginCreate(resourceGroup, name, {
        location: region,
        ...(tags && { tags: { ...tags } }),
        sku: { name: sku },
        kind,
        allowBlobPublicAccess: false,
        minimumTlsVersion: 'TLS1_2',
      });
    };
    return write(core, { doing: 'create storage account', resource: id, repeatable: true, start }, sending);
  },
});
