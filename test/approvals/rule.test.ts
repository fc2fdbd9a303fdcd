import { expect, test } from 'vitest';
import { appliedRule } from '../../src/approvals/rule.ts';
import type { ApprovalRule, Policy } from '../../src/policy/policy.ts';
import { samplePolicy, vmId } from '../sample/policy.ts';

type Asked = Parameters<typeof appliedRule>[0];

const noon = new Date('2026-11-20T12:00:00Z');

const asked = (changes: Partial<Asked> = {}): Asked => ({
  danger: 'outage',
  additive: false,
  access: { level: 'operator', area: 'recovery' },
  targets: [{ kind: 'application', name: 'payments', where: '', resources: [vmId('rg-payments', 'pay-web-01')] }],
  vms: 4,
  ...changes,
});

const withRules = (...rules: ApprovalRule[]): Policy =>
  samplePolicy({
    approvals: {
      rules,
      freezes: [{ name: 'year-end', from: new Date('2026-12-20T00:00:00Z'), to: new Date('2027-01-04T00:00:00Z') }],
      openRequestsPerPerson: 5,
      terminalMayApprove: false,
    },
  });

test.each([
  [{ danger: 'reversible', additive: true }, 0],
  [{ danger: 'reversible' }, 1],
  [{ danger: 'outage' }, 1],
  [{ danger: 'data-loss' }, 2],
] as const)('without a rule, %j needs %i', (change, quorum) => {
  expect(appliedRule(asked(change), samplePolicy(), noon)).toMatchObject({ quorum, lifetimeSeconds: 900 });
});

test('what an account asks for that nobody vouched for needs one more than usual, who may have made the link', () => {
  const free = withRules({ rule: 'free', when: {}, quorum: 0 });

  expect(
    appliedRule(asked({ byOwnLink: true, danger: 'reversible', additive: true }), samplePolicy(), noon).quorum,
  ).toBe(1);
  expect(appliedRule(asked({ byOwnLink: true }), free, noon).quorum).toBe(1);
  expect(appliedRule(asked({ byOwnLink: true, danger: 'data-loss' }), samplePolicy(), noon)).toMatchObject({
    rule: expect.stringContaining("and one more because nobody confirmed the asker's link"),
    quorum: 3,
  });
});

test('a rule for everything fits what is at no place, too', () => {
  const policy = withRules({ rule: 'all', when: { scope: { kind: 'everything' } }, quorum: 3 });

  expect(appliedRule(asked({ targets: [] }), policy, noon).quorum).toBe(3);
});

test('the first rule that fits decides, and what it leaves out comes from the defaults', () => {
  const policy = withRules(
    { rule: 'many', when: { danger: 'outage', vmsAtLeast: 10 }, quorum: 3 },
    { rule: 'payments', when: { scope: { kind: 'application', name: 'payments' } }, quorum: 2, typeTarget: true },
    { rule: 'rest', when: {}, quorum: 4 },
  );

  expect(appliedRule(asked({ vms: 10 }), policy, noon)).toMatchObject({ rule: 'many', quorum: 3 });
  expect(appliedRule(asked(), policy, noon)).toMatchObject({
    rule: 'payments',
    quorum: 2,
    lifetimeSeconds: 900,
    typeTarget: 'payments',
  });
  expect(appliedRule(asked({ targets: [] }), policy, noon)).toMatchObject({ rule: 'rest' });
});

test('a freeze is a time', () => {
  const policy = withRules({ rule: 'frozen', when: { duringFreeze: true }, quorum: 5 });

  expect(appliedRule(asked(), policy, noon).quorum).toBe(1);
  expect(appliedRule(asked(), policy, new Date('2026-12-24T00:00:00Z')).quorum).toBe(5);
  expect(appliedRule(asked(), policy, new Date('2027-01-04T00:00:00Z')).quorum).toBe(1);
});

test('approvers hold at least what asking takes, and Operator at the least', () => {
  const atLeast = withRules({ rule: 'r', when: {}, approvers: 'contributor' });

  expect(appliedRule(asked(), samplePolicy(), noon).approvers).toEqual({ level: 'operator', area: 'recovery' });
  expect(
    appliedRule(asked({ access: { level: 'contributor', area: 'backup' } }), samplePolicy(), noon).approvers,
  ).toEqual({ level: 'contributor', area: 'backup' });
  expect(appliedRule(asked(), atLeast, noon).approvers).toEqual({ level: 'contributor', area: 'recovery' });
  expect(appliedRule(asked({ access: { grant: 'vault-admin' } }), samplePolicy(), noon).approvers).toEqual({
    grant: 'vault-admin',
  });
});

test('whoever approves is an Operator at least, however little it takes to ask', () => {
  const rule = appliedRule(asked({ access: { level: 'reader', area: 'copies' } }), samplePolicy(), noon);

  expect(rule.approvers).toEqual({ level: 'operator', area: 'copies' });
});
