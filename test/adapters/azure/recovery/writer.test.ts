import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DiskOrder, ProtectedItem } from '../../../../src/ports/azure/recovery.ts';
import { type AzureWorld, sending } from '../azure-world.ts';
import { expectRefusals, machine, networkId, outcome, places, planned, startRecoveryWorld } from './recovery-world.ts';

let world: AzureWorld;

beforeEach(async () => {
  world = await startRecoveryWorld(planned);
});

afterEach(() => world.close());

const writer = () => world.connected.writers.recovery;

test('a failover is followed by its job, under the id that the acceptance names', async () => {
  const { id } = await machine(world, 'web-01');

  const token = await writer().failover({ itemId: id, shutdownSource: true }, sending());

  expect(token).toMatchObject({ kind: 'recovery-job', resource: id });
  expect(token.at).toMatch(/\/vaults\/vault-recovery\/replicationJobs\/[0-9a-f-]{36}$/);
  expect(JSON.stringify(token).length).toBeLessThan(800);
  expect(await writer().standing(token)).toMatchObject({ state: 'running', askAgainInSeconds: 5 });
  expect(await outcome(world, token)).toMatchObject({ state: 'succeeded' });
  expect(await machine(world, 'web-01')).toMatchObject({ activeLocation: 'target' });
});

test('the way there and back: failover, another point, commit, reprotect, failback', async () => {
  const before = await machine(world, 'db-01');
  const { value: points } = await world.connected.readers.recovery.recoveryPoints(before.id);
  const pointId = points[3]?.id ?? '';

  await succeeds(await writer().failover({ itemId: before.id, shutdownSource: true }, sending()));
  await succeeds(await writer().changePoint({ itemId: before.id, pointId }, sending()));
  const changed = await machine(world, 'db-01');
  await succeeds(await writer().commit({ itemId: before.id }, sending()));
  const committed = await machine(world, 'db-01');
  const standing = await outcome(world, await writer().reprotect(reprotection(committed), sending()));
  world.azure.clock.advance(7200);
  const back = await machine(world, 'db-01');

  expect(changed.failoverPointId?.split('/').at(-1)).toBe(pointId.split('/').at(-1));
  expect(committed.allowed).toEqual(['CompleteMigration', 'DisableProtection', 'SwitchProtection']);
  expect(standing).toMatchObject({ state: 'succeeded', result: expect.stringMatching(/westus.*\/db-01$/i) });
  expect(back.id.toLowerCase()).not.toBe(before.id.toLowerCase());
  expect(back).toMatchObject({ lifecycleId: before.lifecycleId, sourceRegion: 'westus', activeLocation: 'source' });
  await succeeds(await writer().failover({ itemId: back.id, shutdownSource: true }, sending()));
});

test('a failover takes the recovery point that was asked for, and tells of it', async () => {
  const { id } = await machine(world, 'web-01');
  const { value: points } = await world.connected.readers.recovery.recoveryPoints(id);
  const [, , wanted] = points;

  const token = await writer().failover({ itemId: id, pointId: wanted?.id, shutdownSource: false }, sending());
  await succeeds(token);
  const { value: job } = await world.connected.readers.recovery.job(token.at);

  expect(job.outcomes).toEqual([expect.objectContaining({ vmName: 'web-01', pointAt: wanted?.at })]);
});

test('a failover that is not committed can be cancelled', async () => {
  const { id } = await machine(world, 'web-01');
  await succeeds(await writer().failover({ itemId: id, shutdownSource: false }, sending()));

  await succeeds(await writer().cancelFailover({ itemId: id }, sending()));

  expect(await machine(world, 'web-01')).toMatchObject({ activeLocation: 'source' });
});

test('a drill starts machines beside the replicated ones, and its cleanup takes them away', async () => {
  const { id } = await machine(world, 'web-01');

  await succeeds(await writer().drill({ itemId: id, networkId }, sending()));
  const drilled = await machine(world, 'web-01');
  await succeeds(await writer().cleanUpDrill({ itemId: id, notes: 'all answered' }, sending()));
  const cleaned = await machine(world, 'web-01');

  expect(drilled.drillWaitsForCleanup).toBe(true);
  expect(cleaned.drillWaitsForCleanup).toBe(false);
  expect(cleaned.lastDrillAt?.getTime()).toBeGreaterThan(Date.parse(planned.start));
});

test('the Operator, who may not read the status of operations, can carry out and follow a drill', async () => {
  const { id } = await machine(world, 'web-01');
  const operator = world.connect({ principal: 'operator' }).writers.recovery;
  world.forget();

  const token = await operator.drill({ itemId: id, networkId }, sending());

  expect(await outcome(world, token, { principal: 'operator' })).toMatchObject({ state: 'succeeded' });
  expect(world.arrived()).toEqual(['ReplicationProtectedItems_TestFailover', 'ReplicationJobs_Get']);
});

test('a machine is resynchronised', async () => {
  const { id } = await machine(world, 'web-01');

  await succeeds(await writer().resync({ itemId: id }, sending()));
});

test('what Azure does not allow is refused in words for people', async () => {
  const { id } = await machine(world, 'web-01');

  expectRefusals(world, { operation: 'ReplicationProtectedItems_FailoverCommit' });

  const refused = writer().commit({ itemId: id }, sending());

  await expect(refused).rejects.toMatchObject({
    name: 'AzureRefused',
    problem: {
      what: 'commit the failover of web-01',
      code: 'ProtectedItemOperationNotAllowed',
      message: expect.stringContaining('Protected'),
      recommendedAction: expect.any(String),
      status: 400,
    },
  });
});

test('a running job is cancelled', async () => {
  const { id } = await machine(world, 'web-01');
  const failover = await writer().failover({ itemId: id, shutdownSource: true }, sending());
  world.azure.clock.advance(10);

  const token = await writer().jobAction({ jobId: failover.at, action: 'cancel' }, sending());

  expect(await outcome(world, token, { seconds: 30 })).toMatchObject({ state: 'succeeded' });
  expect(await outcome(world, failover, { seconds: 30 })).toMatchObject({
    state: 'cancelled',
    problem: { what: 'Failover of web-01' },
  });
});

test('a job that failed tells why, in words that help', async () => {
  const { id } = await machine(world, 'web-01');
  const message = 'The virtual machine could not be created.';
  world.azure.faults.add(
    { operation: 'ReplicationProtectedItems_UnplannedFailover' },
    { kind: 'fail-at', percent: 50, code: '150097', message },
  );

  const token = await writer().failover({ itemId: id, shutdownSource: false }, sending());

  expect(await outcome(world, token)).toMatchObject({
    state: 'failed',
    problem: { what: 'Failover of web-01', code: '150097', message, explanation: expect.stringContaining('quota') },
  });
});

async function succeeds(token: Awaited<ReturnType<ReturnType<typeof writer>['failover']>>): Promise<void> {
  expect(await outcome(world, token)).toMatchObject({ state: 'succeeded' });
}

/** The container that it leaves, and the disks that it runs on now. */
function reprotection(item: ProtectedItem) {
  const recoveryResourceGroupId = places.group('app');
  const disks = item.disks.map(
    ({ targetDiskId = '', replicaType, targetType }): DiskOrder => ({
      diskId: targetDiskId,
      cacheAccountId: places.cacheAccount('westus'),
      recoveryResourceGroupId,
      replicaType,
      targetType,
    }),
  );
  return {
    containerId: item.containerId,
    itemName: item.name,
    policyId: item.policyId,
    recoveryResourceGroupId,
    disks,
  };
}
