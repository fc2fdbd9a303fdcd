import { expect, test } from 'vitest';
import { authorize, authorizeWrites, whoCould } from '../../src/authorization/authorize.ts';
import { decide, subjectOf } from '../../src/authorization/decide.ts';
import { granted, holding } from '../../src/authorization/need.ts';
import type { Access } from '../../src/definitions/command.ts';
import type { Channel, Grant, Policy } from '../../src/policy/policy.ts';
import type { Target } from '../../src/ports/names.ts';
import { everything, gives, groupId, samplePolicy, vmId } from '../sample/policy.ts';

const operator = holding('operator', 'recovery');
const payWeb = { kind: 'resource', id: vmId('rg-payments', 'pay-web-01') } as const;
const ordWeb = { kind: 'resource', id: vmId('rg-orders', 'ord-web-01') } as const;

const someone = (id: string, policy: Policy, channel?: Channel) =>
  subjectOf(policy.people.find((person) => person.id === id) ?? { id, name: id, accounts: [] }, policy, channel);

const withGrants = (...grants: Grant[]) => samplePolicy({ grants });

test('nothing is open by default', () => {
  const policy = samplePolicy();

  expect(decide(someone('dan', policy), holding('reader', 'recovery'), payWeb, policy)).toMatchObject({
    allowed: false,
    rule: 'no rule gives it',
  });
});

test('a level is held in its scope alone, and the rule is named', () => {
  const policy = samplePolicy();
  const ana = someone('ana', policy);

  expect(decide(ana, operator, payWeb, policy)).toEqual({ allowed: true, rule: 'allow operator to ana' });
  expect(decide(ana, operator, ordWeb, policy).allowed).toBe(false);
});

test('a higher level holds the lower ones; a lower one says what it is', () => {
  const policy = samplePolicy();

  expect(decide(someone('cleo', policy), operator, ordWeb, policy).allowed).toBe(true);
  expect(decide(someone('rob', policy), operator, ordWeb, policy)).toMatchObject({ why: 'you are Reader (recovery)' });
});

test('a level in one area is nothing in another', () => {
  const policy = samplePolicy();

  expect(decide(someone('cleo', policy), holding('reader', 'backup'), payWeb, policy).allowed).toBe(false);
});

test('deny wins, and takes the higher levels with it', () => {
  const policy = withGrants(
    gives('ana', 'contributor', everything),
    gives('ana', 'operator', { kind: 'application', name: 'payments' }, 'deny'),
  );
  const ana = someone('ana', policy);

  expect(decide(ana, operator, payWeb, policy)).toMatchObject({ allowed: false, denied: true });
  expect(decide(ana, holding('contributor', 'recovery'), payWeb, policy).allowed).toBe(false);
  expect(decide(ana, holding('reader', 'recovery'), payWeb, policy).allowed).toBe(true);
  expect(decide(ana, operator, ordWeb, policy).allowed).toBe(true);
});

test.each([
  ['resource-group', groupId('rg-payments'), true],
  ['resource-group', groupId('RG-PAYMENTS'), true],
  ['resource-group', groupId('rg-pay'), false],
  ['subscription', '5a1e0000-0000-0000-0000-000000000001', true],
  ['subscription', '5a1e0000-0000-0000-0000-000000000002', false],
] as const)('a %s %s covers pay-web-01: %s', (kind, id, expected) => {
  const policy = withGrants(gives('ana', 'operator', { kind, id }));

  expect(decide(someone('ana', policy), operator, payWeb, policy).allowed).toBe(expected);
});

test('a special grant comes with no level', () => {
  const policy = samplePolicy();

  expect(decide(someone('cleo', policy), granted('vault-admin'), payWeb, policy)).toMatchObject({
    allowed: false,
    why: 'you do not hold it',
  });
});

test('a channel narrows by level and by scope, and never widens', () => {
  const policy = samplePolicy();
  const channel = (atMost: Channel['atMost']): Channel => ({
    ...(policy.channels[0] as Channel),
    ...(atMost && { atMost }),
  });
  const readers = channel({ level: 'reader', areas: ['recovery'], scope: everything });
  const ordersOnly = channel({
    level: 'contributor',
    areas: ['recovery'],
    scope: { kind: 'application', name: 'orders' },
  });

  expect(decide(someone('cleo', policy, readers), operator, payWeb, policy)).toMatchObject({ rule: 'channel #dr' });
  expect(decide(someone('cleo', policy, ordersOnly), operator, payWeb, policy)).toMatchObject({ rule: 'channel #dr' });
  expect(decide(someone('cleo', policy, ordersOnly), operator, ordWeb, policy).allowed).toBe(true);
  expect(decide(someone('dan', policy, ordersOnly), operator, ordWeb, policy).allowed).toBe(false);
});

const target = (name: string, ...ids: string[]): Target => ({ kind: 'application', name, where: '', resources: ids });

test('an application is held by holding each of its machines, and lost with one of them', () => {
  const access: Access = { level: 'operator', area: 'recovery' };
  const payments = target('payments', vmId('rg-payments', 'pay-web-01'), vmId('rg-payments', 'pay-db-01'));
  const byGroup = withGrants(gives('ana', 'operator', { kind: 'resource-group', id: groupId('rg-payments') }));
  const lessOne = withGrants(
    gives('ana', 'operator', everything),
    gives('ana', 'reader', { kind: 'resource-group', id: vmId('rg-payments', 'pay-db-01') }, 'deny'),
  );

  expect(authorize(someone('ana', byGroup), access, [payments], byGroup).allowed).toBe(true);
  expect(authorize(someone('ana', lessOne), access, [payments], lessOne).allowed).toBe(false);
});

