import type {
  ASRTask,
  CreateRecoveryPlanInput,
  Job,
  RecoveryPlanGroup,
  RecoveryPlanGroupTaskDetails,
} from '@azure/arm-recoveryservices-siterecovery';
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
  VAULT,
} from './estate.ts';

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate();
});

afterEach(() => estate.fixture.close());

const place = [VAULT, GROUP, 'shop'] as const;

function group(itemIds: readonly string[], more: Partial<RecoveryPlanGroup> = {}): RecoveryPlanGroup {
  return {
    groupType: 'Boot',
    replicationProtectedItems: itemIds.map((id) => ({ id })),
    startGroupActions: [],
    endGroupActions: [],
    ...more,
  };
}

function planOf(groups: RecoveryPlanGroup[]): CreateRecoveryPlanInput {
  const { ids } = estate;
  return {
    properties: {
      primaryFabricId: ids.fabric(SOURCE),
      recoveryFabricId: ids.fabric(TARGET),
      failoverDeploymentModel: 'ResourceManager',
      groups,
    },
  };
}

const manualAction = {
  actionName: 'Check the database',
  failoverTypes: ['UnplannedFailover'],
  failoverDirections: ['PrimaryToRecovery'],
  customDetails: { instanceType: 'ManualActionDetails' as const, description: 'Is it up?' },
};

const failover = (recoveryPointType = 'Latest', failoverDirection = 'PrimaryToRecovery') => ({
  properties: {
    failoverDirection,
    sourceSiteOperations: 'Required',
    providerSpecificDetails: [{ instanceType: 'A2A' as const, recoveryPointType }],
  },
});

const drill = () => ({
  properties: {
    failoverDirection: 'PrimaryToRecovery',
    networkType: 'VmNetworkAsInput',
    networkId: estate.ids.network('vnet-drill', 'rg-app-asr'),
  },
});

async function afterwards<Result>(
  started: Promise<{ pollUntilDone(): Promise<Result> }>,
  seconds: number,
): Promise<Result> {
  const poller = await started;
  estate.advance(seconds);
  return poller.pollUntilDone();
}

async function planJob(scenario = 'UnplannedFailover', client = estate.client): Promise<Job> {
  for await (const job of client.replicationJobs.list(VAULT, GROUP)) {
    const { scenarioName, targetInstanceType } = job.properties ?? {};
    if (scenarioName === scenario && targetInstanceType === 'RecoveryPlan') return job;
  }
  throw new Error(`there is no job of a plan for ${scenario}`);
}

const childrenOf = (task: ASRTask | undefined) =>
  (task?.groupTaskCustomDetails as RecoveryPlanGroupTaskDetails | undefined)?.childTasks ?? [];

/** Two machines, the second started after the first. */
function twoGroups(): void {
  estate.protect('db1');
  estate.protect('web1');
  const { ids } = estate;
  const groups = [{ vmIds: [ids.vm('db1')], endActions: [manualAction] }, { vmIds: [ids.vm('web1')] }];
  createRecoveryPlan(estate.world, { vaultId: ids.vault, name: 'shop', source: SOURCE, target: TARGET, groups });
}

