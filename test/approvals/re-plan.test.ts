import { beforeEach, expect, test } from 'vitest';
import { digestOf } from '../../src/approvals/digest.ts';
import { recheck, recheckStarted } from '../../src/approvals/re-plan.ts';
import { journalStart } from '../../src/approvals/start.ts';
import { entryShape } from '../../src/operations/entry.ts';
import type { Started } from '../../src/operations/state.ts';
import { samplePolicy } from '../sample/policy.ts';
import { riskyWorld } from '../sample/risky.ts';

let world = riskyWorld();
beforeEach(() => {
  world = riskyWorld();
});

const started = async (): Promise<Started> => {
  const [entry] = journalStart(await world.request(), 1, new Date()).entries;
  if (entry?.kind !== 'started') throw new Error('A journal begins with its start.');
  return entry;
};

test('nothing changed: the same plan, with what the policy asks for it now', async () => {
  expect(await recheck(await world.request(), world.parts)).toMatchObject({
    kind: 'same',
    rule: { quorum: 1, approvers: { level: 'operator', area: 'recovery' } },
    targets: [{ name: 'payments' }],
  });
});

test('of an account that nobody vouched for somebody else has to agree, before the start and after it', async () => {
  const { approvals } = samplePolicy();
  world.policy = samplePolicy({ approvals: { ...approvals, rules: [{ rule: 'free', when: {}, quorum: 0 }] } });
  const request = await world.request();
  const linked = { ...request, asker: { ...request.asker, byOwnLink: true as const } };
  const [entry] = journalStart(linked, 1, new Date()).entries.map((each) => entryShape.parse(each));

  expect(await recheck(request, world.parts)).toMatchObject({ kind: 'same', rule: { quorum: 0 } });
  expect(await recheck(linked, world.parts)).toMatchObject({ kind: 'same', rule: { quorum: 1 } });
  expect(await recheckStarted(entry as Started, world.parts)).toMatchObject({ kind: 'same', rule: { quorum: 1 } });
});

test('a loss that has grown within the limit keeps the approval, and the limit stays the one agreed to', async () => {
  const request = await world.request();
  world.loss = 20;

  const found = await recheck(request, world.parts);

  expect(found).toMatchObject({ kind: 'same', plan: { facts: { bounded: { 'data loss': { most: 21 } } } } });
  const facts = found.kind === 'same' ? found.plan.facts : { decisive: {}, bounded: {} };
  expect(digestOf('risky', facts)).toBe(request.digest);
});

test('a loss beyond the limit is another plan, with a limit of its own', async () => {
  const request = await world.request();
  world.loss = 22;

  expect(await recheck(request, world.parts)).toMatchObject({
    kind: 'changed',
    how: ['data loss: 22 min now, approved up to 21 min'],
    plan: { facts: { bounded: { 'data loss': { most: 37 } } } },
  });
});

test('of what was started the limits of the journal count, and nobody can widen them there', async () => {
  const entry = await started();
  world.loss = 22;
  const widened = { ...entry, bounds: { 'data loss': { now: 6, most: 999, unit: 'min' } } };

  expect(await recheckStarted(entry, world.parts)).toMatchObject({ kind: 'changed' });
  expect(await recheckStarted(widened, world.parts)).toMatchObject({
    kind: 'changed',
    how: ['the facts are not those that were agreed to'],
  });
  world.loss = 21;
  expect(await recheckStarted(entry, world.parts)).toMatchObject({ kind: 'same' });
});

test('an asker who is gone or may not any more takes the request along', async () => {
  const request = await world.request();
  const { people, grants } = samplePolicy();

  world.policy = samplePolicy({ people: people.filter(({ id }) => id !== 'ana') });
  expect(await recheck(request, world.parts)).toEqual({ kind: 'void', why: 'the policy knows no Ana Ruiz any more' });

  world.policy = samplePolicy({ grants: grants.filter(({ to }) => to !== 'ana') });
  expect(await recheck(request, world.parts)).toEqual({
    kind: 'void',
    why: 'Ana Ruiz: you hold nothing in recovery there',
  });
});

test('what its own checks stop by now is over, with the reason', async () => {
  const request = await world.request();
  world.block = 'Azure does not allow it now.';

  expect(await recheck(request, world.parts)).toEqual({ kind: 'void', why: 'payments: Azure does not allow it now.' });
});

test('a command that is gone, and a name that stands for nothing, are over', async () => {
  const request = await world.request();

  expect(await recheck({ ...request, command: 'explode' }, world.parts)).toMatchObject({ kind: 'void' });
  expect(await recheck({ ...request, typed: { target: 'nothing' } }, world.parts)).toEqual({
    kind: 'void',
    why: 'there is no single "nothing" any more',
  });
});
