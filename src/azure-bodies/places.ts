import type {
  AccountOrder,
  AvailabilitySetOrder,
  GroupOrder,
  NetworkOrder,
  Redundancy,
  VaultOrder,
} from '../ports/azure/places.ts';
import { tagged } from './tagged.ts';

export const groupBody = ({ region, tags }: Omit<GroupOrder, 'id'>) => ({ location: region, ...tagged(tags) });

export const networkBody = ({ region, tags, prefixes, subnets }: Omit<NetworkOrder, 'id'>) => ({
  location: region,
  ...tagged(tags),
  properties: {
    addressSpace: { addressPrefixes: [...prefixes] },
    subnets: subnets.map(({ name, prefix }) => ({ name, properties: { addressPrefix: prefix } })),
  },
});

export const availabilitySetBody = (order: Omit<AvailabilitySetOrder, 'id'>) => ({
  location: order.region,
  ...tagged(order.tags),
  // Machines with managed disks go into no other kind.
  sku: { name: 'Aligned' },
  properties: {
    platformFaultDomainCount: order.faultDomains,
    platformUpdateDomainCount: order.updateDomains,
  },
});

export const accountBody = ({ region, tags, sku }: Omit<AccountOrder, 'id'>) => ({
  location: region,
  ...tagged(tags),
  sku: { name: sku },
  kind: 'StorageV2' as const,
  properties: { allowBlobPublicAccess: false, minimumTlsVersion: 'TLS1_2' },
});

export const accountRedundancyBody = (sku: string) => ({ sku: { name: sku } });

const redundancies = {
  local: 'LocallyRedundant',
  zone: 'ZoneRedundant',
  geo: 'GeoRedundant',
} as const satisfies Record<Redundancy, string>;

const kept = (redundancy: Redundancy) => ({ standardTierStorageRedundancy: redundancies[redundancy] });

export const vaultBody = ({ region, redundancy }: Omit<VaultOrder, 'id'>) => ({
  location: region,
  sku: { name: 'RS0', tier: 'Standard' },
  properties: { publicNetworkAccess: 'Enabled', redundancySettings: kept(redundancy) },
});

export const vaultRedundancyBody = (redundancy: Redundancy) => ({
  properties: { redundancySettings: kept(redundancy) },
});

/** Azure wants both said together. */
export const crossRegionRestoreBody = {
  properties: { redundancySettings: { ...kept('geo'), crossRegionRestore: 'Enabled' } },
};
