import { expect, test } from 'vitest';
import { approve, type Click, deny, retract, standingApprovals, withdraw } from '../../src/approvals/decide.ts';
import type { ChangeRequest } from '../../src/approvals/request.ts';
import { subjectOf } from '../../src/authorization/decide.ts';
import { samplePolicy } from '../sample/policy.ts';
import { sampleRequest, sampleRule, voice } from '../sample/request.ts';

const policy = samplePolicy();

const click = (person: string, changes: Partial<Click> = {}): Click => ({
  now: 0,
  voice: voice(person),
  subject: subjectOf(
    policy.people.find((each) => each.id === person) ?? { id: person, name: person, accounts: [] },
    policy,
  ),
  revision: 1,
  digest: '9f3c',
  ...changes,
});

const after = (request: ChangeRequest, verdict: ReturnType<typeof approve>): ChangeRequest =>
  verdict.kind === 'counts' ? { ...request, ...verdict.next, version: request.version + 1 } : request;

test('two who may approve make a quorum of two', () => {
  const request = sampleRequest();

  const first = approve(request, click('ana'), policy);
  const second = approve(after(request, first), click('cleo'), policy);

  expect(first).toMatchObject({ kind: 'counts', complete: false });
  expect(second).toMatchObject({
    kind: 'counts',
    complete: true,
    next: { approvals: [{ person: 'ana' }, { person: 'cleo' }] },
  });
});

test('a human counts once, whatever the account', () => {
  const request = after(sampleRequest(), approve(sampleRequest(), click('ana'), policy));

  const again = approve(request, click('ana', { voice: voice('ana', 'teams 1/2') }), policy);

  expect(again).toEqual({ kind: 'counted-already' });
});

test('nobody approves or denies their own request', () => {
  const request = sampleRequest({ asker: voice('cleo', 'teams 1/3') });

  expect(approve(request, click('cleo'), policy)).toEqual({ kind: 'own-request' });
  expect(deny(request, click('cleo'), 'no', policy)).toEqual({ kind: 'own-request' });
});

test('whoever lacks the level neither approves nor denies', () => {
  expect(approve(sampleRequest(), click('rob'), policy)).toMatchObject({
    kind: 'not-eligible',
    refusal: { rule: 'allow reader to rob' },
  });
  expect(deny(sampleRequest(), click('dan'), 'no', policy)).toMatchObject({ kind: 'not-eligible' });
});

test.each([
  ['an older revision', { revision: 0 }],
  ['another digest', { digest: 'abcd' }],
  ['too little of a digest', { digest: '9f' }],
  ['no digest', { digest: '' }],
])('a click that saw %s does not count', (_what, seen) => {
  expect(approve(sampleRequest(), click('ana', seen), policy)).toEqual({ kind: 'changed' });
});

test('where the target has to be typed, nothing else counts', () => {
  const request = sampleRequest({ rule: { ...sampleRule, typeTarget: 'payments' } });

  expect(approve(request, click('ana'), policy)).toEqual({ kind: 'type-target', expected: 'payments' });
  expect(approve(request, click('ana', { typed: 'payment' }), policy)).toMatchObject({ kind: 'type-target' });
  expect(approve(request, click('ana', { typed: ' payments ' }), policy)).toMatchObject({ kind: 'counts' });
});

test('one eligible deny with a reason ends it, and one without a reason does not', () => {
  expect(deny(sampleRequest(), click('ana'), ' ', policy)).toEqual({ kind: 'no-reason' });
  expect(deny(sampleRequest(), click('ana'), 'wrong region', policy)).toMatchObject({
    kind: 'counts',
    next: { state: { kind: 'denied', reason: 'wrong region' } },
  });
});

test('a retract takes the own approval away, and only that', () => {
  const request = after(sampleRequest(), approve(sampleRequest(), click('ana'), policy));

  expect(retract(request, voice('cleo'))).toEqual({ kind: 'not-counted-yet' });
  expect(retract(request, voice('ana'))).toMatchObject({ kind: 'counts', next: { approvals: [] } });
});

test('only the asker withdraws', () => {
  expect(withdraw(sampleRequest(), voice('ana'))).toEqual({ kind: 'not-yours' });
  expect(withdraw(sampleRequest(), voice('eve'))).toMatchObject({ next: { state: { kind: 'withdrawn' } } });
});

test.each<ChangeRequest['state']>([
  { kind: 'started', at: 1, operation: 'DR-1042' },
  { kind: 'denied', at: 1, by: voice('ana'), reason: 'no' },
  { kind: 'withdrawn', at: 1, by: voice('eve') },
  { kind: 'expired', at: 1 },
  { kind: 'voided', at: 1, why: 'the policy changed' },
])('nothing counts any more once a request is $kind', (state) => {
  const request = sampleRequest({ state, approvals: [{ ...voice('ana'), at: 1 }] });

  expect(approve(request, click('cleo'), policy)).toEqual({ kind: 'too-late' });
  expect(deny(request, click('cleo'), 'no', policy)).toEqual({ kind: 'too-late' });
  expect(retract(request, voice('ana'))).toEqual({ kind: 'too-late' });
  expect(withdraw(request, voice('eve'))).toEqual({ kind: 'too-late' });
});

test('an approval stands no longer than the level behind it', () => {
  const request = sampleRequest({
    approvals: [voice('ana'), voice('cleo'), voice('gone')].map((each) => ({ ...each, at: 1 })),
  });
  const without = samplePolicy({ grants: policy.grants.filter((grant) => grant.to !== 'ana') });

  const { approvals, fallen } = standingApprovals(request, without);

  expect(approvals.map((each) => each.person)).toEqual(['cleo']);
  expect(fallen.map((each) => each.person)).toEqual(['ana', 'gone']);
});

test('what was written down for the asker never stands, whoever wrote it', () => {
  const request = sampleRequest({
    asker: voice('cleo'),
    approvals: [voice('cleo'), voice('ana')].map((each) => ({ ...each, at: 1 })),
  });

  expect(standingApprovals(request, policy).approvals.map((each) => each.person)).toEqual(['ana']);
});

test('where roles in Azure could not be read, whoever falls over it is told why', () => {
  const request = sampleRequest({ approvals: [voice('ana'), voice('rob')].map((each) => ({ ...each, at: 1 })) });
  const unreadRoles = { ana: 'Azure could not be reached.', rob: 'Azure could not be reached.' };

  const { approvals, unread } = standingApprovals(request, { ...policy, unreadRoles });

  expect(approvals.map((each) => each.person)).toEqual(['ana']);
  expect(unread).toEqual(['Azure could not be reached.']);
});
