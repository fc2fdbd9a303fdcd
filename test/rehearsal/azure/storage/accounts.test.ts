import { StorageManagementClient } from '@azure/arm-storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { createStorageAccount } from '../../../../rehearsal/azure/services/storage/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

const wish = { location: 'eastus', kind: 'StorageV2', sku: { name: 'Standard_LRS' } };
let fixture: Fixture;
let client: StorageManagementClient;
let refused: StorageManagementClient;

beforeEach(async () => {
  fixture = await startFixture();
  const { subscriptionId, azure } = fixture;
  client = new StorageManagementClient(fixture.credential(), subscriptionId, fixture.clientOptions);
  refused = new StorageManagementClient(fixture.credential(), subscriptionId, fixture.expectingError);
  createResourceGroup(azure.world, { subscriptionId, name: 'home', location: 'eastus' });
});

afterEach(() => fixture.close());

function haveAccount(name: string, sku = 'Standard_LRS', location = 'eastus'): string {
  const id = `/subscriptions/${fixture.subscriptionId}/resourceGroups/home/providers/Microsoft.Storage/storageAccounts/${name}`;
  createStorageAccount(fixture.azure.world, { id, location, sku });
  return id;
}

async function namesOf(list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

test('an account is accepted with a Location only and stands when its time is over', async () => {
  const answers: { status: number; location?: string; operation?: string; retry?: string }[] = [];
  const onResponse = ({ status, headers }: { status: number; headers: { get(name: string): string | undefined } }) => {
    const [location, operation, retry] = ['location', 'azure-asyncoperation', 'retry-after'].map((name) =>
      headers.get(name),
    );
    answers.push({ status, ...(location && { location }), ...(operation && { operation }), ...(retry && { retry }) });
  };

  const poller = await client.storageAccounts.beginCreate('home', 'newaccount', wish, { onResponse });
  const whileGoing = await client.storageAccounts.getProperties('home', 'newaccount');
  fixture.azure.clock.advance(20);
  const created = await poller.pollUntilDone();

  expect(answers[0]).toEqual({
    status: 202,
    location: expect.stringMatching(
      /\/locations\/eastus\/asyncoperations\/[0-9a-f-]+\?monitor=true&api-version=2023-05-01$/,
    ),
    retry: '17',
  });
  expect(whileGoing.provisioningState).toBe('Creating');
  expect(created).toMatchObject({
    name: 'newaccount',
    location: 'eastus',
    provisioningState: 'Succeeded',
    sku: { name: 'Standard_LRS', tier: 'Standard' },
    primaryEndpoints: { blob: 'https://newaccount.blob.core.windows.net/' },
  });
});

test('a creation is followed by another client from what the first one wrote down', async () => {
  const first = await client.storageAccounts.beginCreate('home', 'newaccount', wish);
  fixture.azure.clock.advance(20);

  const { subscriptionId } = fixture;
  const other = new StorageManagementClient(fixture.credential(), subscriptionId, fixture.clientOptions);
  const resumed = await other.storageAccounts.beginCreate('home', 'newaccount', wish, { resumeFrom: first.toString() });

  expect((await resumed.pollUntilDone()).provisioningState).toBe('Succeeded');
});

test('an account that exists is changed at once', async () => {
  haveAccount('existing');

  const changed = await client.storageAccounts.beginCreateAndWait('home', 'existing', {
    ...wish,
    tags: { env: 'prod' },
    minimumTlsVersion: 'TLS1_3',
  });

  expect(changed).toMatchObject({ tags: { env: 'prod' }, minimumTlsVersion: 'TLS1_3' });
});

test('accounts are listed in their group and in the subscription', async () => {
  haveAccount('one');
  haveAccount('two');

  expect(await namesOf(client.storageAccounts.listByResourceGroup('home'))).toEqual(['one', 'two']);
  expect(await namesOf(client.storageAccounts.list())).toEqual(expect.arrayContaining(['one', 'two']));
});

test('an account is deleted, and deleting it again is no error', async () => {
  haveAccount('gone');
  const statuses: number[] = [];
  const onResponse = ({ status }: { status: number }) => statuses.push(status);

  await client.storageAccounts.delete('home', 'gone', { onResponse });
  await client.storageAccounts.delete('home', 'gone', { onResponse });

  expect(statuses).toEqual([200, 204]);
  await expect(refused.storageAccounts.getProperties('home', 'gone')).rejects.toMatchObject({
    statusCode: 404,
    code: 'ResourceNotFound',
    message: expect.stringContaining("'Microsoft.Storage/storageAccounts/gone' under resource group 'home'"),
  });
});

test.each([
  ['free', 'freename', { nameAvailable: true }],
  ['taken', 'taken', { nameAvailable: false, reason: 'AlreadyExists' }],
  ['invalid', 'Not-A-Name', { nameAvailable: false, reason: 'AccountNameInvalid' }],
])('a name is %s', async (_, name, verdict) => {
  haveAccount('taken');

  const type = 'Microsoft.Storage/storageAccounts';
  expect(await client.storageAccounts.checkNameAvailability({ name, type })).toMatchObject(verdict);
});

test.each([
  ['a name that is none', 'Not-A-Name', {}, 400, 'AccountNameInvalid'],
  ['a place that does not exist', 'newaccount', { location: 'atlantis' }, 400, 'LocationNotAvailableForResourceType'],
  ['a sku that does not exist', 'newaccount', { sku: { name: 'Gold' } }, 400, 'InvalidRequestContent'],
])('an account with %s is refused', async (_, name, change, statusCode, code) => {
  const created = refused.storageAccounts.beginCreate('home', name, { ...wish, ...change });

  await expect(created).rejects.toMatchObject({ statusCode, code });
});

test('an account in no group is refused', async () => {
  const created = refused.storageAccounts.beginCreate('nowhere', 'newaccount', wish);

  await expect(created).rejects.toMatchObject({ statusCode: 404, code: 'ResourceGroupNotFound' });
});

test('keys are handed to those who may, and are other ones in every run', async () => {
  haveAccount('one');
  haveAccount('two');

  const { keys: first } = await client.storageAccounts.listKeys('home', 'one');
  const { keys: again } = await client.storageAccounts.listKeys('home', 'one');
  const { keys: other } = await client.storageAccounts.listKeys('home', 'two');

  expect(first?.map(({ keyName }) => keyName)).toEqual(['key1', 'key2']);
  expect(again).toEqual(first);
  expect(other?.[0]?.value).not.toBe(first?.[0]?.value);
});

test('a reader is not given the keys', async () => {
  haveAccount('one');
  const { subscriptionId, expectingError } = fixture;
  const reader = new StorageManagementClient(fixture.credential('reader'), subscriptionId, expectingError);

  await expect(reader.storageAccounts.listKeys('home', 'one')).rejects.toMatchObject({ statusCode: 403 });
});

test('a region tells how many accounts it has and may have', async () => {
  haveAccount('one', 'Standard_LRS', 'japaneast');

  const [usage] = await client.usages
    .listByLocation('japaneast')
    .byPage()
    .next()
    .then(({ value }) => value);

  expect(usage).toMatchObject({ name: { value: 'StorageAccounts' }, currentValue: 1, limit: 250, unit: 'Count' });
});

test('containers are made for staging, read and listed', async () => {
  haveAccount('one');

  const created = await client.blobContainers.create('home', 'one', 'staging', { publicAccess: 'None' });
  const read = await client.blobContainers.get('home', 'one', 'staging');

  expect(read).toEqual(created);
  expect(await namesOf(client.blobContainers.list('home', 'one'))).toEqual(['staging']);
  expect(await namesOf(client.blobServices.list('home', 'one'))).toEqual(['default']);
  expect((await client.blobServices.getServiceProperties('home', 'one')).sku?.name).toBe('Standard_LRS');
  await expect(refused.blobContainers.get('home', 'one', 'other')).rejects.toMatchObject({ code: 'ContainerNotFound' });
  await expect(refused.blobContainers.create('home', 'one', 'No--Good', {})).rejects.toMatchObject({
    code: 'ContainerNameInvalid',
  });
});
