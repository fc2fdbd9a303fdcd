import { afterEach, beforeEach, expect, test } from 'vitest';
import { findVirtualMachine, powerOf, setQuota } from '../../../../rehearsal/azure/services/compute/provision.ts';
import { createRecoveryPlan } from '../../../../rehearsal/azure/services/site-recovery/provision.ts';
import {
  atOnce,
  type Estate,
  GROUP,
  SOURCE,
  SOURCE_CONTAINER,
  SOURCE_FABRIC,
  startEstate,
  TARGET,
  toBeRefused,
  VAULT,
} from './estate.ts';
import { childrenOf, drill, failover, planJob, shop, twoGroups } from './shop-plan.ts';

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate();
});

afterEach(() => estate.fixture.close());

test('a plan fails over group by group and waits at a manual action until it is resumed', async () => {
  twoGroups(estate);
  const { client, ids, world } = estate;
  const recovered = (vm: string) => ids.vm(vm).replace('rg-app', 'rg-app-asr');

  const poller = await client.replicationRecoveryPlans.beginUnplannedFailover(
    ...shop,
    failover('LatestCrashConsistent'),
    atOnce,
  );
  estate.advance(30);
  const shuttingDown = await planJob(estate);
  estate.advance(600);
  const waiting = await planJob(estate);
  const powers = [powerOf(world, recovered('db1')), powerOf(world, recovered('web1'))];
  const resuming = await client.replicationJobs.beginResume(
    VAULT,
    GROUP,
    `${waiting.name}`,
    { properties: { comments: 'it is up' } },
    atOnce,
  );
  estate.advance(10);
  await resuming.pollUntilDone();
  estate.advance(120);
  const plan = await poller.pollUntilDone();
  const done = await planJob(estate);

  const names = waiting.properties?.tasks?.map(({ friendlyName }) => friendlyName);
  expect(names).toEqual([
    'Prerequisites check for the recovery plan',
    'All groups shutdown (2)',
    'Recovery plan failover (2)',
    'Group 1: Start (1)',
    'Check the database',
    'Group 2: Start (1)',
    'Finalizing the recovery plan',
  ]);
  const [prerequisites, shutdown, failing] = shuttingDown.properties?.tasks ?? [];
  expect([prerequisites?.state, shutdown?.state, failing?.state]).toEqual(['Succeeded', 'InProgress', 'NotStarted']);
  expect(childrenOf(shutdown).map(({ taskId }) => taskId)).toEqual(['Group1', 'Group2']);
  expect(waiting.properties).toMatchObject({
    state: 'Suspended',
    stateDescription: 'WaitingForManualAction',
    allowedActions: ['Cancel', 'Resume'],
  });
  expect(powers).toEqual(['running', 'deallocated']);
  expect(done.properties?.tasks?.[4]?.customDetails).toMatchObject({
    instanceType: 'ManualActionTaskDetails',
    observation: 'it is up',
  });
  expect(done.properties).toMatchObject({
    state: 'Succeeded',
    customDetails: { protectedItemDetails: [{ friendlyName: 'db1' }, { friendlyName: 'web1' }] },
  });
  expect(plan.properties?.allowedOperations).toEqual(['Commit', 'ReverseReplicate']);
});

/** The same two machines without anything to wait for. */
async function failOverTwo(): Promise<void> {
  const { ids } = estate;
  const vmIds = [ids.vm('db1'), ids.vm('web1')];
  estate.protect('db1');
  estate.protect('web1');
  createRecoveryPlan(estate.world, {
    vaultId: ids.vault,
    name: 'shop',
    source: SOURCE,
    target: TARGET,
    groups: [{ vmIds }],
  });
  await estate.afterwards(
    estate.client.replicationRecoveryPlans.beginUnplannedFailover(...shop, failover(), atOnce),
    300,
  );
}

test('a machine of a plan whose turn has not come has a job without a name', async () => {
  twoGroups(estate);
  await estate.client.replicationRecoveryPlans.beginUnplannedFailover(...shop, failover(), atOnce);
  estate.advance(30);

  const [, shutdown, failing] = (await planJob({ client: estate.later })).properties?.tasks ?? [];
  const [started] = childrenOf(childrenOf(shutdown)[0]);
  const [waiting] = childrenOf(failing);

  expect(shutdown?.groupTaskCustomDetails).toMatchObject({
    rpGroupType: 'Shutdown',
    groupId: 'ShutdownAllActionGroup',
  });
  expect(started?.customDetails).toMatchObject({ jobTask: { jobScenarioName: 'UnplannedFailover' } });
  const jobTask = { jobFriendlyName: 'Unknown', jobId: expect.stringMatching(/\/replicationJobs\/$/) };
  expect(waiting?.customDetails).toMatchObject({ skippedReason: 'None', jobTask });
});

