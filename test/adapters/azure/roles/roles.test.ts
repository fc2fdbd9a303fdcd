import { afterEach, beforeEach, expect, test } from 'vitest';
import { small } from '../../../../rehearsal/azure/scenarios/small.ts';
import { AzureRefused } from '../../../../src/errors/azure.ts';
import { gapWords } from '../../../../src/views/gap-words.ts';
import { type AzureWorld, refusalOf, startAzureWorld } from '../azure-world.ts';
import { assignRole } from './assign-role.ts';

const operators = '77777777-7777-4777-8777-777777777777';

/** Of the principals, `reader` belongs to a group. */
const scenario = {
  ...small,
  principals: small.principals.map((each) => (each.name === 'reader' ? { ...each, groups: [operators] } : each)),
};

let world: AzureWorld;
beforeEach(async () => {
  world = await startAzureWorld({ scenario });
});
afterEach(() => world.close());

const objectIdOf = (name: string) => scenario.principals.find((each) => each.name === name)?.objectId ?? 'none';
const front = () => world.connect({ principal: 'front' }).roles;

test('what somebody holds is one request, and the roles are known by their ids', async () => {
  world.forget();

  const { value, missing } = await front().assignments(objectIdOf('operator'));

  const scope = `/subscriptions/${world.subscriptionId}`;
  const held = { scope, subscription: world.subscriptionId, throughGroup: false, conditional: false };
  expect(value).toEqual(
    expect.arrayContaining([
      { ...held, roleId: '494ae006-db33-4328-bf46-533a6560a3ca' },
      { ...held, roleId: '00c29273-979b-4161-815c-10b084fb9324' },
    ]),
  );
  expect(missing).toEqual([]);
  expect(world.arrived()).toEqual(['RoleAssignments_ListForSubscription']);
});

test('what a group holds is held by whoever belongs to it', async () => {
  await assignRole(world, { principalId: operators, role: 'Site Recovery Operator' });

  const { value } = await front().assignments(objectIdOf('reader').toUpperCase());
  const { value: elsewhere } = await front().assignments(objectIdOf('nobody'));

  expect(value).toContainEqual(
    expect.objectContaining({ roleId: '494ae006-db33-4328-bf46-533a6560a3ca', throughGroup: true }),
  );
  expect(elsewhere).toEqual([]);
});

test('a subscription whose assignments cannot be read is missing, and says so', async () => {
  const elsewhere = '00000000-0000-4000-8000-000000000001';
  const { roles } = world.connect({ subscriptions: [world.subscriptionId, elsewhere] });

  const { value, missing } = await roles.assignments(objectIdOf('front'));

  expect(value.length).toBeGreaterThan(0);
  expect(gapWords(missing)).toContain(`The role assignments of subscription ${elsewhere}`);
});

test('whoever may not read assignments is told so', async () => {
  const { roles } = world.connect({ principal: 'nobody' });

  const refusal = await refusalOf(roles.assignments(objectIdOf('front')));

  expect(refusal).toBeInstanceOf(AzureRefused);
});