test('a plan is created from boot groups and read back with all three kinds', async () => {
  const [db = '', web = ''] = [estate.protect('db1'), estate.protect('web1')];
  const plans = estate.client.replicationRecoveryPlans;

  const created = await afterwards(
    plans.beginCreate(...place, planOf([group([db], { endGroupActions: [manualAction] })]), atOnce),
    5,
  );
  const input = { properties: { groups: [group([db]), group([web])] } };
  const updated = await afterwards(plans.beginUpdate(...place, input, atOnce), 5);
  const listed = [];
  for await (const plan of plans.list(VAULT, GROUP)) listed.push([plan.name, plan.properties?.groups]);
  const read = await plans.get(...place);
  const members = [];
  const filter = "RecoveryPlanName eq 'shop'";
  for await (const item of estate.client.replicationProtectedItems.list(VAULT, GROUP, { filter }))
    members.push(item.name);
  await afterwards(plans.beginDelete(...place, atOnce), 5);

  expect(created.properties?.groups?.map(({ groupType }) => groupType)).toEqual(['Shutdown', 'Failover', 'Boot']);
  expect(created.properties?.groups?.[2]?.endGroupActions).toEqual([manualAction]);
  expect(updated.properties?.groups).toHaveLength(4);
  expect(listed).toEqual([['shop', []]]);
  expect(read.properties).toMatchObject({
    allowedOperations: ['UnplannedFailover', 'TestFailover'],
    currentScenario: null,
    replicationProviders: ['A2A'],
  });
  expect(read.properties?.groups?.[3]?.replicationProtectedItems?.[0]?.virtualMachineId).toMatch(/^[0-9a-f-]{36}$/);
  expect(members).toEqual(['db1', 'web1']);
  await expect(estate.strict.replicationRecoveryPlans.get(...place)).rejects.toMatchObject({ statusCode: 404 });
});

test('a plan with an unknown item, an item twice or no boot group is refused', async () => {
  const db = estate.protect('db1');
  const plans = estate.strict.replicationRecoveryPlans;

  const unknown = plans.beginCreate(...place, planOf([group([`${db}x`])]), atOnce);
  const twice = plans.beginCreate(...place, planOf([group([db]), group([db])]), atOnce);
  const none = plans.beginCreate(...place, planOf([]), atOnce);

  await expect(unknown).rejects.toMatchObject({ statusCode: 404 });
  await expect(twice).rejects.toThrow('occurs twice');
  await expect(none).rejects.toThrow('no boot group');
});

test('the job of a plan at first knows nothing, then has no tasks, and at the third poll has another id', async () => {
  twoGroups();
  await estate.client.replicationRecoveryPlans.beginUnplannedFailover(...place, failover(), atOnce);
  const { name } = await planJob().catch(() => ({ name: undefined }));
  const id = name ?? jobIdInLog();
  const poll = () => estate.client.replicationJobs.get(VAULT, GROUP, id);

  const [first, second, third] = [await poll(), await poll(), await poll()];
  const byLaterId = await estate.client.replicationJobs.get(VAULT, GROUP, `${third.name}`);

  expect(first).toMatchObject({
    name: id,
    properties: { state: 'NotStarted', targetInstanceType: 'ProtectionEntity', allowedActions: [] },
  });
  expect(first.properties?.scenarioName ?? null).toBeNull();
  expect(second).toMatchObject({
    name: id,
    properties: { state: 'InProgress', tasks: [], allowedActions: [], targetObjectName: 'shop' },
  });
  expect(third.properties).toMatchObject({ allowedActions: ['Cancel'], activityId: first.properties?.activityId });
  expect(third.name).not.toBe(id);
  expect(byLaterId.name).toBe(third.name);
});

/** The poller has asked for the operation once, and its id is the job's. */
function jobIdInLog(): string {
  const paths = estate.fixture.azure.log.lines().map(({ path }) => path);
  return `${paths
    .findLast((path) => path.includes('replicationOperationStatus'))
    ?.split('/')
    .at(-1)}`;
}

