import { expect, test } from 'vitest';
import { personOf } from '../../src/policy/people.ts';
import { fileWith, policyOf, tenant } from './sample-file.ts';

const policy = policyOf(fileWith());
const objectId = '33333333-3333-4333-8333-333333333331';

test('one person is found by each of their accounts', () => {
  const found = [
    personOf(policy, { platform: 'slack', workspace: 'T1', user: 'U1' }),
    personOf(policy, { platform: 'entra', tenant: tenant.toUpperCase(), objectId: objectId.toUpperCase() }),
  ];

  expect(found.map((person) => (typeof person === 'string' ? person : person.id))).toEqual(['ana', 'ana']);
});

test.each([
  ['a user of another workspace', { platform: 'slack', workspace: 'T2', user: 'U1' }],
  ['the same object id in another tenant', { platform: 'entra', tenant: objectId, objectId }],
  ['an unknown user of the machine', { platform: 'os', user: 'root' }],
  ['a user name in other letters', { platform: 'os', user: 'Ben' }],
  ['a name of one platform on another', { platform: 'os', user: 'U1' }],
] as const)('%s is nobody', (_who, account) => {
  expect(personOf(policy, account)).toBe('nobody');
});

test('an account of several people is nobody in particular', () => {
  const doubled = { ...policy, people: [...policy.people, ...policy.people] };

  expect(personOf(doubled, { platform: 'os', user: 'ben' })).toBe('several');
});
