/**
 * The readers' contracts against rehearsal Azure, and against a live subscription where that is asked for: how is in
 * docs/live-contract.md.
 */
import { afterAll, beforeAll, describe } from 'vitest';
import { type Azure, connectAzure } from '../../adapters/azure/azure.ts';
import { createCredential } from '../../adapters/azure/core/credentials.ts';
import { small } from '../../rehearsal/azure/scenarios/small.ts';
import { type AzureWorld, sending, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { describeBackup } from './azure-backup.ts';
import { describeCopies } from './azure-copies.ts';
import { describeEstate } from './azure-estate.ts';
import { describePlaces } from './azure-places.ts';
import { describeRecovery } from './azure-recovery.ts';

/** A subscription like a live one: protected in every way, with jobs of the last days. */
const scenario = {
  ...small,
  start: new Date().toISOString(),
  applications: small.applications.map((each) => ({
    ...each,
    replication: { vault: 'vault-recovery', target: 'westus' },
    backup: 'vault-backup',
  })),
};

describe('rehearsal Azure', () => {
  let world: AzureWorld;
  beforeAll(async () => {
    world = await startAzureWorld({ scenario });
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
  describeRecovery('recovery', async () => (await once()).recovery);
  describeBackup('backup', async () => (await once()).backup);
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
