import {
  accountRedundancyBody,
  crossRegionRestoreBody,
  groupBody,
  vaultBody,
  vaultRedundancyBody,
} from '../../../src/azure-bodies/places.ts';
import type { PlacesWriter } from '../../../src/ports/azure/places.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { parseId } from '../core/ids.ts';
import { askRaw } from '../core/raw.ts';
import { write } from '../core/writes.ts';
import { createPlaceCreations } from './creations.ts';

export const createPlacesWriter = (core: Core): PlacesWriter => ({
  ...createPlaceCreations(core),
  createResourceGroup: (order, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup } = parseId(order.id);
      const { resourceGroups } = await clients.groups(subscription);
      return resourceGroups.createOrUpdate(resourceGroup, groupBody(order));
    };
    return write(core, { doing: 'create resource group', resource: order.id, repeatable: true, start }, sending);
  },
  createVault: (order, sending) => {
    const start = async (clients: Clients) => {
      const { vaults, resourceGroup, name } = await atVault(clients, order.id);
      return vaults.beginCreateOrUpdate(resourceGroup, name, vaultBody(order));
    };
    return write(core, { doing: 'create vault', resource: order.id, repeatable: true, start }, sending);
  },
  setRedundancy: ({ vaultId, redundancy }, sending) =>
    write(
      core,
      { doing: 'set the redundancy of vault', ...changeVault(vaultId, vaultRedundancyBody(redundancy)) },
      sending,
    ),
  enableCrossRegionRestore: ({ vaultId }, sending) =>
    write(
      core,
      { doing: 'enable Cross Region Restore for vault', ...changeVault(vaultId, crossRegionRestoreBody) },
      sending,
    ),
  setAccountRedundancy: ({ accountId, sku }, sending) => {
    const start = async (clients: Clients) => {
      const { storageAccounts, resourceGroup, name } = await atAccount(clients, accountId);
      return storageAccounts.update(resourceGroup, name, accountRedundancyBody(sku));
    };
    const order = { doing: 'set the redundancy of storage account', resource: accountId, repeatable: true, start };
    return write(core, order, sending);
  },
  failOverAccount: ({ accountId, planned }, sending) => {
    // Raw, because the SDK says `Planned` whatever it is told: in a disaster Azure refuses that.
    const query = `api-version=2023-05-01${planned ? '&failoverType=Planned' : ''}`;
    const path = `${accountId}/failover?${query}`;
    const start = (clients: Clients) => askRaw(clients, core.resourceManager, { method: 'POST', path });
    return write(core, { doing: 'fail over storage account', resource: accountId, repeatable: false, start }, sending);
  },
  standing: core.standing,
});

type VaultChange = ReturnType<typeof vaultRedundancyBody> | typeof crossRegionRestoreBody;

const changeVault = (id: string, body: VaultChange) => ({
  resource: id,
  repeatable: true,
  start: async (clients: Clients) => {
    const { vaults, resourceGroup, name } = await atVault(clients, id);
    return vaults.beginUpdate(resourceGroup, name, body);
  },
});

const atVault = async (clients: Clients, id: string) => {
  const where = parseId(id);
  return { ...where, vaults: (await clients.vaults(where.subscription)).vaults };
};

const atAccount = async (clients: Clients, id: string) => {
  const where = parseId(id);
  return { ...where, storageAccounts: (await clients.storage(where.subscription)).storageAccounts };
};