test('a query across areas needs Reader in any one of them', () => {
  const policy = withGrants({
    ...gives('ana', 'reader', everything),
    gives: { kind: 'level', level: 'reader', areas: ['copies'] },
  });

  expect(authorize(someone('ana', policy), { level: 'reader', area: 'any' }, [], policy).allowed).toBe(true);
  expect(authorize(someone('dan', policy), { level: 'reader', area: 'any' }, [], policy).allowed).toBe(false);
});

test('the whole plan is authorized, so that a flag cannot reach into a foreign group', () => {
  const policy = withGrants({
    ...gives('ana', 'operator', { kind: 'application', name: 'payments' }),
    gives: { kind: 'level', level: 'operator', areas: ['recovery', 'copies'] },
  });
  const write = (group: string) => ({
    action: 'Microsoft.Compute/disks/write',
    resource: `${groupId(group)}/providers/microsoft.compute/disks/restored`,
    call: { method: 'PUT' as const },
  });

  expect(authorizeWrites(someone('ana', policy), 'restore disks', [write('rg-orders')], policy)).toMatchObject({
    allowed: false,
    why: expect.stringContaining('Microsoft.Compute/disks/write on'),
  });
});

test('what belongs to a machine is held with the machine, unless a rule denies the one or the other', () => {
  const item = '/subscriptions/s/resourcegroups/rg-vaults/providers/microsoft.recoveryservices/vaults/v/items/i';
  const action =
    'Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers/replicationProtectedItems/unplannedFailover/action';
  const writes = [{ action, resource: item, of: payWeb.id, call: { method: 'POST' as const } }];
  const policy = samplePolicy();
  const denied = withGrants(
    gives('ana', 'operator', { kind: 'application', name: 'payments' }),
    gives('ana', 'operator', { kind: 'vault', id: item.split('/items')[0] ?? '' }, 'deny'),
  );

  expect(authorizeWrites(someone('ana', policy), 'failover', writes, policy).allowed).toBe(true);
  expect(authorizeWrites(someone('ana', denied), 'failover', writes, denied).allowed).toBe(false);
});

test('an action that the table does not give to a command is refused to everybody', () => {
  const policy = samplePolicy();
  const writes = [
    { action: 'Microsoft.Compute/virtualMachines/delete', resource: payWeb.id, call: { method: 'DELETE' as const } },
  ];

  expect(authorizeWrites(someone('cleo', policy), 'failover', writes, policy)).toMatchObject({
    rule: 'the table of actions',
  });
});

test('who could is everybody whom the policy lets', () => {
  const policy = samplePolicy();
  const payments = target('payments', payWeb.id);

  const could = whoCould({ level: 'operator', area: 'recovery' }, [payments], policy);

  expect(could.map((person) => person.id)).toEqual(['ana', 'cleo']);
});

const inChannel = (atMost: NonNullable<Channel['atMost']>): Channel => ({
  name: '#narrow',
  address: { platform: 'slack', workspace: 'T1', channel: 'C2' },
  purposes: ['commands'],
  watches: [],
  atMost,
});

test('what is asked about no place in particular is denied and narrowed too', () => {
  const operate: Access = { level: 'operator', area: 'recovery' };
  const policy = withGrants(gives('ana', 'contributor', everything), gives('ana', 'operator', everything, 'deny'));
  const open = withGrants(gives('ana', 'contributor', everything));
  const readers = inChannel({ level: 'reader', areas: ['recovery'], scope: everything });
  const copiers = inChannel({ level: 'contributor', areas: ['copies'], scope: everything });

  expect(authorize(someone('ana', policy), operate, [], policy)).toMatchObject({ allowed: false, denied: true });
  expect(authorize(someone('ana', open), operate, [], open).allowed).toBe(true);
  expect(authorize(someone('ana', open, readers), operate, [], open)).toMatchObject({ rule: 'channel #narrow' });
  expect(authorize(someone('ana', open, copiers), operate, [], open)).toMatchObject({ rule: 'channel #narrow' });
});

test('a channel of one area is for no other, and a special grant is beyond any that is below Contributor', () => {
  const admin: Grant = { ...gives('ana', 'reader', everything), gives: { kind: 'special', grants: ['vault-admin'] } };
  const policy = withGrants(gives('ana', 'contributor', everything), admin);
  const at = (level: 'operator' | 'contributor', area: 'recovery' | 'copies') =>
    someone('ana', policy, inChannel({ level, areas: [area], scope: everything }));

  expect(decide(at('contributor', 'copies'), operator, payWeb, policy)).toMatchObject({ rule: 'channel #narrow' });
  expect(decide(at('contributor', 'recovery'), operator, payWeb, policy).allowed).toBe(true);
  expect(decide(at('operator', 'recovery'), granted('vault-admin'), payWeb, policy).allowed).toBe(false);
  expect(decide(at('contributor', 'recovery'), granted('vault-admin'), payWeb, policy).allowed).toBe(true);
});
