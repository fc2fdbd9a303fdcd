import { ResourceManagementClient } from '@azure/arm-resources';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualNetwork } from '../../../../rehearsal/azure/services/network/provision.ts';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { createStorageAccount } from '../../../../rehearsal/azure/services/storage/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
let client: ResourceManagementClient;
let refused: ResourceManagementClient;

beforeEach(async () => {
  fixture = await startFixture();
  const { subscriptionId, azure } = fixture;
  client = new ResourceManagementClient(fixture.credential(), subscriptionId, fixture.clientOptions);
  refused = new ResourceManagementClient(fixture.credential(), subscriptionId, fixture.expectingError);
  createResourceGroup(azure.world, { subscriptionId, name: 'home', location: 'eastus' });
  createVirtualNetwork(azure.world, {
    id: idAtHome('Microsoft.Network/virtualNetworks/app-vnet'),
    location: 'eastus',
    addressPrefix: '10.7.0.0/16',
    subnets: [],
    tags: { env: "o'prod" },
  });
  createStorageAccount(azure.world, {
    id: idAtHome('Microsoft.Storage/storageAccounts/appdata'),
    location: 'eastus',
    sku: 'Standard_GRS',
  });
});

afterEach(() => fixture.close());

function idAtHome(rest: string): string {
  return `/subscriptions/${fixture.subscriptionId}/resourceGroups/home/providers/${rest}`;
}

async function namesOf(list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

test('a group lists its resources without their properties', async () => {
  const filter = "resourceType eq 'Microsoft.Storage/storageAccounts'";
  const found = [];
  for await (const resource of client.resources.listByResourceGroup('home', { filter })) found.push(resource);

  expect(found).toEqual([
    {
      id: idAtHome('Microsoft.Storage/storageAccounts/appdata'),
      name: 'appdata',
      type: 'Microsoft.Storage/storageAccounts',
      location: 'eastus',
      kind: 'StorageV2',
      sku: { name: 'Standard_GRS', tier: 'Standard' },
      tags: {},
    },
  ]);
});

test.each([
  ["resourceType eq 'microsoft.network/virtualnetworks' and name eq 'APP-VNET'", ['app-vnet']],
  ["tagName eq 'env' and tagValue eq 'o''prod'", ['app-vnet']],
  ["substringof('ppdat', name)", ['appdata']],
  ["resourceType eq 'Microsoft.Storage/storageAccounts' and resourceGroup ne 'home' and location eq 'nowhere'", []],
])('the subscription lists resources by %s', async (filter, names) => {
  expect(await namesOf(client.resources.list({ filter }))).toEqual(names);
});

test.each(['name', "name eq 'a' or name eq 'b'", "colour eq 'red'", "name eq 'a' and", 'name lt 5'])(
  'the filter %j is refused',
  async (filter) => {
    const list = namesOf(refused.resources.list({ filter }));

    await expect(list).rejects.toMatchObject({ statusCode: 400, code: 'InvalidFilterInQueryString' });
  },
);

test('the provisioning state is shown when it is asked for', async () => {
  const filter = "name eq 'appdata'";
  const [found] = await client.resources
    .list({ filter, expand: 'provisioningState' })
    .byPage()
    .next()
    .then(({ value }) => value);

  expect(found).toMatchObject({ name: 'appdata', provisioningState: 'Succeeded' });
});

test('the providers that the bot needs are registered', async () => {
  const states = new Map<string | undefined, string | undefined>();
  for await (const { namespace, registrationState } of client.providers.list())
    states.set(namespace, registrationState);

  for (const name of ['Compute', 'Network', 'Storage', 'RecoveryServices']) {
    expect(states.get(`Microsoft.${name}`)).toBe('Registered');
  }
});

test('a provider tells its types', async () => {
  // Recorded apart: the checker looks for the specs of the provider that the path names, and at the wrong version.
  const provider = await refused.providers.get('microsoft.resources');

  expect(provider.namespace).toBe('Microsoft.Resources');
  expect(provider.resourceTypes?.map(({ resourceType }) => resourceType)).toContain('resourceGroups');
});

test('a provider is unregistered and registered again', async () => {
  const { providers } = refused;
  const state = async () => (await providers.get('microsoft.recoveryservices')).registrationState;

  const leaving = await providers.unregister('Microsoft.RecoveryServices');
  fixture.azure.clock.advance(60);
  const gone = await state();
  const coming = await providers.register('Microsoft.RecoveryServices');
  fixture.azure.clock.advance(60);

  expect(leaving.registrationState).toBe('Unregistering');
  expect(gone).toBe('Unregistered');
  expect(coming.registrationState).toBe('Registering');
  expect(await state()).toBe('Registered');
});

test('an unknown provider is refused', async () => {
  const asked = refused.providers.get('Microsoft.Nothing');

  await expect(asked).rejects.toMatchObject({ statusCode: 404, code: 'InvalidResourceNamespace' });
});

test('tags are replaced, merged and taken away at any scope', async () => {
  const scope = idAtHome('Microsoft.Network/virtualNetworks/app-vnet').slice(1);
  const { tagsOperations } = client;

  const replaced = await tagsOperations.createOrUpdateAtScope(scope, { properties: { tags: { a: '1' } } });
  const merged = await tagsOperations.updateAtScope(scope, { operation: 'Merge', properties: { tags: { b: '2' } } });
  const fewer = await tagsOperations.updateAtScope(scope, { operation: 'Delete', properties: { tags: { a: '1' } } });

  expect(replaced.properties.tags).toEqual({ a: '1' });
  expect(merged.properties.tags).toEqual({ a: '1', b: '2' });
  expect(fewer.properties.tags).toEqual({ b: '2' });
  expect((await tagsOperations.getAtScope(scope)).properties.tags).toEqual({ b: '2' });
  await tagsOperations.deleteAtScope(scope);
  expect((await tagsOperations.getAtScope(scope)).properties.tags).toEqual({});
});

test('a subscription has tags of its own', async () => {
  const scope = `subscriptions/${fixture.subscriptionId}`;

  await client.tagsOperations.createOrUpdateAtScope(scope, { properties: { tags: { owner: 'ops' } } });

  expect((await client.tagsOperations.getAtScope(scope)).properties.tags).toEqual({ owner: 'ops' });
});

test('what does not exist has no tags', async () => {
  const asked = refused.tagsOperations.getAtScope(idAtHome('Microsoft.Network/virtualNetworks/other').slice(1));

  await expect(asked).rejects.toMatchObject({ statusCode: 404, code: 'ResourceNotFound' });
});
