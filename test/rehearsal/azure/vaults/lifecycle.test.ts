import { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { createVault } from '../../../../rehearsal/azure/services/vaults/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
let client: RecoveryServicesClient;

const atOnce = { updateIntervalInMs: 1 };

beforeEach(async () => {
  fixture = await startFixture({ clock: 100_000 });
  const { subscriptionId } = fixture;
  createResourceGroup(fixture.azure.world, { subscriptionId, name: 'rg-dr', location: 'westeurope' });
  client = new RecoveryServicesClient(fixture.credential(), subscriptionId, fixture.clientOptions);
});

afterEach(() => fixture.close());

function vaultId(name: string): string {
  return `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-dr/providers/Microsoft.RecoveryServices/vaults/${name}`;
}

function strict(): RecoveryServicesClient {
  return new RecoveryServicesClient(fixture.credential(), fixture.subscriptionId, fixture.expectingError);
}

const wish = { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicNetworkAccess: 'Enabled' } };

test('a vault is created geo-redundant, without Cross Region Restore and with soft delete', async () => {
  const vault = await client.vaults.beginCreateOrUpdateAndWait('rg-dr', 'rsv-app', wish, atOnce);

  expect(vault.properties).toMatchObject({
    provisioningState: 'Succeeded',
    backupStorageVersion: 'Unassigned',
    redundancySettings: { standardTierStorageRedundancy: 'GeoRedundant', crossRegionRestore: 'Disabled' },
    securitySettings: { softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: 14 } },
  });
});

test('a creation is followed to its end by a client that only knows the state of the poller', async () => {
  const poller = await client.vaults.beginCreateOrUpdate('rg-dr', 'rsv-app', wish, atOnce);
  const state = poller.toString();

  const other = new RecoveryServicesClient(fixture.credential(), fixture.subscriptionId, fixture.clientOptions);
  const vault = await other.vaults.beginCreateOrUpdateAndWait('rg-dr', 'rsv-app', wish, {
    ...atOnce,
    resumeFrom: state,
  });

  expect(vault.properties?.provisioningState).toBe('Succeeded');
});

test('a second PUT changes the vault at once and keeps its region', async () => {
  createVault(fixture.azure.world, { id: vaultId('rsv-app'), location: 'westeurope' });

  const tagged = { ...wish, tags: { owner: 'finance' } };
  const vault = await client.vaults.beginCreateOrUpdateAndWait('rg-dr', 'rsv-app', tagged, atOnce);
  const moved = strict().vaults.beginCreateOrUpdateAndWait('rg-dr', 'rsv-app', { ...wish, location: 'eastus' }, atOnce);

  expect(vault.tags).toEqual({ owner: 'finance' });
  await expect(moved).rejects.toMatchObject({ statusCode: 409, code: 'InvalidResourceLocation' });
});

test('a vault is found again by name, in its group and in the subscription', async () => {
  createVault(fixture.azure.world, { id: vaultId('rsv-app'), location: 'westeurope' });

  const inGroup = await names(client.vaults.listByResourceGroup('rg-dr'));
  const inSubscription = await names(client.vaults.listBySubscriptionId());

  expect(inGroup).toEqual(['rsv-app']);
  expect(inSubscription).toEqual(['rsv-app']);
  expect((await client.vaults.get('RG-DR', 'RSV-APP')).name).toBe('rsv-app');
});

test('a list longer than a page is read to its end', async () => {
  for (let n = 0; n < 230; n += 1) {
    createVault(fixture.azure.world, { id: vaultId(`rsv-${n}`), location: 'westeurope' });
  }

  expect(await names(client.vaults.listBySubscriptionId())).toHaveLength(230);
});

test('Cross Region Restore is enabled by a PATCH that takes its time', async () => {
  createVault(fixture.azure.world, { id: vaultId('rsv-app'), location: 'westeurope' });
  const redundancySettings = { standardTierStorageRedundancy: 'GeoRedundant', crossRegionRestore: 'Enabled' };

  const poller = await client.vaults.beginUpdate('rg-dr', 'rsv-app', { properties: { redundancySettings } }, atOnce);
  await poller.pollUntilDone();

  const vault = await client.vaults.get('rg-dr', 'rsv-app');
  expect(vault.properties?.redundancySettings).toEqual(redundancySettings);
});

test('Cross Region Restore is refused where the storage is not geo-redundant', async () => {
  createVault(fixture.azure.world, { id: vaultId('rsv-app'), location: 'westeurope', redundancy: 'LocallyRedundant' });

  const enabling = strict().vaults.beginUpdateAndWait('rg-dr', 'rsv-app', {
    properties: { redundancySettings: { crossRegionRestore: 'Enabled' } },
  });

  await expect(enabling).rejects.toMatchObject({ code: 'BMSUserErrorUnableToEnableCrossRegionRestore' });
});

test('an identity is added in the background and removed at once', async () => {
  createVault(fixture.azure.world, { id: vaultId('rsv-app'), location: 'westeurope' });

  await client.vaults.beginUpdateAndWait('rg-dr', 'rsv-app', { identity: { type: 'SystemAssigned' } }, atOnce);
  const given = await client.vaults.get('rg-dr', 'rsv-app');
  const removed = await client.vaults.beginUpdateAndWait('rg-dr', 'rsv-app', { identity: { type: 'None' } }, atOnce);

  expect(given.identity?.principalId).toMatch(/^[0-9a-f-]{36}$/);
  expect(removed.identity).toEqual({ type: 'None' });
});

test('an empty vault is deleted, and deleting it again changes nothing', async () => {
  createVault(fixture.azure.world, { id: vaultId('rsv-app'), location: 'westeurope' });

  await client.vaults.beginDeleteAndWait('rg-dr', 'rsv-app', atOnce);
  await client.vaults.beginDeleteAndWait('rg-dr', 'rsv-app', atOnce);

  await expect(strict().vaults.get('rg-dr', 'rsv-app')).rejects.toMatchObject({
    statusCode: 404,
    code: 'ResourceNotFound',
  });
});

test('a vault is refused in a group that is not there', async () => {
  const creating = strict().vaults.beginCreateOrUpdateAndWait('rg-none', 'rsv-app', wish, atOnce);

  await expect(creating).rejects.toMatchObject({ statusCode: 404, code: 'ResourceGroupNotFound' });
});

test('a vault without a region is refused by the name of the field', async () => {
  const creating = strict().vaults.beginCreateOrUpdateAndWait('rg-dr', 'rsv-app', { location: '' }, atOnce);

  await expect(creating).rejects.toMatchObject({ statusCode: 400, code: 'InvalidRequestContent' });
});

async function names(vaults: AsyncIterable<{ name?: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const vault of vaults) found.push(`${vault.name}`);
  return found;
}
