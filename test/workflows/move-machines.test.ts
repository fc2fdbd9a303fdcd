import { expect, test } from 'vitest';
import type { ProtectedItem, RecoveryReader, RecoveryWriter } from '../../src/ports/azure/recovery.ts';
import { moveMachines } from '../../src/workflows/move-machines.ts';
import type { MoveOf } from '../../src/workflows/moves.ts';
import type { Tools } from '../../src/workflows/tools.ts';
import { reading, sampleItem } from '../sample/azure.ts';
import { sampleRunning } from '../sample/running.ts';

const { id, vaultId } = sampleItem('pay-db-01');
const order: MoveOf<'failover'> = {
  call: 'failover',
  itemId: id,
  vaultId,
  machine: 'pay-db-01',
  targetRegion: 'westus2',
  shutdownSource: true,
};

/** Every call of the writer is written down with what it was given. */
const toolsWith = (changes: Partial<ProtectedItem>) => {
  const calls: unknown[] = [];
  const recovery: Partial<RecoveryReader> = { item: async () => reading(sampleItem('pay-db-01', changes)) };
  const writer: Partial<RecoveryWriter> = {
    failover: async (...given) => {
      calls.push(given);
      return { kind: 'recovery-job', at: 'job', resource: id, acceptedAt: '' };
    },
    reconcile: async (given) => {
      calls.push(given);
      return { seen: 'nothing' };
    },
  };
  const tools = { readers: { recovery }, writers: { recovery: writer } } as unknown as Tools;
  return { tools, calls };
};

test.each<[string, Partial<ProtectedItem>, string]>([
  ['runs where it always did', { activeLocation: 'source' }, 'to-do'],
  ['waits to be committed there', { activeLocation: 'target', allowed: ['Commit', 'ChangePit'] }, 'done'],
  ['is committed there', { activeLocation: 'target', allowed: ['SwitchProtection'] }, 'done'],
  ['is on its way, for all that Azure says', { activeLocation: 'target', allowed: [] }, 'to-do'],
  [
    'Azure still works on',
    { allowed: [], runningJob: { scenario: 'UnplannedFailover', jobId: 'job', startedAt: new Date(0) } },
    'not-yet',
  ],
])('a machine that %s', async (_how, changes, kind) => {
  const [step] = moveMachines.steps({ moves: [order] }, sampleRunning);

  expect(await step?.look(toolsWith(changes).tools)).toMatchObject({ kind });
});

test('is one dangerous call, with the point only where one was chosen', async () => {
  const { tools, calls } = toolsWith({});
  const sending = { requestId: 'r', sendWithinMs: 5_000 };

  const [step, ...others] = moveMachines.steps({ moves: [order] }, sampleRunning);
  await step?.act(tools, sending);
  await moveMachines.steps({ moves: [{ ...order, pointId: 'point-1' }] }, sampleRunning)[0]?.act(tools, sending);

  expect([step?.dangerous, others]).toEqual([true, []]);
  expect(calls).toEqual([
    [{ itemId: id, shutdownSource: true }, sending],
    [{ itemId: id, shutdownSource: true, pointId: 'point-1' }, sending],
  ]);
});

test('is looked for as the failover of this item, under the id that it was sent with', async () => {
  const { tools, calls } = toolsWith({});
  const sent = { requestId: 'r', sentAt: new Date(0) };

  await moveMachines.steps({ moves: [order] }, sampleRunning)[0]?.reconcile(tools, sent);

  expect(calls).toEqual([{ itemId: id, scenario: 'failover', ...sent }]);
});
