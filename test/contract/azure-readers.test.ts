/**
 * The readers' contracts against rehearsal Azure, and against a live subscription where that is asked for:
 *
 *   az login
 *   LIFEBOAT_LIVE=1 AZURE_SUBSCRIPTIONS=<id> npx vitest run test/contract/azure-readers.test.ts
 *
 * Live, nothing is written; the identity needs Reader, and the subscription one machine and one vault at least.
 * AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET sign in as an application instead of as whoever runs it.
 */
import { afterAll, beforeAll, describe } from 'vitest';
import { type Azure, connectAzure } from '../../adapters/azure/azure.ts';
import { createCredential } from '../../adapters/azure/core/credentials.ts';
import { type AzureWorld, sending, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { describeCopies } from './azure-copies.ts';
import { describeEstate } from './azure-estate.ts';
import { describePlaces } from './azure-places.ts';

describe('rehearsal Azure', () => {
  let world: AzureWorld;
  beforeAll(async () => {
    world = await startAzureWorld();
    await makeCopies(world);
  });
  afterAll(() => world.close());

  describeReaders(async () => ({ azure: world.connect({ principal: 'front' }), subscription: world.subscriptionId }));
});

const { env } = process;

describe.skipIf(env.LIFEBOAT_LIVE !== '1')('live Azure', () => {
  describeReaders(async () => {
    const [subscription = ''] = (env.AZURE_SUBSCRIPTIONS ?? '').split(',');
    const credential = await createCredential({
      authority: env.AZURE_AUTHORITY_HOST ?? 'https://login.microsoftonline.com',
      tenant: env.AZURE_TENANT_ID ?? '',
      clientId: env.AZURE_CLIENT_ID ?? '',
      clientSecret: env.AZURE_CLIENT_SECRET ?? '',
    });
    const resourceManager = env.AZURE_RESOURCE_MANAGER_ENDPOINT ?? 'https://management.azure.com';
    return { azure: connectAzure({ credential, resourceManager, subscriptions: [subscription] }), subscription };
  });
});

function describeReaders(open: () => Promise<{ readonly azure: Azure; readonly subscription: string }>): void {
  let opened: ReturnType<typeof open> | undefined;
  const once = async () => {
    opened ??= open();
    const { azure, subscription } = await opened;
    return { ...azure.readers, subscription };
  };
  describeEstate('estate', once);
  describePlaces('places', async () => (await once()).places);
  describeCopies('copies', async () => (await once()).copies);
}

/** A point with a copy in another region, and a snapshot. */
async function makeCopies(world: AzureWorld): Promise<void> {
  const { copies } = world.connected.writers;
  const vmId = world.id('app', 'Microsoft.Compute/virtualMachines/db-01');
  const near = world.id('app', 'Microsoft.Compute/restorePointCollections/near');
  const far = world.id('network-westus', 'Microsoft.Compute/restorePointCollections/far');
  await copies.createCollection({ id: near, region: 'eastus', sourceId: vmId }, sending());
  await copies.createCollection({ id: far, region: 'westus', sourceId: near }, sending());
  const point = { id: `${near}/restorePoints/one`, consistency: 'crash', excludeDiskIds: [] } as const;
  await copies.createRestorePoint(point, sending());
  world.azure.clock.advance(600);
  await copies.copyRestorePoint({ id: `${far}/restorePoints/one`, sourceId: point.id }, sending());
  const diskId = world.id('app', 'Microsoft.Compute/disks/web-01-os');
  const id = world.id('app', 'Microsoft.Compute/snapshots/one');
  await copies.createSnapshot({ id, region: 'eastus', diskId, incremental: true }, sending());
  world.azure.clock.advance(600);
}
