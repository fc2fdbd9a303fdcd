import { StorageManagementClient } from '@azure/arm-storage';
import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { createStorageAccount } from '../../../../rehearsal/azure/services/storage/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
let accounts: StorageManagementClient['storageAccounts'];
let refused: StorageManagementClient['storageAccounts'];

beforeEach(async () => {
  fixture = await startFixture();
  const { subscriptionId, azure, expectingError } = fixture;
  accounts = new StorageManagementClient(fixture.credential(), subscriptionId, fixture.clientOptions).storageAccounts;
  refused = new StorageManagementClient(fixture.credential(), subscriptionId, expectingError).storageAccounts;
  createResourceGroup(azure.world, { subscriptionId, name: 'home', location: 'westeurope' });
});

afterEach(() => fixture.close());

function haveAccount(sku: string): void {
  const id = `/subscriptions/${fixture.subscriptionId}/resourceGroups/home/providers/Microsoft.Storage/storageAccounts/data`;
  createStorageAccount(fixture.azure.world, { id, location: 'westeurope', sku });
}

/** A failover without preparation: the SDK itself always asks for a planned one. */
async function failOver(options = fixture.clientOptions): Promise<{ status: number; location: string; code?: string }> {
  const client = new ServiceClient({ credential: fixture.credential(), ...options });
  const path = `/subscriptions/${fixture.subscriptionId}/resourceGroups/home/providers/Microsoft.Storage/storageAccounts/data/failover`;
  const request = createPipelineRequest({ method: 'POST', url: `${fixture.endpoint}${path}?api-version=2023-05-01` });
  const { status, headers, bodyAsText } = await client.sendRequest(request);
  return { status, location: headers.get('location') ?? '', ...(bodyAsText && JSON.parse(bodyAsText).error) };
}

async function statusOf(url: string): Promise<number> {
  const client = new ServiceClient({ credential: fixture.credential(), ...fixture.clientOptions });
  return (await client.sendRequest(createPipelineRequest({ url }))).status;
}

const read = () => accounts.getProperties('home', 'data', { expand: 'geoReplicationStats' });

test('a geo-redundant account names its secondary region and how far the copy is', async () => {
  haveAccount('Standard_RAGRS');
  fixture.azure.clock.advance(3600);

  const account = await read();

  expect(account).toMatchObject({
    primaryLocation: 'westeurope',
    secondaryLocation: 'northeurope',
    statusOfSecondary: 'available',
    secondaryEndpoints: { blob: 'https://data-secondary.blob.core.windows.net/' },
    geoReplicationStats: { status: 'Live', canFailover: true, postFailoverRedundancy: 'Standard_LRS' },
  });
  const lag = fixture.azure.clock.now() - Number(account.geoReplicationStats?.lastSyncTime);
  expect(lag).toBeGreaterThanOrEqual(3 * 60_000);
  expect(lag).toBeLessThan(4 * 60_000);
});

test('the last sync moves on with the clock', async () => {
  haveAccount('Standard_GRS');
  fixture.azure.clock.advance(3600);

  const before = Number((await read()).geoReplicationStats?.lastSyncTime);
  fixture.azure.clock.advance(600);
  const after = Number((await read()).geoReplicationStats?.lastSyncTime);

  expect(after - before).toBe(600_000);
});

test('without asking, the state of the copy is not told', async () => {
  haveAccount('Standard_GRS');

  expect((await accounts.getProperties('home', 'data')).geoReplicationStats).toBeUndefined();
});

test('an account gains a copy and loses it again by its sku', async () => {
  haveAccount('Standard_LRS');
  fixture.azure.clock.advance(3600);

  await accounts.update('home', 'data', { sku: { name: 'Standard_GRS' } });
  const young = await read();
  fixture.azure.clock.advance(3600);
  const grown = await read();
  const single = await accounts.update('home', 'data', { sku: { name: 'Standard_LRS' } });

  expect(young.geoReplicationStats).toMatchObject({ status: 'Bootstrap', canFailover: false });
  expect(grown.geoReplicationStats).toMatchObject({ status: 'Live', canFailover: true });
  expect(single.secondaryLocation).toBeUndefined();
});

test('zones cannot be had by a change of the sku', async () => {
  haveAccount('Standard_LRS');

  const changed = refused.update('home', 'data', { sku: { name: 'Standard_ZRS' } });

  await expect(changed).rejects.toMatchObject({ statusCode: 409 });
});

