import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { journalStart } from '../../src/approvals/start.ts';
import type { Entry } from '../../src/operations/entry.ts';
import { createPrepare } from '../../src/operations/prepare.ts';
import { sealed } from '../../src/operations/seal.ts';
import { fold, type Started } from '../../src/operations/state.ts';
import type { Step, Workflow } from '../../src/operations/workflow.ts';
import { voice } from '../sample/request.ts';
import { riskyWorld } from '../sample/risky.ts';

const purpose = { operation: 'DR-1', workflow: 'risky', version: 1 };
const orderShape = z.object({ name: z.string(), loss: z.number() });

const workflow: Workflow<z.infer<typeof orderShape>, object> = {
  name: 'risky',
  version: 1,
  readOrder: (order) => orderShape.parse(order),
  steps: ({ name, loss }) => [{ name: 'risk', title: `risk ${name}, lose ${loss}` } as Step<object>],
};

let world = riskyWorld();
beforeEach(() => {
  world = riskyWorld();
});

const prepare = (parts: { readonly version?: number; readonly sealKey?: string } = {}) =>
  createPrepare<object>({
    ...world.parts,
    workflows: [{ ...workflow, version: parts.version ?? 1 } as Workflow<unknown, object>],
    sealKey: parts.sealKey ?? 'key',
  });

/** An operation that Ana asked for and Cleo approved. */
const operation = async (changes: Partial<Started> = {}, ...more: readonly Entry[]) => {
  const request = { ...(await world.request()), approvals: [{ ...voice('cleo'), at: 1 }] };
  const [started] = journalStart(request, 1, new Date()).entries;
  const entries = [{ ...started, ...changes } as Entry, ...more].map((entry) => ({ ...entry, at: 1 }));
  return fold('DR-1', { version: entries.length, entries });
};

const planned = (kept = sealed('key', purpose, { name: 'payments', loss: 6 })): Entry => ({
  kind: 'planned',
  steps: [{ name: 'risk', title: 'risk', dangerous: true, lane: '', stage: 0 }],
  sealed: kept,
});

const intended: Entry = { kind: 'intended', step: 'risk', requestId: 'r', sendBefore: 2 };

test('before anything is sent the plan is the own one of the worker, and its order is sealed', async () => {
  const state = await operation();
  world.loss = 9;

  expect(await prepare()(state)).toMatchObject({
    kind: 'ready',
    steps: [{ title: 'risk payments, lose 9' }],
    sealed: sealed('key', purpose, { name: 'payments', loss: 9 }),
  });
});

test('it is judged once more right before the first call, however long ago it was planned', async () => {
  const state = await operation({}, planned());
  expect(await prepare()(state)).toMatchObject({ kind: 'ready', steps: [{ title: 'risk payments, lose 6' }] });

  world.loss = 100;
  expect(await prepare()(state)).toMatchObject({ kind: 'changed' });
});

test('what has begun goes on from the sealed order, whatever has become of the facts', async () => {
  const state = await operation({}, planned(), intended);
  world.loss = 100;
  world.block = 'it is over there already';

  expect(await prepare()(state)).toMatchObject({ kind: 'ready', steps: [{ title: 'risk payments, lose 6' }] });
});

test.each([
  ['another order', { ...sealed('key', purpose, {}), order: '{"name":"orders","loss":1}' }],
  ['an order of another operation', sealed('key', { ...purpose, operation: 'DR-2' }, { name: 'orders', loss: 1 })],
  ['an order of another workflow', sealed('key', { ...purpose, workflow: 'mild' }, { name: 'orders', loss: 1 })],
  ['an order that another key sealed', sealed('other', purpose, { name: 'orders', loss: 1 })],
])('%s is not carried out', async (_what, kept) => {
  const state = await operation({}, planned(kept), intended);

  expect(await prepare()(state)).toEqual({
    kind: 'not-mine',
    why: 'its order was not sealed by a worker of this key',
  });
});

test('waits for a worker of its policy, and for one that has its workflow', async () => {
  expect(await prepare()(await operation({ policyVersion: 'older' }))).toEqual({
    kind: 'not-mine',
    why: 'the policy here is another',
  });
  expect(await prepare({ version: 2 })(await operation())).toEqual({
    kind: 'not-mine',
    why: 'it needs version 1 of risky',
  });
});

test.each<[string, Partial<Started>, string]>([
  ['nobody approved', { approvers: [] }, 'it needs 1 approval and has 0 (rule: default for outage)'],
  ['the approver lacks the level', { approvers: [voice('rob')] }, 'rob may not approve it'],
  ['the asker approved', { approvers: [voice('ana')] }, 'ana asked for it'],
])('nothing is sent where %s, whatever the journal says that it takes', async (_what, changes, why) => {
  const state = await operation({ ...changes, access: { level: 'reader', area: 'recovery' }, targets: [] });

  expect(await prepare()(state)).toEqual({ kind: 'changed', why });
});

test('nothing is sent where the facts are others, or the asker may not any more', async () => {
  expect(await prepare()(await operation({ digest: '0'.repeat(64) }))).toMatchObject({ kind: 'changed' });
  expect(await prepare()(await operation({ typed: { target: 'orders' } }))).toMatchObject({ kind: 'changed' });
  expect(await prepare()(await operation({ asker: voice('rob') }))).toMatchObject({ kind: 'changed' });
});
