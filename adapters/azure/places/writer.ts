import type { PlacesWriter, Vault } from '../../../src/ports/azure/places.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { parseId } from '../core/ids.ts';
import { askRaw } from '../core/raw.ts';
import { write } from '../core/writes.ts';
import { createPlaceCreations } from './creations.ts';

type Redundancy = Exclude<Vault['redundancy'], 'unknown'>;

const redundancies: Readonly<Record<Redundancy, string>> = {
  local: 'LocallyRedundant',
  zone: 'ZoneRedundant',
  geo: 'GeoRedundant',
};

export const createPlacesWriter = (core: Core): PlacesWriter => ({
  ...createPlaceCreations(core),
  createResourceGroup: ({ id, region, tags }, sending) => {
    const start = async (clients: Clients) => {
      const { subscription, resourceGroup } = parseId(id);
      const { resourceGroups } = await clients.groups(subscription);
      return resourceGroups.createOrUpdate(resourceGroup, { location: region, ...(tags && { tags: { ...tags } }) });
    };
    return write(core, { doing: 'create resource group', resource: id, repeatable: true, start }, sending);
  },
  createVault: ({ id, region, redundancy }, sending) => {
    const properties = { publicNetworkAccess: 'Enabled', redundancySettings: kept(redundancy) };
    const start = async (clients: Clients) => {
      const { vaults, resourceGroup, name } = await atVault(clients, id);
      const sku = { name: 'RS0', tier: 'Standard' };
      return vaults.beginCreateOrUpdate(resourceGroup, name, { location: region, sku, properties });
    };
    return write(core, { doing: 'create vault', resource: id, repeatable: true, start }, sending);
  },
  setRedundancy: ({ vaultId, redundancy }, sending) =>
    write(core, { doing: 'set the redundancy of vault', ...changeVault(vaultId, kept(redundancy)) }, sending),
  enableCrossRegionRestore: ({ vaultId }, sending) => {
    // Azure wants both said together.
    const settings = { ...kept('geo'), crossRegionRestore: 'Enabled' };
    return write(core, { doing: 'enable Cross Region Restore for vault', ...changeVault(vaultId, settings) }, sending);
  },
  setAccountRedundancy: ({ accountId, sku }, sending) => {
    const start = async (clients: Clients) => {
      const { storageAccounts, resourceGroup, name } = await atAccount(clients, accountId);
      return storageAccounts.update(resourceGroup, name, { sku: { name: sku } });
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

const kept = (redundancy: Redundancy) => ({ standardTierStorageRedundancy: redundancies[redundancy] });

interface RedundancySettings {
  readonly standardTierStorageRedundancy: string;
  readonly crossRegionRestore?: string;
}

const changeVault = (id: string, redundancySettings: RedundancySettings) => ({
  resource: id,
  repeatable: true,
  start: async (clients: Clients) => {
    const { vaults, resourceGroup, name } = await atVault(clients, id);
    return vaults.beginUpdate(resourceGroup, name, { properties: { redundancySettings } });
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
