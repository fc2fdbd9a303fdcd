import { z } from 'zod';
import type { EstateReader, NamedVm, StorageAccount } from '../../../src/ports/azure/estate.ts';
import type { Freshness, Reading } from '../../../src/ports/azure/reading.ts';
import type { Core } from '../core/core.ts';
import { collected, everywhere, inSubscription } from '../core/everywhere.ts';
import { idKey, nameOf, parseId } from '../core/ids.ts';
import { unlisted, unlistedGap } from '../core/inventory.ts';
import { parsed } from '../core/problems.ts';
import { askRaw } from '../core/raw.ts';
import { requireSuccess } from '../core/reading.ts';
import { region } from '../core/regions.ts';
import { type Understood, understood } from '../core/shapes.ts';
import { diskShape } from './disk-shape.ts';
import { readEffectiveRoutes, readEffectiveRules } from './effective-rules.ts';
import { createMachinePlaces } from './machine-places.ts';
import { offerShape, quotaShape } from './offer-shapes.ts';
import { accountRow, accountShape, networkShape, regionShape } from './place-shapes.ts';
import { vmShape, vmWithState } from './vm-shape.ts';

const minute = 60_000;

/**
 * Lists of Azure Resource Manager, not of Resource Graph: one a subscription costs as little, and the graph is minutes
 * behind just when regions fail.
 */
export const createEstateReader = (core: Core): EstateReader => ({
  ...createMachinePlaces(core),
  vms: (how) => listVms(core, how),
  unlistedVms: async () => unlisted(core, vmInventory, (await listVms(core, 'shared')).value),
  vm: (id) => readVm(core, id, ({ vm }) => vm),
  vmState: (id) => readVm(core, id, ({ state }) => state),
  disk: (id) =>
    core.read.one({
      what: `read disk ${nameOf(id)}`,
      key: `disk ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const { subscription, resourceGroup, name } = parseId(id);
        return diskShape.parse(await (await clients.compute(subscription)).disks.get(resourceGroup, name));
      },
    }),
  disksIn: (groupId) =>
    core.read.list({
      what: `list the disks in ${nameOf(groupId)}`,
      key: `disks in ${idKey(groupId)}`,
      how: 'fresh',
      ask: async (clients) => {
        const { subscription, resourceGroup } = parseId(groupId);
        const { disks } = await clients.compute(subscription);
        return understood('Disk', diskShape, await collected(disks.listByResourceGroup(resourceGroup)));
      },
    }),
  regions: (subscription) => readRegions(core, subscription),
  quotas: (subscription, region) =>
    inSubscription(core, {
      subscription,
      plural: `quotas in ${region}`,
      singular: 'Quota',
      how: 'shared',
      shape: quotaShape,
      pages: async (clients) => (await clients.compute(subscription)).usageOperations.list(region),
    }),
  sizes: (subscription, region) => readSizes(core, subscription, region),
  effectiveRules: (nicId) =>
    core.read.one({
      what: `read the effective rules of ${nameOf(nicId)}`,
      key: `effective rules ${idKey(nicId)}`,
      how: 'shared',
      readsByPost: true,
      ask: (clients) => readEffectiveRules(core, clients, nicId),
    }),
  effectiveRoutes: (nicId) =>
    core.read.one({
      what: `read the effective routes of ${nameOf(nicId)}`,
      key: `effective routes ${idKey(nicId)}`,
      how: 'shared',
      readsByPost: true,
      ask: (clients) => readEffectiveRoutes(core, clients, nicId),
    }),
  networks: (subscription) =>
    inSubscription(core, {
      subscription,
      plural: 'virtual networks',
      singular: 'Virtual network',
      how: 'shared',
      shape: networkShape,
      pages: async (clients) => (await clients.network(subscription)).virtualNetworks.listAll(),
    }),
  storageAccounts: (subscription) => listAccounts(core, subscription),
  storageAccount: (id) =>
    core.read.one({
      what: `read storage account ${nameOf(id)}`,
      key: `storage account ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const { subscription, resourceGroup, name } = parseId(id);
        const { storageAccounts } = await clients.storage(subscription);
        const expand = 'geoReplicationStats';
        return accountShape.parse(await storageAccounts.getProperties(resourceGroup, name, { expand }));
      },
    }),
});