test('a failover moves the account to the secondary region, where it has no copy', async () => {
  haveAccount('Standard_RAGRS');
  fixture.azure.clock.advance(3600);

  const accepted = await failOver();
  const during = await read();
  const statusDuring = await statusOf(accepted.location);
  fixture.azure.clock.advance(3600);
  const after = await read();

  expect(accepted.status).toBe(202);
  expect(during.failoverInProgress).toBe(true);
  expect([statusDuring, await statusOf(accepted.location)]).toEqual([202, 200]);
  expect(after).toMatchObject({
    location: 'westeurope',
    primaryLocation: 'northeurope',
    sku: { name: 'Standard_LRS' },
  });
  expect(after.lastGeoFailoverTime).toBeInstanceOf(Date);
  expect(after.failoverInProgress).toBeUndefined();
  expect(after.secondaryLocation).toBeUndefined();
});

test('a failover is followed by another client from what the first one wrote down', async () => {
  haveAccount('Standard_GRS');
  fixture.azure.clock.advance(3600);
  const first = await accounts.beginFailover('home', 'data');
  fixture.azure.clock.advance(3600);

  const resumed = await accounts.beginFailover('home', 'data', { resumeFrom: first.toString() });
  await resumed.poll();

  expect(resumed.isDone()).toBe(true);
});

test('a planned failover exchanges the regions and keeps the copy', async () => {
  haveAccount('Standard_GRS');
  fixture.azure.clock.advance(3600);

  const poller = await accounts.beginFailover('home', 'data');
  fixture.azure.clock.advance(3600);
  await poller.poll();

  expect(await read()).toMatchObject({
    primaryLocation: 'northeurope',
    secondaryLocation: 'westeurope',
    sku: { name: 'Standard_GRS' },
  });
});

test('when the primary region is lost the account can still be looked at and failed over', async () => {
  haveAccount('Standard_GRS');
  fixture.azure.clock.advance(3600);
  fixture.azure.faults.regionDown('westeurope');

  const lost = await read();
  fixture.azure.clock.advance(900);
  const later = await read();
  const planned = refused.beginFailover('home', 'data');
  await expect(planned).rejects.toMatchObject({ code: 'AccountFailoverNotReady' });
  await failOver();
  fixture.azure.clock.advance(3600);

  expect(lost).toMatchObject({ statusOfPrimary: 'unavailable', statusOfSecondary: 'available' });
  expect(later.geoReplicationStats?.lastSyncTime).toEqual(lost.geoReplicationStats?.lastSyncTime);
  expect(later.geoReplicationStats).toMatchObject({
    status: 'Unavailable',
    canFailover: true,
    canPlannedFailover: false,
  });
  expect((await read()).primaryLocation).toBe('northeurope');
});

test('what manages an account stays in its first region: while that is lost, nothing can be set', async () => {
  haveAccount('Standard_GRS');
  fixture.azure.clock.advance(3600);
  fixture.azure.faults.regionDown('westeurope');
  await failOver();
  fixture.azure.clock.advance(3600);

  const changed = refused.update('home', 'data', { sku: { name: 'Standard_GRS' } });

  await expect(changed).rejects.toMatchObject({ statusCode: 503 });
  fixture.azure.faults.regionUp('westeurope');
  expect(await accounts.update('home', 'data', { sku: { name: 'Standard_GRS' } })).toMatchObject({
    location: 'westeurope',
    primaryLocation: 'northeurope',
    secondaryLocation: 'westeurope',
  });
});

test('an account without a copy cannot be failed over', async () => {
  haveAccount('Standard_LRS');

  expect(await failOver(fixture.expectingError)).toMatchObject({ status: 400, code: 'AccountFailoverNotSupported' });
});

test('a copy that has just begun, and a failover under way, refuse a failover', async () => {
  haveAccount('Standard_GRS');
  expect(await failOver(fixture.expectingError)).toMatchObject({ status: 409, code: 'AccountFailoverNotReady' });
  fixture.azure.clock.advance(3600);

  await accounts.beginFailover('home', 'data');

  await expect(refused.beginFailover('home', 'data')).rejects.toMatchObject({
    code: 'StorageAccountFailoverInProgress',
  });
  await expect(refused.update('home', 'data', { tags: {} })).rejects.toMatchObject({ statusCode: 409 });
});
