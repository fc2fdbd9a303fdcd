import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jobsOf } from '../../../../rehearsal/azure/services/backup/jobs.ts';
import type { Fault } from '../../../../rehearsal/azure/wire/faults.ts';
import { AzureRefused, OutcomeUnknown, SentTooLate } from '../../../../src/errors/azure.ts';
import {
  type BackupWorld,
  diskOrder,
  ended,
  newestPoint,
  newestSecondaryPoint,
  northernOrder,
  sending,
  startBackupWorld,
} from './backup-world.ts';
import { everyWrite, reconciliation } from './every-write.ts';

let world: BackupWorld;

beforeEach(async () => {
  world = await startBackupWorld({ protect: false });
});

afterEach(() => world.fixture.close());

const strike = (operation: string, fault: Fault) => world.fixture.azure.faults.add({ operation, times: 1 }, fault);

const jobs = (kind: string) =>
  jobsOf(world.fixture.azure.world, world.estate.vaultId).filter((job) => job.kind === kind).length;

describe.each(everyWrite)('$call', ({ call, operation, job, prepare }) => {
  const cancels = call === 'cancelJob';

  test.each([
    ['an error is answered after Azure has accepted', { kind: 'error-after-accepting', status: 500 }],
    ['the connection breaks after Azure has accepted', { kind: 'drop-after-accepting' }],
  ] as const)('%s: it is sent once, found again, and goes on', async (_case, fault) => {
    const act = await prepare(world);
    const said = sending();
    strike(operation, fault);
    world.fixture.azure.log.clear();

    const outcome = await act(world.adapter.writer, said).catch((error: unknown) => error);
    const arrivals = world.arrivals(operation);
    world.fixture.azure.clock.advance(1);
    const found = await world.anotherAdapter().writer.reconcile(await reconciliation(world, call, said));
    if (found.seen === 'under-way') await ended(world, found.token);

    expect(outcome).toBeInstanceOf(OutcomeUnknown);
    expect([arrivals, jobs(job)]).toEqual([1, 1]);
    expect(found.seen).toBe(cancels ? 'done' : 'under-way');
    expect(jobs(job)).toBe(1);
  });

  test('the connection breaks before Azure has read anything: nothing is seen, and nothing was done', async () => {
    const act = await prepare(world);
    const said = sending();
    strike(operation, { kind: 'drop-before-accepting' });
    world.fixture.azure.log.clear();

    const outcome = await act(world.adapter.writer, said).catch((error: unknown) => error);
    const arrivals = world.arrivals(operation);
    const found = await world.anotherAdapter().writer.reconcile(await reconciliation(world, call, said));

    expect(outcome).toBeInstanceOf(OutcomeUnknown);
    expect([arrivals, found.seen, jobs(job)]).toEqual([1, 'nothing', cancels ? 1 : 0]);
  });

  test('Azure asks to wait: it was not done, and that is certain', async () => {
    const act = await prepare(world);
    strike(operation, { kind: 'throttle', retryAfter: 17 });
    world.fixture.azure.log.clear();

    const outcome = await act(world.adapter.writer, sending()).catch((error: unknown) => error);

    expect(outcome).toBeInstanceOf(AzureRefused);
    expect(outcome).toMatchObject({ problem: { status: 429, retryAfterSeconds: 17 } });
    expect([world.arrivals(operation), jobs(job)]).toEqual([1, cancels ? 1 : 0]);
  });

  test('Azure is slow: it is sent once, and accepted', async () => {
    const act = await prepare(world);
    strike(operation, { kind: 'slow', milliseconds: 50 });
    world.fixture.azure.log.clear();

    const token = await act(world.adapter.writer, sending());
    const standing = await ended(world, token);

    expect([world.arrivals(operation), jobs(job)]).toEqual([1, 1]);
    expect(standing.state).toBe('succeeded');
  });

  test('the region that has to act is lost: it is never done twice', async () => {
    const act = await prepare(world);
    const before = jobs(job);
    world.fixture.azure.faults.regionDown(call === 'restoreInSecondary' ? 'northeurope' : 'westeurope');
    world.fixture.azure.log.clear();

    const outcome = await act(world.adapter.writer, sending()).catch((error: unknown) => error);

    expect(outcome).toBeInstanceOf(call === 'restoreInSecondary' ? AzureRefused : OutcomeUnknown);
    expect(world.arrivals(operation)).toBe(call === 'restoreInSecondary' ? 0 : 1);
    expect(jobs(job)).toBe(before);
  });

  test('the time to send it has passed: it is not sent', async () => {
    const act = await prepare(world);
    world.fixture.azure.log.clear();

    const outcome = await act(world.adapter.writer, { ...sending(), sendWithinMs: -1 }).catch(
      (error: unknown) => error,
    );

    expect(outcome).toBeInstanceOf(SentTooLate);
    expect(world.arrivals(operation)).toBe(0);
  });
});

test('a check of a restore may be asked for again, and is', async () => {
  await world.fixture.close();
  world = await startBackupWorld();
  const order = diskOrder(world, await newestPoint(world));
  strike('ValidateOperation_Trigger', { kind: 'error-after-accepting', status: 500 });

  const token = await world.adapter.writer.validateRestore(order, sending());

  expect(world.arrivals('ValidateOperation_Trigger')).toBe(2);
  expect(await ended(world, token)).toMatchObject({ state: 'succeeded' });
});

test('what is asked on the way to a Cross Region Restore is asked again', async () => {
  await world.fixture.close();
  world = await startBackupWorld();
  const order = northernOrder(world, await newestSecondaryPoint(world));
  strike('AadProperties_Get', { kind: 'drop-before-accepting' });
  strike('RecoveryPoints_GetAccessToken', { kind: 'error-after-accepting', status: 500 });

  await world.adapter.writer.restoreInSecondary(order, sending());

  expect(world.arrivals('RecoveryPoints_GetAccessToken')).toBe(2);
  expect(world.arrivals('CrossRegionRestore_Trigger')).toBe(1);
});

test.each([
  ['answers with an error', { kind: 'error', status: 500, code: 'InternalServerError', message: 'Sorry.' }],
  ['is throttled', { kind: 'throttle', retryAfter: 40 }],
] as const)('while the status %s, the operation runs on and nothing is sent anew', async (_case, fault) => {
  await world.fixture.close();
  world = await startBackupWorld();
  const token = await world.adapter.writer.restore(diskOrder(world, await newestPoint(world)), sending());
  world.fixture.azure.faults.add({ operation: 'BackupOperationStatuses_Get' }, fault);

  const during = await world.adapter.writer.standing(token);
  world.fixture.azure.faults.clear();
  world.fixture.azure.clock.advance(60);

  expect(during).toMatchObject({ state: 'running', askAgainInSeconds: fault.kind === 'throttle' ? 40 : 60 });
  expect(await ended(world, token)).toMatchObject({ state: 'succeeded' });
  expect([world.arrivals('Restores_Trigger'), jobs('Restore')]).toEqual([1, 1]);
});
