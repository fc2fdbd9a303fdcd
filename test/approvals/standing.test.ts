import { expect, test } from 'vitest';
import { standing } from '../../src/approvals/standing.ts';
import { everything, gives, samplePolicy } from '../sample/policy.ts';
import { sampleRequest, sampleRule, voice } from '../sample/request.ts';

const policy = samplePolicy();
const { targets } = sampleRequest();
const asked = { rule: { ...sampleRule, quorum: 1 }, targets };

const why = (approvers: readonly string[], changes: Partial<typeof asked> = {}) =>
  standing(
    { startedAt: 0, asker: voice('eve'), approvers: approvers.map((each) => voice(each)) },
    { ...asked, ...changes },
    policy,
  );

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
  const own = { startedAt: 0, asker: voice('cleo'), approvers: [voice('cleo')] };

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

const glass = { by: voice('dan'), incident: 'INC-1', reason: 'nobody answers', at: 0 };
const twoMinutes = 120_000;
const withGrant = samplePolicy({
  grants: [
    ...policy.grants,
    {
      people: ['dan'],
      to: 'dan',
      effect: 'allow',
      gives: { kind: 'special', grants: ['break-glass'] },
      scope: everything,
      rule: 'break-glass to dan',
    },
  ],
});
const breakable = { ...asked, rule: { ...asked.rule, breakGlass: true } };
const startedAlone = { startedAt: twoMinutes, asker: voice('eve'), approvers: [], glass };

test('one person alone carries it, with the grant, by a rule that allows it, after time to abort', () => {
  expect(standing(startedAlone, breakable, withGrant)).toBeUndefined();
  expect(standing(startedAlone, breakable, policy)).toBe('dan may not break glass for it');
  expect(standing(startedAlone, asked, withGrant)).toContain('it may not be started by breaking glass');
  expect(standing({ ...startedAlone, startedAt: twoMinutes - 1 }, breakable, withGrant)).toContain('no time to abort');
  const nameless = { ...startedAlone, glass: { ...glass, incident: ' ' } };
  expect(standing(nameless, breakable, withGrant)).toBe('dan named no incident');
});

test('a fallback approver counts after the time of the rule, if they may read it and nothing denies it', () => {
  const escalate = { afterSeconds: 300, to: 'on-call', people: ['rob', 'dan'] };
  const escalating = { ...asked, rule: { ...asked.rule, escalate } };
  const by = (person: string, startedAt: number) => ({
    ...{ startedAt, requestedAt: 0, asker: voice('eve'), approvers: [voice(person)] },
  });

  expect(standing(by('rob', 300_000), escalating, policy)).toBeUndefined();
  expect(standing(by('rob', 299_999), escalating, policy)).toBe('rob may not approve it');
  expect(standing(by('dan', 300_000), escalating, policy)).toBe('dan may not approve it');
  const denied = samplePolicy({ grants: [...policy.grants, gives('rob', 'operator', everything, 'deny')] });
  expect(standing(by('rob', 300_000), escalating, denied)).toBe('rob may not approve it');
});
