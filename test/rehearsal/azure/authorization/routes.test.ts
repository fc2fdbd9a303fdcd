import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStorageAccount } from '../../../../rehearsal/azure/services/storage/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const somebody = '6a0d1b0e-7c3a-4b1f-9d54-8f0e2b3c4d01';
const name = '6a0d1b0e-7c3a-4b1f-9d54-8f0e2b3c4d02';
let fixture: Fixture;
let client: AuthorizationManagementClient;
let refused: AuthorizationManagementClient;
let subscription: string;
let account: string;

beforeEach(async () => {
  fixture = await startFixture();
  client = clientOf('owner');
  refused = clientOf('owner', fixture.expectingError);
  subscription = `/subscriptions/${fixture.subscriptionId}`;
  account = `${subscription}/resourceGroups/app/providers/Microsoft.Storage/storageAccounts/appdata`;
  createStorageAccount(fixture.azure.world, { id: account, location: 'eastus', sku: 'Standard_LRS' });
});

afterEach(() => fixture.close());

function clientOf(principal: string, options = fixture.clientOptions): AuthorizationManagementClient {
  return new AuthorizationManagementClient(fixture.credential(principal), fixture.subscriptionId, options);
}

function objectIdOf(principal: string): string {
  return fixture.entra.principals.find((known) => known.name === principal)?.objectId ?? '';
}

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

const wish = (principalId = somebody) => ({
  roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${reader}`,
  principalId,
  principalType: 'ServicePrincipal' as const,
});

test('the built-in roles are listed with their actions', async () => {
  const roles = await all(client.roleDefinitions.list(subscription, { filter: "type eq 'BuiltInRole'" }));

  const operator = roles.find(({ roleName }) => roleName === 'Site Recovery Operator');
  expect(operator).toMatchObject({
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/494ae006-db33-4328-bf46-533a6560a3ca`,
    roleType: 'BuiltInRole',
    assignableScopes: ['/'],
  });
  expect(operator?.permissions?.[0]?.actions).toHaveLength(59);
});

test('a role is found by its name, by its GUID and by its id', async () => {
  const [named] = await all(client.roleDefinitions.list(subscription, { filter: "roleName eq 'Reader'" }));

  expect(named?.name).toBe(reader);
  expect(await client.roleDefinitions.get(subscription, reader)).toEqual(named);
  expect(await client.roleDefinitions.getById(named?.id ?? '')).toEqual(named);
});

test('a role above all subscriptions has an id without one', async () => {
  // Recorded apart: the spec has no address without a scope.
  const role = await refused.roleDefinitions.getById(`/providers/Microsoft.Authorization/roleDefinitions/${reader}`);

  expect(role.id).toBe(`/providers/Microsoft.Authorization/roleDefinitions/${reader}`);
});

test('an unknown role is refused', async () => {
  const asked = refused.roleDefinitions.get(subscription, somebody);

  await expect(asked).rejects.toMatchObject({ statusCode: 404, code: 'RoleDefinitionDoesNotExist' });
});

test('a role is given, read and taken back', async () => {
  const created = await client.roleAssignments.create(account, name, wish());
  const read = await client.roleAssignments.get(account, name);
  const removed = await client.roleAssignments.delete(account, name);
  const again = await client.roleAssignments.delete(account, name);

  expect(created).toMatchObject({ name, scope: account, principalId: somebody, createdBy: objectIdOf('owner') });
  expect(read).toEqual(created);
  expect(removed).toEqual(created);
  expect(again).toEqual({});
  await expect(refused.roleAssignments.get(account, name)).rejects.toMatchObject({ code: 'RoleAssignmentNotFound' });
});

test('assignments can be handled by their ids', async () => {
  const id = `${account}/providers/Microsoft.Authorization/roleAssignments/${name}`;

  const created = await client.roleAssignments.createById(id, wish());

  expect(await client.roleAssignments.getById(id)).toEqual(created);
  expect(await client.roleAssignments.deleteById(id)).toEqual(created);
});

test('a given role is in force at once', async () => {
  // Recorded apart: the checker cannot read the two slashes that an empty parent path leaves.
  const nobody = clientOf('nobody', fixture.expectingError);
  await client.roleAssignments.create(account, name, wish(objectIdOf('nobody')));

  const list = nobody.permissions.listForResource('app', 'Microsoft.Storage', '', 'storageAccounts', 'appdata');

  expect(await all(list)).toEqual([{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }]);
});

test('the same role cannot be given twice', async () => {
  await client.roleAssignments.create(account, name, wish());
  const again = refused.roleAssignments.create(account, somebody, wish());
  const changed = refused.roleAssignments.create(account, name, wish(objectIdOf('reader')));

  await expect(again).rejects.toMatchObject({ statusCode: 409, code: 'RoleAssignmentExists' });
  await expect(changed).rejects.toMatchObject({ statusCode: 409, code: 'RoleAssignmentUpdateNotPermitted' });
});