test('after a failover a plan is committed as a whole, and its reprotection fails for want of the disks', async () => {
  await failOverTwo();
  const plans = estate.client.replicationRecoveryPlans;

  const committed = await estate.afterwards(plans.beginFailoverCommit(...shop, atOnce), 60);
  await estate.strict.replicationRecoveryPlans.beginReprotect(...shop, atOnce);
  estate.advance(60);
  const job = await planJob(estate, 'ReverseReplicate');

  expect(committed.properties?.allowedOperations).toEqual(['ReverseReplicate']);
  expect(job.properties).toMatchObject({ state: 'Failed' });
  expect(job.properties?.errors?.[0]?.serviceErrorDetails?.message).toContain('Managed disk details not provided');
});

test('a plan takes back a failover that was not committed', async () => {
  await failOverTwo();

  const plan = await estate.afterwards(
    estate.client.replicationRecoveryPlans.beginFailoverCancel(...shop, atOnce),
    200,
  );

  expect(plan.properties?.allowedOperations).toEqual(['UnplannedFailover', 'TestFailover']);
});

test('a drill of a plan ends a minute after its machines are up, and is cleaned up', async () => {
  twoGroups(estate);
  const plans = estate.client.replicationRecoveryPlans;
  const drilled = (vm: string) =>
    findVirtualMachine(estate.world, estate.ids.vm(`${vm}-test`).replace('rg-app', 'rg-app-asr'));

  const poller = await plans.beginTestFailover(...shop, drill(estate), atOnce);
  estate.advance(570);
  const lagging = (await planJob(estate, 'TestFailover')).properties?.tasks?.[1];
  estate.advance(900);
  const drilling = await poller.pollUntilDone();
  const both = [drilled('db1')?.name, drilled('web1')?.name];
  const done = await planJob(estate, 'TestFailover');
  const after = await estate.afterwards(
    plans.beginTestFailoverCleanup(...shop, { properties: { comments: '' } }, atOnce),
    400,
  );

  expect([lagging?.state, childrenOf(lagging)[0]?.state]).toEqual(['InProgress', 'Succeeded']);
  expect(drilling.properties?.allowedOperations).toEqual(['TestFailoverCleanup']);
  expect(both).toEqual(['db1-test', 'web1-test']);
  expect(done.properties?.customDetails).toMatchObject({
    testFailoverStatus: 'Active',
    protectedItemDetails: [{ testVmName: 'db1-test' }, { testVmName: 'web1-test' }],
  });
  expect(after.properties?.allowedOperations).toEqual(['UnplannedFailover', 'TestFailover']);
  expect(drilled('db1')).toBeUndefined();
});

test('a machine that cannot be made fails its plan, and the others keep what they have', async () => {
  twoGroups(estate);
  setQuota(estate.world, {
    subscriptionId: estate.fixture.subscriptionId,
    location: TARGET,
    family: 'standardDSv5Family',
    limit: 1,
  });

  await estate.strict.replicationRecoveryPlans.beginUnplannedFailover(...shop, failover(), atOnce);
  estate.advance(600);
  const job = await planJob(estate);
  const plan = await estate.client.replicationRecoveryPlans.get(...shop);

  expect(job.properties).toMatchObject({ state: 'Failed', allowedActions: ['Restart'] });
  expect(job.properties?.errors?.[0]?.serviceErrorDetails?.code).toBe('150097');
  expect(plan.properties?.allowedOperations).toEqual(['UnplannedFailover', 'TestFailover']);
});

test('a plan runs in the direction that its machines have, once at a time, and never planned', async () => {
  twoGroups(estate);
  const plans = estate.strict.replicationRecoveryPlans;

  const backwards = toBeRefused(plans.beginUnplannedFailover(...shop, failover('Latest', 'RecoveryToPrimary'), atOnce));
  const planned = toBeRefused(
    plans.beginPlannedFailover(...shop, { properties: { failoverDirection: 'PrimaryToRecovery' } }, atOnce),
  );
  const uncommitted = toBeRefused(plans.beginFailoverCommit(...shop, atOnce));
  const cancelled = toBeRefused(plans.beginFailoverCancel(...shop, atOnce));
  await expect(backwards).rejects.toThrow('is not replicated in the direction');
  await expect(planned).rejects.toMatchObject({ statusCode: 400 });
  await expect(uncommitted).rejects.toMatchObject({ statusCode: 400 });
  await expect(cancelled).rejects.toMatchObject({ statusCode: 400 });

  await estate.client.replicationRecoveryPlans.beginUnplannedFailover(...shop, failover(), atOnce);
  const second = toBeRefused(plans.beginTestFailover(...shop, drill(estate), atOnce));
  const item = toBeRefused(
    estate.strict.replicationProtectedItems.beginUnplannedFailover(
      VAULT,
      GROUP,
      SOURCE_FABRIC,
      SOURCE_CONTAINER,
      'db1',
      { properties: { failoverDirection: 'PrimaryToRecovery' } },
      atOnce,
    ),
  );
  await expect(second).rejects.toMatchObject({ statusCode: 409 });
  await expect(item).rejects.toMatchObject({ statusCode: 409 });
});
