import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecoveryCall } from '../../../../src/ports/azure/recovery.ts';
import { type AzureWorld, sending } from '../azure-world.ts';
import { everyCall, prepared } from './every-write.ts';
import { outcome, startRecoveryWorld } from './recovery-world.ts';

let world: AzureWorld;

beforeAll(async () => {
  world = await startRecoveryWorld();
});

afterAll(() => world.close());

const isWrite = (operation: string | undefined) => operation !== undefined && !/_(List|Get)/.test(operation);
const writesArrived = () => world.arrived().filter(isWrite);

/** In the world's time, in which Azure's jobs are. */
const now = () => new Date(world.azure.clock.now());

const reconciled = (scenario: RecoveryCall, itemId: string, requestId: string, sentAt: Date) =>
  world.connect().writers.recovery.reconcile({ itemId, scenario, requestId, sentAt });

describe.each(everyCall)('%s', (call) => {
  test('arrives once, and another process follows it to its end by its token', async () => {
    const { operation, send } = await prepared(world, call);

    const token = await send(world.connected.writers.recovery)(sending(5_000));

    expect(writesArrived()).toEqual([operation]);
    const { state } = await outcome(world, token, { seconds: 4000 });
    expect(state).toBe(call === 'reprotectPlan' ? 'failed' : 'succeeded');
  });

  test('is refused, and not sent again, when Azure asks to wait', async () => {
    const { operation, send } = await prepared(world, call);
    world.azure.faults.add({ operation }, { kind: 'throttle', retryAfter: 324 });

    const refused = send(world.connect().writers.recovery)(sending());

    await expect(refused).rejects.toMatchObject({ name: 'AzureRefused', problem: { retryAfterSeconds: 324 } });
    expect(writesArrived()).toEqual([operation]);
  });

  test.each([
    ['fails with 500 after it was accepted', { kind: 'error-after-accepting', status: 500 }],
    ['is answered by nobody after it was accepted', { kind: 'drop-after-accepting' }],
  ] as const)('is found again when it %s', async (_, fault) => {
    const { operation, send, target } = await prepared(world, call);
    world.azure.faults.add({ operation }, fault);
    const how = sending();
    const sentAt = now();

    await expect(send(world.connected.writers.recovery)(how)).rejects.toMatchObject({ name: 'OutcomeUnknown' });

    expect(writesArrived()).toEqual([operation]);
    const found = await reconciled(call, target, how.requestId, sentAt);
    expect(found.seen).toBe('under-way');
    const { state } = await outcome(world, tokenIn(found), { seconds: 4000 });
    expect(state).toBe(call === 'reprotectPlan' ? 'failed' : 'succeeded');
    const again = await reconciled(call, target, how.requestId, sentAt);
    expect(again.seen).toBe(call === 'reprotectPlan' ? 'under-way' : 'done');
  });

  test('is not seen when the connection broke before it was read', async () => {
    const { operation, send, target } = await prepared(world, call);
    world.azure.faults.add({ operation }, { kind: 'drop-before-accepting' });
    const how = sending(5_000);
    const sentAt = now();

    await expect(send(world.connected.writers.recovery)(how)).rejects.toMatchObject({ name: 'OutcomeUnknown' });

    expect(writesArrived()).toEqual([operation]);
    expect(await reconciled(call, target, how.requestId, sentAt)).toEqual({ seen: 'nothing' });
  });

  test('is sent once, however long the answer takes', async () => {
    const { operation, send } = await prepared(world, call);
    world.azure.faults.add({ operation }, { kind: 'slow', milliseconds: 30 });

    const token = await send(world.connected.writers.recovery)(sending());

    expect(token.kind).toBe('recovery-job');
    expect(writesArrived()).toEqual([operation]);
  });

  test('is not sent after its time', async () => {
    const { send } = await prepared(world, call);

    await expect(send(world.connected.writers.recovery)(sending(-1))).rejects.toMatchObject({ name: 'SentTooLate' });

    expect(writesArrived()).toEqual([]);
  });

  test('is unknown while the region of the vault is lost, and nobody says that nothing was done', async () => {
    const { send, target } = await prepared(world, call);
    world.azure.faults.regionDown('westus');
    const how = sending(5_000);
    const sentAt = now();

    await expect(send(world.connected.writers.recovery)(how)).rejects.toMatchObject({ name: 'OutcomeUnknown' });

    await expect(reconciled(call, target, how.requestId, sentAt)).rejects.toMatchObject({ name: 'AzureRefused' });
    world.azure.faults.regionUp('westus');
    expect(await reconciled(call, target, how.requestId, sentAt)).toEqual({ seen: 'nothing' });
    expect(writesArrived()).toHaveLength(1);
  });
});

test('a failover that nobody waited for to the end is found again', async () => {
  const { operation, send, target } = await prepared(world, 'failover');
  world.azure.faults.add({ operation }, { kind: 'slow', milliseconds: 1500 });
  const how = sending(5_000);
  const sentAt = now();
  const hasty = world.connect({ timing: { writeTimeoutMs: 700 } }).writers.recovery;

  await expect(send(hasty)(how)).rejects.toMatchObject({ name: 'OutcomeUnknown' });

  await expect.poll(() => writesArrived(), { timeout: 10_000 }).toEqual([operation]);
  expect((await reconciled('failover', target, how.requestId, sentAt)).seen).toBe('under-way');
});

function tokenIn(found: Awaited<ReturnType<typeof reconciled>>) {
  if (found.seen !== 'under-way') throw new Error(`It is seen as ${found.seen}.`);
  return found.token;
}