test('a plan fails over group by group and waits at a manual action until it is resumed', async () => {
  twoGroups();
  const { client, ids, world } = estate;
  const recovered = (vm: string) => ids.vm(vm).replace('rg-app', 'rg-app-asr');

  const poller = await client.replicationRecoveryPlans.beginUnplannedFailover(
    ...place,
    failover('LatestCrashConsistent'),
    atOnce,
  );
  estate.advance(30);
  const shuttingDown = await planJob();
  estate.advance(600);
  const waiting = await planJob();
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
  const done = await planJob();

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
  await afterwards(estate.client.replicationRecoveryPlans.beginUnplannedFailover(...place, failover(), atOnce), 300);
}

test('a machine of a plan whose turn has not come has a job without a name', async () => {
  twoGroups();
  await estate.client.replicationRecoveryPlans.beginUnplannedFailover(...place, failover(), atOnce);
  estate.advance(30);

  const [, shutdown, failing] = (await planJob('UnplannedFailover', estate.later)).properties?.tasks ?? [];
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

  const committed = await afterwards(plans.beginFailoverCommit(...place, atOnce), 60);
  await estate.strict.replicationRecoveryPlans.beginReprotect(...place, atOnce);
  estate.advance(60);
  const job = await planJob('ReverseReplicate');

  expect(committed.properties?.allowedOperations).toEqual(['ReverseReplicate']);
  expect(job.properties).toMatchObject({ state: 'Failed' });
  expect(job.properties?.errors?.[0]?.serviceErrorDetails?.message).toContain('Managed disk details not provided');
});

test('a plan takes back a failover that was not committed', async () => {
  await failOverTwo();

  const plan = await afterwards(estate.client.replicationRecoveryPlans.beginFailoverCancel(...place, atOnce), 200);

  expect(plan.properties?.allowedOperations).toEqual(['UnplannedFailover', 'TestFailover']);
});

test('a drill of a plan ends a minute after its machines are up, and is cleaned up', async () => {
  twoGroups();
  const plans = estate.client.replicationRecoveryPlans;
  const drilled = (vm: string) =>
    findVirtualMachine(estate.world, estate.ids.vm(`${vm}-test`).replace('rg-app', 'rg-app-asr'));

  const poller = await plans.beginTestFailover(...place, drill(), atOnce);
  estate.advance(570);
  const lagging = (await planJob('TestFailover')).properties?.tasks?.[1];
  estate.advance(900);
  const drilling = await poller.pollUntilDone();
  const both = [drilled('db1')?.name, drilled('web1')?.name];
  const done = await planJob('TestFailover');
  const after = await afterwards(
    plans.beginTestFailoverCleanup(...place, { properties: { comments: '' } }, atOnce),
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
  twoGroups();
  setQuota(estate.world, {
    subscriptionId: estate.fixture.subscriptionId,
    location: TARGET,
    family: 'standardDSv5Family',
    limit: 1,
  });

  await estate.strict.replicationRecoveryPlans.beginUnplannedFailover(...place, failover(), atOnce);
  estate.advance(600);
  const job = await planJob();
  const plan = await estate.client.replicationRecoveryPlans.get(...place);

  expect(job.properties).toMatchObject({ state: 'Failed', allowedActions: ['Restart'] });
  expect(job.properties?.errors?.[0]?.serviceErrorDetails?.code).toBe('150097');
  expect(plan.properties?.allowedOperations).toEqual(['UnplannedFailover', 'TestFailover']);
});

test('a plan runs in the direction that its machines have, once at a time, and never planned', async () => {
  twoGroups();
  const plans = estate.strict.replicationRecoveryPlans;

  const backwards = plans.beginUnplannedFailover(...place, failover('Latest', 'RecoveryToPrimary'), atOnce);
  const planned = plans.beginPlannedFailover(
    ...place,
    { properties: { failoverDirection: 'PrimaryToRecovery' } },
    atOnce,
  );
  const uncommitted = plans.beginFailoverCommit(...place, atOnce);
  const cancelled = plans.beginFailoverCancel(...place, atOnce);
  await expect(backwards).rejects.toThrow('is not replicated in the direction');
  await expect(planned).rejects.toMatchObject({ statusCode: 400 });
  await expect(uncommitted).rejects.toMatchObject({ statusCode: 400 });
  await expect(cancelled).rejects.toMatchObject({ statusCode: 400 });

  await estate.client.replicationRecoveryPlans.beginUnplannedFailover(...place, failover(), atOnce);
  const second = plans.beginTestFailover(...place, drill(), atOnce);
  const item = estate.strict.replicationProtectedItems.beginUnplannedFailover(
    VAULT,
    GROUP,
    SOURCE_FABRIC,
    SOURCE_CONTAINER,
    'db1',
    { properties: { failoverDirection: 'PrimaryToRecovery' } },
    atOnce,
  );
  await expect(second).rejects.toMatchObject({ statusCode: 409 });
  await expect(item).rejects.toMatchObject({ statusCode: 409 });
});
