import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RecoveryCall } from '../../../../src/ports/azure/recovery.ts';
import { type AzureWorld, sending } from '../azure-world.ts';
import { prepared } from './every-write.ts';
import { itemId, outcome, startRecoveryWorld } from './recovery-world.ts';

let world: AzureWorld;

beforeAll(async () => {
  world = await startRecoveryWorld();
});

beforeEach(() => world.azure.reset());

afterAll(() => world.close());

const now = () => new Date(world.azure.clock.now());

/** Asks for a call that no job knows by its request id. */
const reconcileStrange = (scenario: RecoveryCall, target: string, sentAt = now()) =>
  world.connect().writers.recovery.reconcile({ itemId: target, scenario, requestId: randomUUID(), sentAt });

/** Sends it, and lets it end. */
const done = async (call: RecoveryCall): Promise<string> => {
  const { send, target } = await prepared(world, call);
  await outcome(world, await send(world.connected.writers.recovery)(sending()), { seconds: 4000 });
  world.azure.clock.advance(600);
  return target;
};

test('a job of the same kind on the same machine at that time stands for one that cannot be told by its id', async () => {
  const sentAt = now();
  await world.connected.writers.recovery.failover({ itemId: itemId('web-01'), shutdownSource: false }, sending());

  const found = await reconcileStrange('failover', itemId('web-01'), sentAt);

  expect(found).toMatchObject({ seen: 'under-way', token: { kind: 'recovery-job', resource: itemId('web-01') } });
});

test('neither a job of another machine does, nor one of another kind', async () => {
  const sentAt = now();
  await world.connected.writers.recovery.failover({ itemId: itemId('web-01'), shutdownSource: false }, sending());

  expect(await reconcileStrange('failover', itemId('file-01'), sentAt)).toEqual({ seen: 'nothing' });
  expect(await reconcileStrange('resync', itemId('web-01'), sentAt)).toEqual({ seen: 'nothing' });
});

test('nor one that was over before', async () => {
  await done('resync');

  expect(await reconcileStrange('resync', itemId('web-01'))).toEqual({ seen: 'nothing' });
});

test('a job that failed is found, and its standing tells why', async () => {
  const { operation, send, target } = await prepared(world, 'failover');
  world.azure.faults.add({ operation }, { kind: 'fail-at', percent: 10, code: '150097', message: 'No quota.' });
  const how = sending();
  const sentAt = now();
  const token = await send(world.connected.writers.recovery)(how);
  await outcome(world, token);

  const found = await world.connected.writers.recovery.reconcile({
    itemId: target,
    scenario: 'failover',
    requestId: how.requestId.toUpperCase(),
    sentAt,
  });

  expect(found).toMatchObject({ seen: 'under-way', token: { at: expect.stringContaining(token.at.slice(-36)) } });
});

describe('the state of the thing itself is evidence', () => {
  test.each([
    'drill',
    'cleanUpDrill',
    'commit',
    'cancelFailover',
    'reprotect',
    'protect',
    'unprotect',
    'createPolicy',
    'createPlan',
    'deletePlan',
  ] as const)('of %s', async (call) => {
    const before = await prepared(world, call);
    const untouched = await reconcileStrange(call, before.target);

    const target = await done(call);

    expect(untouched).toEqual({ seen: 'nothing' });
    expect(await reconcileStrange(call, target)).toMatchObject({ seen: 'done', evidence: expect.any(String) });
  });

  test('of a failover only if it was not before', async () => {
    const sentAt = now();
    const target = await done('failover');

    expect(await reconcileStrange('failover', target, sentAt)).toMatchObject({ seen: 'done' });
    expect(await reconcileStrange('failover', target)).toEqual({ seen: 'nothing' });
  });
});
