import { expect, test } from 'vitest';
import { journalStart } from '../../src/approvals/start.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import { Engine, type Prepared } from '../../src/operations/engine.ts';
import { fold } from '../../src/operations/state.ts';
import { operationCard } from '../../src/views/operation.ts';
import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { sampleRequest } from '../sample/request.ts';
import { createFickleAzure, type FickleAzure, fickleSteps } from './fickle-azure.ts';

const lacking: Prepared<FickleAzure> = { kind: 'not-mine', why: 'it needs version 2 of fail-over-machine' };
const step = { answers: 'accepts', dangerous: true, polls: 0, fails: false, stage: 0 } as const;
const able: Prepared<FickleAzure> = {
  kind: 'ready',
  steps: fickleSteps([[step]]),
  sealed: { order: '{}', seal: 'x' },
};

describeOnEachRedis('An operation that a worker cannot go on with', (connect) => {
  const start = async () => {
    const journal = journalOn(await openStore(await connect()));
    const clock = { now: Date.now() };
    await journal.create(journalStart(sampleRequest({ id: 'DR-1' }), 1, new Date(clock.now)));
    const wake = (prepared: Prepared<FickleAzure>) =>
      new Engine<FickleAzure>({
        journal,
        tools: createFickleAzure(),
        prepare: async () => prepared,
        limits: () => ({ atOnce: 1, stopAfterFailures: 1 }),
        now: () => clock.now,
        monotonicMs: () => clock.now,
        newRequestId: () => 'request-1',
      }).wake('DR-1');
    const state = async () => fold('DR-1', (await journal.read('DR-1')) ?? { version: 0, entries: [] });
    const card = async () => renderPlain(operationCard(await state(), new Date(clock.now)));
    return { clock, wake, state, card };
  };

  test('is left to another, without a word while another may come', async () => {
    const { wake, state } = await start();

    await wake(lacking);

    expect(await state()).toMatchObject({ version: 1 });
  });

  test('says so on its card when no other has come for a minute, and is written about once', async () => {
    const { clock, wake, state, card } = await start();
    clock.now += 61_000;

    await wake(lacking);
    await wake(lacking);

    expect(await state()).toMatchObject({ version: 2 });
    expect(await card()).toContain('left it: it needs version 2 of fail-over-machine');
  });

  test('is written about once, though two workers have reasons of their own', async () => {
    const { clock, wake, state } = await start();
    clock.now += 61_000;

    for (const why of ['it needs version 2', 'the policy here is another', 'it needs version 2'])
      await wake({ kind: 'not-mine', why });

    expect(await state()).toMatchObject({ version: 2, left: 'it needs version 2' });
  });

  test('says so no more when one goes on with it', async () => {
    const { clock, wake, card } = await start();
    clock.now += 61_000;
    await wake(lacking);

    await wake(able);

    expect(await card()).not.toContain('left it');
  });

  test('is still silent for those who ask whether it was interrupted', async () => {
    const { clock, wake, state } = await start();
    clock.now += 61_000;
    const { lastAt } = await state();

    await wake(lacking);

    expect((await state()).lastAt).toBe(lastAt);
  });
});
