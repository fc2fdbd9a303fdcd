import { z } from 'zod';
import type { PlacesReader, Vault } from '../../../src/ports/azure/places.ts';
import type { Core } from '../core/core.ts';
import { everywhere } from '../core/everywhere.ts';
import { idKey, nameOf, parseId } from '../core/ids.ts';
import { unlisted, unlistedGap } from '../core/inventory.ts';
import { orNothing } from '../core/or-nothing.ts';
import { region } from '../core/regions.ts';
import { vaultShape } from './vault-shape.ts';

export const createPlacesReader = (core: Core): PlacesReader => ({
  vaults: async (how) => {
    const listed = await everywhere(core, {
      plural: 'vaults',
      singular: 'Vault',
      how,
      shape: vaultShape,
      pages: async (clients, subscription) => (await clients.vaults(subscription)).vaults.listBySubscriptionId(),
    });
    // Those of a region that is down can be restored from all the same, in the region paired with it.
    const others = await unlisted(core, vaultInventory, listed.value);
    return {
      ...listed,
      value: [...listed.value, ...others.map((vault): Vault => ({ ...vault, unlisted: true }))],
      missing: [...listed.missing, ...others.map((vault) => unlistedGap('Vault', vault))],
    };
  },
  vault: (id) =>
    core.read.one({
      what: `read vault ${nameOf(id)}`,
      key: `vault ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const { subscription, resourceGroup, name } = parseId(id);
        return vaultShape.parse(await (await clients.vaults(subscription)).vaults.get(resourceGroup, name));
      },
    }),
  resourceGroup: (id) => {
    const what = `read resource group ${nameOf(id)}`;
    return core.read.one({
      what,
      key: `resource group ${idKey(id)}`,
      how: 'fresh',
      ask: async (clients) => {
        const { subscription, resourceGroup } = parseId(id);
        const { resourceGroups } = await clients.groups(subscription);
        const found = await resourceGroups.get(resourceGroup).catch((error: unknown) => orNothing(what, error));
        return found && groupShape.parse(found);
      },
    });
  },
});

const vaultInventory = {
  type: 'microsoft.recoveryservices/vaults',
  singular: 'Vault',
  shape: vaultShape,
} as const;

const groupShape = z
  .looseObject({ id: z.string(), location: region })
  .transform(({ id, location }) => ({ id, region: location }));
