import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OperationToken } from '../../../../src/ports/azure/write.ts';
import { gapWords } from '../../../../src/views/gap-words.ts';
import { type AzureWorld, reread, sending, startAzureWorld } from '../azure-world.ts';

let world: AzureWorld;
beforeEach(async () => {
  world = await startAzureWorld();
});
afterEach(() => world.close());

const reader = () => world.connected.readers.places;
const writer = () => world.connected.writers.places;
const group = (name: string) => `/subscriptions/${world.subscriptionId}/resourceGroups/${name}`;
const vault = (name: string, inGroup = name) => world.id(inGroup, `Microsoft.RecoveryServices/vaults/${name}`);
const account = () => world.id('network-eastus', 'Microsoft.Storage/storageAccounts/cacheeastus01');

const end = async (token: OperationToken, seconds = 60) => {
  world.azure.clock.advance(seconds);
  return (await world.connect().writers.places.standing(reread(token))).state;
};

test('the vaults of a subscription are one request, and one to the inventory', async () => {
  world.forget();

  const { value, missing } = await reader().vaults('fresh');

  expect(
    value.map(({ name, region, redundancy, crossRegionRestore }) => [name, region, redundancy, crossRegionRestore]),
  ).toEqual(
    expect.arrayContaining([
      ['vault-recovery', 'westus', 'geo', false],
      ['vault-backup', 'eastus', 'geo', true],
    ]),
  );
  expect(missing).toEqual([]);
  // The inventory knows those of a region that is down.
  expect(world.arrived()).toEqual(['Vaults_ListBySubscriptionId', 'Resources']);
});

test('a subscription that cannot be read is missing, and says so', async () => {
  const elsewhere = '00000000-0000-4000-8000-000000000001';
  const { readers } = world.connect({ subscriptions: [world.subscriptionId, elsewhere] });

  const { value, missing } = await readers.places.vaults('fresh');

  expect(value).toHaveLength(2);
  expect(gapWords(missing)).toContain(`The vaults of subscription ${elsewhere} could not be read: `);
});

test('without a word on subscriptions, those are read that the identity can see', async () => {
  const { value } = await world.connect({ subscriptions: [] }).readers.places.vaults('fresh');

  expect(value).toHaveLength(2);
});

test('a vault is created, made local, made geo-redundant again, and given Cross Region Restore', async () => {
  const id = vault('new', 'vault-recovery');

  const created = await end(await writer().createVault({ id, region: 'westus', redundancy: 'geo' }, sending()));
  const localised = await end(await writer().setRedundancy({ vaultId: id, redundancy: 'local' }, sending()));
  const local = await reader().vault(id);
  await end(await writer().setRedundancy({ vaultId: id, redundancy: 'geo' }, sending()));
  const enabled = await end(await writer().enableCrossRegionRestore({ vaultId: id }, sending()));
  const geo = await reader().vault(id);

  expect([created, localised, enabled]).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(local.value).toMatchObject({ name: 'new', region: 'westus', redundancy: 'local', crossRegionRestore: false });
  expect(geo.value).toMatchObject({ redundancy: 'geo', crossRegionRestore: true });
});

test('a group that is not there is no error; once created it is there', async () => {
  const before = await reader().resourceGroup(group('fresh'));
  const token = await writer().createResourceGroup(
    { id: group('fresh'), region: 'westus', tags: { for: 'drill' } },
    sending(),
  );
  const after = await reader().resourceGroup(group('fresh'));

  expect(before.value).toBeUndefined();
  expect(token.kind).toBe('done');
  expect(after.value).toEqual({ id: group('fresh'), region: 'westus' });
});

test('an account is made geo-redundant and failed over; the token outlives the process', async () => {
  const { storageAccount } = world.connected.readers.estate;
  const changed = await writer().setAccountRedundancy({ accountId: account(), sku: 'Standard_GRS' }, sending());
  world.azure.clock.advance(86_400);
  const ready = await storageAccount(account());

  const token = await writer().failOverAccount({ accountId: account(), planned: false }, sending(60_000));
  const during = await end(token, 60);
  const after = await end(token, 3_600);
  const moved = await storageAccount(account());

  expect([changed.kind, token.kind, during, after]).toEqual(['done', 'result-address', 'running', 'succeeded']);
  expect(ready.value).toMatchObject({ region: 'eastus', sku: 'Standard_GRS', canFailover: true });
  expect(ready.value.lastSyncAt).toBeInstanceOf(Date);
  expect(moved.value).toMatchObject({ region: 'westus', sku: 'Standard_LRS' });
});

test('a planned failover keeps the copies', async () => {
  await writer().setAccountRedundancy({ accountId: account(), sku: 'Standard_GRS' }, sending());
  world.azure.clock.advance(86_400);

  const token = await writer().failOverAccount({ accountId: account(), planned: true }, sending(60_000));
  await end(token, 3_600);

  const { value } = await world.connected.readers.estate.storageAccount(account());
  expect(value).toMatchObject({ region: 'westus', sku: 'Standard_GRS', secondaryRegion: 'eastus' });
});

test('an account says itself that it is being failed over, where the result may not be asked for', async () => {
  await writer().setAccountRedundancy({ accountId: account(), sku: 'Standard_GRS' }, sending());
  world.azure.clock.advance(86_400);
  const order = { accountId: account(), planned: false };
  const token = await writer().failOverAccount(order, sending(60_000));
  const forbidden = { kind: 'error', status: 403, code: 'AuthorizationFailed', message: 'no' } as const;
  world.azure.faults.add({ operation: 'StorageAccounts_AsyncOperation' }, forbidden);

  expect([await end(token, 60), await end(token, 3_600)]).toEqual(['running', 'succeeded']);
});

test('an identity that may only read is refused, with the action that it lacks', async () => {
  const front = world.connect({ principal: 'front' });
  const order = { id: group('fresh'), region: 'westus' };

  await expect(front.writers.places.createResourceGroup(order, sending())).rejects.toMatchObject({
    problem: {
      code: 'AuthorizationFailed',
      status: 403,
      message: expect.stringContaining('Microsoft.Resources/subscriptions/resourceGroups/write'),
      next: 'selfcheck',
    },
  });
  expect((await front.readers.places.vaults('fresh')).value).toHaveLength(2);
});
