import { ResourceManagementClient } from '@azure/arm-resources';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assign } from '../../../../rehearsal/azure/services/authorization/provision.ts';
import { createVirtualNetwork } from '../../../../rehearsal/azure/services/network/provision.ts';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
let groups: ResourceManagementClient['resourceGroups'];
let refused: ResourceManagementClient['resourceGroups'];

beforeEach(async () => {
  fixture = await startFixture();
  const { subscriptionId } = fixture;
  createResourceGroup(fixture.azure.world, { subscriptionId, name: 'home', location: 'eastus' });
  groups = new ResourceManagementClient(fixture.credential(), subscriptionId, fixture.clientOptions).resourceGroups;
  refused = new ResourceManagementClient(fixture.credential(), subscriptionId, fixture.expectingError).resourceGroups;
});

afterEach(() => fixture.close());

function groupId(name: string): string {
  return `/subscriptions/${fixture.subscriptionId}/resourceGroups/${name}`;
}

async function names(list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { name } of list) found.push(name);
  return found;
}

test('a group is created, read, changed and listed', async () => {
  const created = await groups.createOrUpdate('app-asr', { location: 'West US', tags: { env: 'prod' } });
  const changed = await groups.update('APP-ASR', { tags: { env: 'test' } });

  expect(created).toMatchObject({ id: groupId('app-asr'), name: 'app-asr', location: 'westus', tags: { env: 'prod' } });
  expect(created.properties?.provisioningState).toBe('Succeeded');
  expect(changed.tags).toEqual({ env: 'test' });
  expect(await groups.get('app-asr')).toEqual(changed);
  expect(await names(groups.list())).toContain('app-asr');
});

test('creating answers 201, repeating the request 200', async () => {
  const statuses: number[] = [];
  const onResponse = ({ status }: { status: number }) => statuses.push(status);

  await groups.createOrUpdate('app-asr', { location: 'westus' }, { onResponse });
  await groups.createOrUpdate('app-asr', { location: 'westus' }, { onResponse });

  expect(statuses).toEqual([201, 200]);
});

test('the existence of a group can be asked for', async () => {
  const exists = await groups.checkExistence('home');
  const missing = await refused.checkExistence('nowhere');

  expect(exists.body).toBe(true);
  expect(missing.body).toBe(false);
});

test('groups are found by tag', async () => {
  await groups.createOrUpdate('one', { location: 'westus', tags: { env: 'prod' } });
  await groups.createOrUpdate('two', { location: 'westus', tags: { env: 'test' } });

  expect(await names(groups.list({ filter: "tagName eq 'env' and tagValue eq 'test'" }))).toEqual(['two']);
});

test('a list is read page by page', async () => {
  for (const name of ['a', 'b', 'c']) await groups.createOrUpdate(name, { location: 'westus', tags: { paged: 'yes' } });

  expect(await names(groups.list({ filter: "tagName eq 'paged'", top: 1 }))).toEqual(['a', 'b', 'c']);
});

test('deleting answers with a Location only, which says 202 until all is gone', async () => {
  const { world, clock } = fixture.azure;
  const vnetId = `${groupId('old')}/providers/Microsoft.Network/virtualNetworks/v`;
  createResourceGroup(world, { subscriptionId: fixture.subscriptionId, name: 'old', location: 'eastus' });
  createVirtualNetwork(world, { id: vnetId, location: 'eastus', addressPrefix: '10.9.0.0/16', subnets: [] });

  const answers: { status: number; location?: string; operation?: string }[] = [];
  const poller = await groups.beginDelete('old', {
    onResponse: ({ status, headers }) => {
      const [location, operation] = [headers.get('location'), headers.get('azure-asyncoperation')];
      answers.push({ status, ...(location ? { location } : {}), ...(operation ? { operation } : {}) });
    },
  });
  const whileGoing = await groups.get('old');
  clock.advance(600);
  await poller.poll();

  expect(answers.map(({ status }) => status)).toEqual([202, 202, 200]);
  expect(answers[0]).toEqual({ status: 202, location: expect.stringContaining('/operationresults/') });
  expect(whileGoing.properties?.provisioningState).toBe('Deleting');
  expect(poller.isDone()).toBe(true);
  expect(world.resources.get(vnetId)).toBeUndefined();
  await expect(refused.get('old')).rejects.toMatchObject({ statusCode: 404, code: 'ResourceGroupNotFound' });
});

test('a deletion is followed by another client from what the first one wrote down', async () => {
  const first = await groups.beginDelete('home');
  fixture.azure.clock.advance(600);

  const resumed = await groups.beginDelete('home', { resumeFrom: first.toString() });
  await resumed.poll();

  expect(resumed.isDone()).toBe(true);
});

test.each([
  ['nowhere at all', 'LocationNotAvailableForResourceGroup', { location: 'atlantis' }],
  ['no place', 'InvalidRequestContent', { location: '' }],
])('a group in %s is refused', async (_, code, wish) => {
  await expect(refused.createOrUpdate('new', wish)).rejects.toMatchObject({ statusCode: 400, code });
});

test('a group does not move to another region', async () => {
  const moved = refused.createOrUpdate('home', { location: 'westeurope' });

  await expect(moved).rejects.toMatchObject({
    statusCode: 409,
    code: 'InvalidResourceGroupLocation',
    message: expect.stringContaining("already exists in location 'eastus'"),
  });
});

test('whoever holds a role in one group sees that group only', async () => {
  const { azure, subscriptionId, entra } = fixture;
  const nobody = entra.principals.find(({ name }) => name === 'nobody');
  assign(azure.world, { principalId: `${nobody?.objectId}`, role: 'Reader', scope: groupId('home') });
  const client = new ResourceManagementClient(fixture.credential('nobody'), subscriptionId, fixture.clientOptions);

  expect(await names(client.resourceGroups.list())).toEqual(['home']);
});

test('a reader may not create a group', async () => {
  const { subscriptionId, expectingError } = fixture;
  const reader = new ResourceManagementClient(fixture.credential('reader'), subscriptionId, expectingError);

  await expect(reader.resourceGroups.createOrUpdate('new', { location: 'westus' })).rejects.toMatchObject({
    statusCode: 403,
    code: 'AuthorizationFailed',
    message: expect.stringContaining("perform action 'Microsoft.Resources/subscriptions/resourceGroups/write'"),
  });
});
