import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import { pairOf, regionNamed } from '../resources/regions.ts';

export const storageAccountType = 'Microsoft.Storage/storageAccounts';

interface StorageAccountWish {
  readonly id: string;
  readonly location: string;
  /** `Standard_LRS`, `Standard_GRS`, `Standard_RAGRS`, `Standard_ZRS`, `Premium_LRS`, ... */
  readonly sku: string;
  readonly kind?: string;
  readonly tags?: Record<string, string>;
  /** What else the caller wants among the properties. */
  readonly properties?: Record<string, unknown>;
}

export function createStorageAccount(world: World, wish: StorageAccountWish): ArmResource {
  const location = regionNamed(wish.location)?.name ?? wish.location;
  const created = new Date(world.clock.now()).toISOString();
  const kind = wish.kind ?? 'StorageV2';
  const account: ArmResource = {
    id: wish.id,
    name: nameOf(wish.id),
    type: storageAccountType,
    location,
    tags: wish.tags ?? {},
    sku: skuOf(wish.sku),
    kind,
    properties: {
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: true,
      minimumTlsVersion: 'TLS1_2',
      publicNetworkAccess: 'Enabled',
      supportsHttpsTrafficOnly: true,
      networkAcls: { bypass: 'AzureServices', virtualNetworkRules: [], ipRules: [], defaultAction: 'Allow' },
      ...(kind === 'StorageV2' || kind === 'BlobStorage' ? { accessTier: 'Hot' } : {}),
      ...wish.properties,
      provisioningState: 'Succeeded',
      creationTime: created,
      keyCreationTime: { key1: created, key2: created },
      encryption: encryptionSince(created),
      privateEndpointConnections: [],
      ...placesOf(nameOf(wish.id), location, wish.sku),
    },
  };
  world.resources.put(account);
  return account;
}

export function skuOf(name: string): { name: string; tier: string } {
  return { name, tier: name.startsWith('Premium') ? 'Premium' : 'Standard' };
}

/** Whether the sku keeps a copy in the paired region. */
export function isGeoRedundant(sku: string): boolean {
  return /_(RA)?G(RS|ZRS)$/i.test(sku);
}

/** Where the account's data lie and under which addresses: what a change of redundancy changes. */
export function placesOf(name: string, location: string, sku: string): Record<string, unknown> {
  const secondary = isGeoRedundant(sku) ? pairOf(location) : undefined;
  return {
    primaryLocation: location,
    statusOfPrimary: 'available',
    primaryEndpoints: endpointsOf(name),
    ...(secondary ? { secondaryLocation: secondary, statusOfSecondary: 'available' } : {}),
    ...(secondary && /_RA/i.test(sku) ? { secondaryEndpoints: endpointsOf(`${name}-secondary`) } : {}),
  };
}

function endpointsOf(host: string): Record<string, string> {
  const services = host.endsWith('-secondary')
    ? ['blob', 'queue', 'table', 'dfs', 'web']
    : ['blob', 'queue', 'table', 'file', 'dfs', 'web'];
  return Object.fromEntries(services.map((service) => [service, `https://${host}.${service}.core.windows.net/`]));
}

function encryptionSince(time: string): Record<string, unknown> {
  const service = { keyType: 'Account', enabled: true, lastEnabledTime: time };
  return { services: { blob: service, file: service }, keySource: 'Microsoft.Storage' };
}