const listVms = (core: Core, how: Freshness) =>
  everywhere(core, {
    plural: 'virtual machines',
    singular: 'Virtual machine',
    how,
    shape: vmShape,
    pages: async (clients, subscription) => (await clients.compute(subscription)).virtualMachines.listAll(),
  });

const vmInventory = {
  type: 'microsoft.compute/virtualmachines',
  singular: 'Virtual machine',
  shape: z
    .looseObject({ id: z.string(), name: z.string(), location: region })
    .transform(({ id, name, location }): NamedVm => {
      return { id, name, resourceGroup: parseId(id).resourceGroup, region: location };
    }),
} as const;

/** Those of a region that is down as well: they can be failed over all the same. */
const listAccounts = async (core: Core, subscription: string): Promise<Reading<readonly StorageAccount[]>> => {
  const listed = await inSubscription(core, {
    subscription,
    plural: 'storage accounts',
    singular: 'Storage account',
    how: 'shared',
    shape: accountShape,
    pages: async (clients) => (await clients.storage(subscription)).storageAccounts.list(),
  });
  const others = (await unlisted(core, accountInventory, listed.value)).filter(
    ({ id }) => parseId(id).subscription.toLowerCase() === subscription.toLowerCase(),
  );
  const missing = [...listed.missing, ...others.map((account) => unlistedGap('Storage account', account))];
  return { ...listed, value: [...listed.value, ...others], missing };
};

const accountInventory = {
  type: 'microsoft.storage/storageaccounts',
  singular: 'Storage account',
  shape: accountRow,
} as const;

/** The machine and its state are one request, also for two who ask for one of them each. */
const readVm = async <Value>(
  core: Core,
  id: string,
  pick: (read: z.infer<typeof vmWithState>) => Value,
): Promise<Reading<Value>> => {
  const reading = await core.read.one({
    what: `read virtual machine ${nameOf(id)}`,
    key: `virtual machine ${idKey(id)}`,
    how: 'fresh',
    ask: async (clients) => {
      const { subscription, resourceGroup, name } = parseId(id);
      const { virtualMachines } = await clients.compute(subscription);
      return vmWithState.parse(await virtualMachines.get(resourceGroup, name, { expand: 'instanceView' }));
    },
  });
  return { ...reading, value: pick(reading.value) };
};

const locationList = z.looseObject({ value: z.array(z.unknown()) });
const logical = z.looseObject({ metadata: z.looseObject({ regionType: z.literal('Logical') }) });

/** No SDK of ours lists them, nor the pairs, which Cross Region Restore goes by. */
const readRegions = (core: Core, subscription: string) => {
  const what = 'list the regions';
  return core.read.list({
    what,
    key: `regions ${subscription}`.toLowerCase(),
    how: 'shared',
    forMs: 60 * minute,
    ask: async (clients) => {
      const path = `/subscriptions/${subscription}/locations?api-version=2022-12-01`;
      const answer = requireSuccess(what, await askRaw(clients, core.resourceManager, { path }));
      const { value } = locationList.parse(parsed(answer.body));
      return understood(
        'Region',
        regionShape,
        value.filter((each) => !logical.safeParse(each).success),
      );
    },
  });
};

const readSizes = (core: Core, subscription: string, region: string) =>
  core.read.list({
    what: `list the sizes offered in ${region}`,
    key: `sizes ${subscription} ${region}`.toLowerCase(),
    how: 'shared',
    forMs: minute,
    ask: async (clients): Promise<Understood<NonNullable<z.infer<typeof offerShape>>>> => {
      const { resourceSkus } = await clients.compute(subscription);
      const found: unknown[] = [];
      // By any other filter Azure goes by this one alone.
      for await (const sku of resourceSkus.list({ filter: `location eq '${region.replaceAll("'", "''")}'` }))
        found.push(sku);
      const { value, missing } = understood('Size', offerShape, found);
      return { value: value.filter((offer) => offer !== undefined), missing };
    },
  });