test.each([
  ['a name that is no GUID', 400, 'InvalidRoleAssignmentId', 'x', {}],
  ['a principal that is no GUID', 400, 'InvalidPrincipalId', name, { principalId: 'x' }],
  ['a role that does not exist', 404, 'RoleDefinitionDoesNotExist', name, { roleDefinitionId: `/x/${somebody}` }],
])('an assignment with %s is refused', async (_, statusCode, code, assignmentName, change) => {
  const created = refused.roleAssignments.create(account, assignmentName, { ...wish(), ...change });

  await expect(created).rejects.toMatchObject({ statusCode, code });
});

test('assignments are listed at, above and below a scope', async () => {
  await client.roleAssignments.create(account, name, wish());
  const { roleAssignments } = client;
  const filter = `principalId eq '${somebody}'`;
  const names = async (list: AsyncIterable<{ name?: string }>) => (await all(list)).map((found) => found.name);

  expect(await names(roleAssignments.listForSubscription({ filter }))).toEqual([name]);
  expect(await names(roleAssignments.listForResourceGroup('app', { filter }))).toEqual([name]);
  expect(await names(roleAssignments.listForResourceGroup('other', { filter }))).toEqual([]);
  expect(
    await names(roleAssignments.listForResource('app', 'Microsoft.Storage', 'storageAccounts', 'appdata', { filter })),
  ).toEqual([name]);
  expect(await names(roleAssignments.listForScope(subscription, { filter }))).toEqual([name]);
  expect(await names(roleAssignments.listForScope(subscription, { filter: `atScope() and ${filter}` }))).toEqual([]);
  expect(await names(roleAssignments.listForScope(account, { filter: `atScope() and ${filter}` }))).toEqual([name]);
  expect(await names(roleAssignments.listForScope(`${account}/blobServices/default`, { filter }))).toEqual([name]);
});

test('assignedTo() shows what somebody holds', async () => {
  const filter = `assignedTo('${objectIdOf('reader')}')`;

  const held = await all(client.roleAssignments.listForSubscription({ filter }));

  expect(held.map(({ roleDefinitionId }) => roleDefinitionId?.split('/').at(-1))).toEqual([reader]);
});

test('an unknown filter is refused', async () => {
  const list = all(refused.roleAssignments.listForSubscription({ filter: "colour eq 'red'" }));

  await expect(list).rejects.toMatchObject({ statusCode: 400, code: 'UnsupportedQuery' });
});

test('permissions are told for a resource below another one', async () => {
  // Recorded apart: the checker takes a parent path of one segment only.
  const nested = clientOf('reader', fixture.expectingError).permissions.listForResource(
    'app',
    'Microsoft.RecoveryServices',
    'vaults/v/replicationFabrics/f',
    'replicationProtectionContainers',
    'c',
  );

  expect((await all(nested)).map(({ actions }) => actions)).toEqual([['*/read']]);
});

test('permissions tell the caller what it may do itself', async () => {
  const owner = await all(client.permissions.listForResourceGroup('app'));
  const contributor = await all(clientOf('contributor').permissions.listForResourceGroup('app'));

  expect(owner.map(({ actions }) => actions)).toEqual([['*']]);
  expect(contributor[0]?.notActions).toContain('Microsoft.Authorization/*/Write');
});

test('a Contributor may not give roles', async () => {
  const contributor = clientOf('contributor', fixture.expectingError);

  const created = contributor.roleAssignments.create(account, name, wish());

  await expect(created).rejects.toMatchObject({
    statusCode: 403,
    code: 'AuthorizationFailed',
    message: expect.stringMatching(
      /^The client '.+' with object id '.+' does not have authorization to perform action 'Microsoft.Authorization\/roleAssignments\/write' over scope '.+\/roleAssignments\/.+' or the scope is invalid. If access was recently granted, please refresh your credentials.$/,
    ),
  });
});

test('there are neither deny assignments nor locks', async () => {
  // Recorded apart: their specs are not among those that the checker has.
  const locks = new ServiceClient({ credential: fixture.credential(), ...fixture.expectingError });
  const url = `${fixture.endpoint}${subscription}/providers/Microsoft.Authorization/locks?api-version=2020-05-01`;
  const { bodyAsText } = await locks.sendRequest(createPipelineRequest({ url }));

  expect(await all(refused.denyAssignments.listForScope(subscription))).toEqual([]);
  expect(JSON.parse(bodyAsText ?? '')).toEqual({ value: [] });
});
