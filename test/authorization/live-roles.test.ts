import { expect, test } from 'vitest';
import { decide, subjectOf } from '../../src/authorization/decide.ts';
import { createLiveRoles } from '../../src/authorization/live-roles.ts';
import { holding } from '../../src/authorization/need.ts';
import { AzureRefused, AzureUnreachable } from '../../src/errors/azure.ts';
import type { Person } from '../../src/policy/policy.ts';
import type { RoleAssignment } from '../../src/ports/azure/roles.ts';
import { reading } from '../sample/azure.ts';
import { groupId, samplePolicy, vmId } from '../sample/policy.ts';

const subscription = '5a1e0000-0000-0000-0000-000000000001';
const operator = '494ae006-db33-4328-bf46-533a6560a3ca';
const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const eve: Person = {
  id: 'eve',
  name: 'Eve',
  accounts: [{ platform: 'entra', tenant: 't', objectId: 'AAAA-1' }],
};

const assignment = (changes: Partial<RoleAssignment> = {}): RoleAssignment => ({
  roleId: operator,
  scope: groupId('rg-payments'),
  subscription,
  throughGroup: false,
  conditional: false,
  ...changes,
});

const start = (answer: () => readonly RoleAssignment[], missing: readonly string[] = []) => {
  const clock = { now: 0 };
  const asked: string[] = [];
  const live = createLiveRoles({
    now: () => new Date(clock.now),
    roles: {
      assignments: async (objectId) => {
        asked.push(objectId);
        return reading(answer(), missing);
      },
    },
  });
  return { live, clock, asked };
};

test('a role becomes a grant that decisions understand, and says where it comes from', async () => {
  const { live } = start(() => [assignment({ throughGroup: true })]);

  const { grants } = await live.grantsOf(eve, 'fresh');

  const policy = samplePolicy();
  const subject = { ...subjectOf(eve, policy), grants };
  const place = { kind: 'resource', id: vmId('rg-payments', 'pay-web-01') } as const;
  expect(decide(subject, holding('operator', 'recovery'), place, policy)).toEqual({
    allowed: true,
    rule: 'Azure role Site Recovery Operator on resource group rg-payments, through a group',
  });
  expect(decide(subject, holding('contributor', 'recovery'), place, policy).allowed).toBe(false);
  expect(decide(subject, holding('reader', 'backup'), place, policy).allowed).toBe(false);
});

test.each([
  ['/', 'subscription'],
  ['/providers/Microsoft.Management/managementGroups/all', 'subscription'],
  [`/subscriptions/${subscription}`, 'subscription'],
  [groupId('rg-a'), 'resource-group'],
  [`${groupId('rg-a')}/providers/Microsoft.RecoveryServices/vaults/V1`, 'vault'],
])('a role on %s holds for a %s', async (scope, kind) => {
  const { live } = start(() => [assignment({ scope })]);

  const { grants } = await live.grantsOf(eve, 'fresh');

  expect(grants.map((grant) => grant.scope.kind)).toEqual([kind]);
});

test.each([
  ['a role that means nothing here', { roleId: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' }],
  ['a role under a condition', { conditional: true }],
  ['a role on a single machine', { scope: vmId('rg-a', 'x') }],
  ['a scope that is none', { scope: 'nonsense' }],
])('%s gives nothing', async (_, changes) => {
  const { live } = start(() => [assignment(changes)]);

  expect(await live.grantsOf(eve, 'fresh')).toEqual({ grants: [] });
});

test('an owner may look and no more', async () => {
  const { live } = start(() => [assignment({ roleId: owner })]);

  const { grants } = await live.grantsOf(eve, 'fresh');

  expect(grants.map(({ gives }) => gives)).toEqual([
    { kind: 'level', level: 'reader', areas: ['recovery', 'backup', 'copies'] },
  ]);
});

test('roles are remembered for less than a minute, and read again for a decision', async () => {
  const { live, clock, asked } = start(() => [assignment()]);

  await live.grantsOf(eve, 'remembered');
  clock.now = 59_999;
  await live.grantsOf(eve, 'remembered');
  expect(asked).toEqual(['aaaa-1']);

  await live.grantsOf(eve, 'fresh');
  expect(asked).toHaveLength(2);

  clock.now += 60_000;
  await live.grantsOf(eve, 'remembered');
  expect(asked).toHaveLength(3);
});

test('a role that was taken away is gone with the next fresh reading, for those who remember as well', async () => {
  const held = [assignment()];
  const { live } = start(() => [...held]);
  await live.grantsOf(eve, 'remembered');

  held.pop();
  const fresh = await live.grantsOf(eve, 'fresh');
  const remembered = await live.grantsOf(eve, 'remembered');

  expect([fresh.grants, remembered.grants]).toEqual([[], []]);
});

test.each([
  [new AzureUnreachable('read roles', undefined), 'Azure could not be reached'],
  [new AzureRefused({ what: 'read roles', code: 'AuthorizationFailed', message: 'No such right.' }), 'No such right.'],
])('when they cannot be read there is no grant, and it is said: %s', async (error, words) => {
  const { live } = start(() => {
    throw error;
  });

  const { grants, unread } = await live.grantsOf(eve, 'fresh');

  expect(grants).toEqual([]);
  expect(unread).toContain(words);
});

test('half an answer counts and is not kept', async () => {
  const { live, asked } = start(() => [assignment()], ['Subscription B could not be read.']);

  const first = await live.grantsOf(eve, 'remembered');
  await live.grantsOf(eve, 'remembered');

  expect(first).toMatchObject({
    grants: [{ to: 'Site Recovery Operator' }],
    unread: 'Subscription B could not be read.',
  });
  expect(asked).toHaveLength(2);
});

test('a fault of our own is not taken for a missing role', async () => {
  const { live } = start(() => {
    throw new TypeError('broken');
  });

  await expect(live.grantsOf(eve, 'fresh')).rejects.toThrow('broken');
});

test('somebody without an account of Azure is not asked about', async () => {
  const { live, asked } = start(() => [assignment()]);

  expect(await live.grantsOf({ ...eve, accounts: [] }, 'fresh')).toEqual({ grants: [] });
  expect(asked).toEqual([]);
});

test('nobody waits for an Azure that does not answer', async () => {
  const live = createLiveRoles({
    now: () => new Date(),
    roles: { assignments: () => new Promise(() => {}) },
    patienceMs: 1,
  });

  expect(await live.grantsOf(eve, 'fresh')).toEqual({
    grants: [],
    unread: "Azure's roles could not be read: Azure has not answered in time.",
  });
});
