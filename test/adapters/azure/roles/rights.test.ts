import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AzureWorld, startAzureWorld } from '../azure-world.ts';
import { assignRole } from './assign-role.ts';

let world: AzureWorld;
beforeEach(async () => {
  world = await startAzureWorld();
});
afterEach(() => world.close());

test('the front reads what the roles of the worker allow, custom ones too, by the id that the worker itself names', async () => {
  const objectId = await world.connect({ principal: 'worker' }).principal();

  const { value, missing } = await world.connect({ principal: 'front' }).readers.rights.rolesOf(objectId);

  const [held] = value;
  expect(held).toMatchObject({
    name: 'Lifeboat worker',
    scope: `/subscriptions/${world.subscriptionId}`,
    notActions: [],
  });
  expect(held?.actions).toContain('Microsoft.Compute/virtualMachines/write');
  expect([value.length, missing]).toEqual([1, []]);
});

test('each role is read once in an hour, and an assignment that came since counts at once', async () => {
  const front = world.connect({ principal: 'front' });
  const objectId = await world.connect({ principal: 'worker' }).principal();
  await front.readers.rights.rolesOf(objectId);
  await assignRole(world, { principalId: objectId, role: 'Contributor' });
  world.forget();

  const { value } = await front.readers.rights.rolesOf(objectId);

  expect(value.find(({ name }) => name === 'Contributor')?.notActions).toContain('Microsoft.Authorization/*/Write');
  expect(world.arrived()).toEqual(['RoleAssignments_ListForSubscription', 'RoleDefinitions_Get']);
});
