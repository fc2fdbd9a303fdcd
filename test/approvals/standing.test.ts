import { expect, test } from 'vitest';
import { standing } from '../../src/approvals/standing.ts';
import { samplePolicy } from '../sample/policy.ts';
import { sampleRequest, sampleRule, voice } from '../sample/request.ts';

const policy = samplePolicy();
const { targets } = sampleRequest();
const asked = { rule: { ...sampleRule, quorum: 1 }, targets };

const why = (approvers: readonly string[], changes: Partial<typeof asked> = {}) =>
  standing({ asker: voice('eve'), approvers: approvers.map((each) => voice(each)) }, { ...asked, ...changes }, policy);

test('somebody else who may approve carries it', () => {
  expect(why(['cleo'])).toBeUndefined();
  expect(why(['ana', 'cleo'])).toBeUndefined();
});

test.each([
  ['without the level', ['rob'], 'rob may not approve it'],
  ['whom the policy does not know', ['mallory'], 'mallory may not approve it'],
  ['without the level, beside one who has it', ['cleo', 'rob'], 'rob may not approve it'],
  ['who is named twice', ['cleo', 'cleo'], 'cleo is counted twice'],
])('an approver %s stops it', (_who, approvers, expected) => {
  expect(why(approvers)).toBe(expected);
});

test('the asker does not carry their own', () => {
  const own = { asker: voice('cleo'), approvers: [voice('cleo')] };

  expect(standing(own, asked, policy)).toBe('cleo asked for it');
});

test('by this policy it needs more than were written down', () => {
  expect(why([])).toBe('it needs 1 approval and has 0 (rule: default for outage)');
  expect(why(['cleo'], { rule: { ...sampleRule, quorum: 2 } })).toContain('it needs 2 approvals and has 1');
  expect(why([], { rule: { ...sampleRule, quorum: 0 } })).toBeUndefined();
});

test('the level is that of this policy, at what this process found it to be about', () => {
  const contributors = { ...asked.rule, approvers: { level: 'contributor', area: 'recovery' } } as const;
  const [payments] = targets;
  const orders = [{ ...payments, name: 'orders', resources: policy.applications[1]?.vms ?? [] }] as typeof targets;

  expect(why(['ana'], { rule: contributors })).toBe('ana may not approve it');
  expect(why(['ana'], { targets: orders })).toBe('ana may not approve it');
});
