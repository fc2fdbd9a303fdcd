import { z } from 'zod';
import type { AvailabilitySet, EstateReader, NetworkCard } from '../../../src/ports/azure/estate.ts';
import type { Core } from '../core/core.ts';
import { everywhere } from '../core/everywhere.ts';
import { idKey, nameOf, parentId, parseId } from '../core/ids.ts';
import { orNothing } from '../core/or-nothing.ts';
import { region } from '../core/regions.ts';
import { number, reference, text } from '../core/shapes.ts';
import { networkShape } from './place-shapes.ts';

type MachinePlaces = Pick<EstateReader, 'nic' | 'network' | 'availabilitySet' | 'classicVms'>;

/** Where a machine is: what it is plugged into, and what it shares with others. */
export const createMachinePlaces = (core: Core): MachinePlaces => ({
  classicVms: () =>
    everywhere(core, {
      plural: 'classic virtual machines',
      singular: 'Classic virtual machine',
      how: 'shared',
      shape: classicShape,
      pages: async (clients, subscription) => {
        const { resources } = await clients.groups(subscription);
        return resources.list({ filter: "resourceType eq 'Microsoft.ClassicCompute/virtualMachines'" });
      },
    }),
  nic: (id) =>
    core.read.one({
      what: `read network card ${nameOf(id)}`,
      key: `nic ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const { subscription, resourceGroup, name } = parseId(id);
        return nicShape.parse(await (await clients.network(subscription)).networkInterfaces.get(resourceGroup, name));
      },
    }),
  network: (id) => {
    const what = `read network ${nameOf(id)}`;
    return core.read.one({
      what,
      key: `network ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const { subscription, resourceGroup, name } = parseId(id);
        const { virtualNetworks } = await clients.network(subscription);
        const found = await virtualNetworks.get(resourceGroup, name).catch((error: unknown) => orNothing(what, error));
        return found && networkShape.parse(found);
      },
    });
  },
  availabilitySet: (id) => {
    const what = `read availability set ${nameOf(id)}`;
    return core.read.one({
      what,
      key: `availability set ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const { subscription, resourceGroup, name } = parseId(id);
        const { availabilitySets } = await clients.compute(subscription);
        const found = await availabilitySets.get(resourceGroup, name).catch((error: unknown) => orNothing(what, error));
        return found && availabilitySetShape.parse(found);
      },
    });
  },
});

const classicShape = z
  .looseObject({ id: z.string(), name: z.string() })
  .transform(({ id, name }) => ({ id, name, resourceGroup: parseId(id).resourceGroup }));

const nicShape = z
  .looseObject({
    id: z.string(),
    ipConfigurations: z.array(z.looseObject({ name: text, subnet: reference })).nullish(),
  })
  .transform(({ id, ipConfigurations }): NetworkCard => {
    const { name, subnet } = ipConfigurations?.[0] ?? {};
    return {
      id,
      ...(subnet !== undefined && { networkId: parentId(subnet), subnet: nameOf(subnet) }),
      ...(name !== undefined && { ipConfiguration: name }),
    };
  });

/** Azure's own numbers, where it does not say them. */
const usualFaultDomains = 2;
const usualUpdateDomains = 5;

const availabilitySetShape = z
  .looseObject({
    id: z.string(),
    location: region,
    platformFaultDomainCount: number,
    platformUpdateDomainCount: number,
  })
  .transform(
    ({ id, location, platformFaultDomainCount, platformUpdateDomainCount }): AvailabilitySet => ({
      id,
      region: location,
      faultDomains: platformFaultDomainCount ?? usualFaultDomains,
      updateDomains: platformUpdateDomainCount ?? usualUpdateDomains,
    }),
  );
