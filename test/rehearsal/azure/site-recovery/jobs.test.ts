import type { ASRTask, Job } from '@azure/arm-recoveryservices-siterecovery';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setQuota } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  atOnce,
  type Estate,
  GROUP,
  SOURCE,
  SOURCE_CONTAINER,
  SOURCE_FABRIC,
  startEstate,
  switchInput,
  TARGET,
  toBeRefused,
  VAULT,
} from './estate.ts';

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate();
});

afterEach(() => estate.fixture.close());

const place = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web1'] as const;

const failover = (sourceSiteOperations = 'Required') => ({
  properties: {
    failoverDirection: 'PrimaryToRecovery',
    sourceSiteOperations,
    providerSpecificDetails: { instanceType: 'A2A' as const },
  },
});

async function jobs(filter?: string): Promise<Job[]> {
  const found = [];
  for await (const job of estate.client.replicationJobs.list(VAULT, GROUP, filter ? { filter } : {})) found.push(job);
  return found;
}

async function lastJob(isIt: (job: Job) => boolean = () => true): Promise<Job> {
  const job = (await jobs()).find(isIt);
  if (job?.name === undefined) throw new Error('there is no job');
  // The list does not tell of the tasks.
  return estate.client.replicationJobs.get(VAULT, GROUP, job.name);
}

function statesOf(tasks: readonly ASRTask[] | undefined): string[] {
  return (tasks ?? []).map(({ taskId, stateDescription }) => `${taskId} ${stateDescription}`);
}

const startFailover = (operations?: string) =>
  estate.client.replicationProtectedItems.beginUnplannedFailover(...place, failover(operations), atOnce);

test('a failover goes through its five tasks in a little more than three minutes', async () => {
  estate.protect('web1');
  await startFailover();

  const atTheStart = await lastJob();
  estate.advance(60);
  const shuttingDown = await lastJob();
  estate.advance(60);
  const failingOver = await lastJob();
  estate.advance(90);
  const done = await lastJob();

  expect(atTheStart.properties).toMatchObject({
    state: 'InProgress',
    allowedActions: ['Cancel'],
    friendlyName: 'Failover',
  });
  expect(statesOf(shuttingDown.properties?.tasks)).toEqual([
    'UnplannedFailoverPreflightChecksTask Completed',
    'ShutdownVmOnPrimaryForUFO InProgress',
    'PrepareForUnPlannedFailoverTask NotStarted',
    'FailoverTask NotStarted',
    'StartVmOnSecondary NotStarted',
  ]);
  expect(failingOver.properties?.tasks?.[2]).toMatchObject({ state: 'Other', stateDescription: 'Skipped' });
  expect(done.properties).toMatchObject({ state: 'Succeeded', stateDescription: 'Completed', allowedActions: [] });
  const seconds = Number(done.properties?.endTime) - Number(done.properties?.startTime);
  expect(seconds / 1000).toBeGreaterThan(200);
  expect(seconds / 1000).toBeLessThan(205);
  expect(done.properties?.customDetails).toMatchObject({
    instanceType: 'FailoverJobDetails',
    protectedItemDetails: [{ friendlyName: 'web1', networkFriendlyName: 'vnet-app-asr', subnet: 'app' }],
  });
});

test('the start of the first task is rewritten when it ends', async () => {
  estate.protect('web1');
  await startFailover();

  const before = (await lastJob()).properties?.tasks?.[0];
  estate.advance(10);
  const after = (await lastJob()).properties?.tasks?.[0];

  expect(Number(after?.startTime)).toBeGreaterThan(Number(before?.startTime));
  expect(before?.endTime?.getUTCFullYear()).toBeLessThan(1000);
});

test('without the source the shutdown is skipped and the failover goes on', async () => {
  estate.protect('web1');
  estate.fixture.azure.faults.regionDown(SOURCE);

  const poller = await startFailover();
  estate.advance(300);
  const item = await poller.pollUntilDone();
  const job = await lastJob();

  expect(item.properties?.activeLocation).toBe('Recovery');
  expect(statesOf(job.properties?.tasks)[1]).toBe('ShutdownVmOnPrimaryForUFO Skipped');
  expect(job.properties).toMatchObject({ state: 'Succeeded', stateDescription: 'CompletedWithInformation' });
});

test('a failover that finds no quota fails, says why, leaves the item as it was and can be restarted', async () => {
  estate.protect('web1');
  const quota = { subscriptionId: estate.fixture.subscriptionId, location: TARGET, family: 'standardDSv5Family' };
  setQuota(estate.world, { ...quota, limit: 1 });

  await estate.strict.replicationProtectedItems.beginUnplannedFailover(...place, failover(), atOnce);
  estate.advance(300);
  const failed = await lastJob();
  const item = await estate.client.replicationProtectedItems.get(...place);
  setQuota(estate.world, { ...quota, limit: 100 });
  const restart = await estate.client.replicationJobs.beginRestart(VAULT, GROUP, `${failed.name}`, atOnce);
  estate.advance(300);
  await restart.pollUntilDone();
  const again = await jobs("JobStatus eq 'Completed' and AffectedObjectTypes eq 'ProtectionEntity'");

  expect(statesOf(failed.properties?.tasks)[3]).toBe('FailoverTask Failed');
  expect(failed.properties?.allowedActions).toEqual(['Restart']);
  expect(failed.properties?.errors?.[0]).toMatchObject({
    serviceErrorDetails: { code: '150097', recommendedAction: expect.stringContaining('quota') },
    providerErrorDetails: { errorCode: 150097, errorMessage: expect.stringContaining('Cores quota') },
  });
  expect(item.properties?.allowedOperations).toContain('UnplannedFailover');
  expect(again.map(({ properties }) => properties?.scenarioName)).toContain('UnplannedFailover');
  expect((await estate.client.replicationProtectedItems.get(...place)).properties?.activeLocation).toBe('Recovery');
});

test('a job that is cancelled leaves the item as it was', async () => {
  estate.protect('web1');
  await startFailover();
  const { name } = await lastJob();

  const cancelling = await estate.client.replicationJobs.beginCancel(VAULT, GROUP, `${name}`, atOnce);
  estate.advance(10);
  const cancelled = await cancelling.pollUntilDone();
  const twice = toBeRefused(estate.strict.replicationJobs.beginCancel(VAULT, GROUP, `${name}`, atOnce));
  estate.advance(600);
  const item = await estate.client.replicationProtectedItems.get(...place);

  expect(cancelled.properties).toMatchObject({ state: 'Cancelled', allowedActions: [] });
  await expect(twice).rejects.toThrow('is not allowed on the job');
  expect(item.properties).toMatchObject({ activeLocation: 'Primary', currentScenario: { scenarioName: 'None' } });
});

test('a stuck failover stays in its main task, and one that is made to fail fails there', async () => {
  estate.protect('web1');
  const { faults } = estate.fixture.azure;
  const match = { operation: 'ReplicationProtectedItems_UnplannedFailover', times: 1 };
  faults.add(match, { kind: 'stuck' });

  await startFailover();
  estate.advance(24 * 3600);
  const stuck = await lastJob();
  const cancelling = await estate.client.replicationJobs.beginCancel(VAULT, GROUP, `${stuck.name}`, atOnce);
  estate.advance(60);
  await cancelling.pollUntilDone();
  faults.clear();
  faults.add(match, { kind: 'fail-at', percent: 60, code: '150003', message: 'The disks could not be made.' });
  await startFailover();
  estate.advance(600);
  const [listed] = await jobs("JobStatus eq 'Failed'");
  const failed = await lastJob(({ name }) => name === listed?.name);

  expect(statesOf(stuck.properties?.tasks).slice(3)).toEqual([
    'FailoverTask InProgress',
    'StartVmOnSecondary NotStarted',
  ]);
  expect(statesOf(failed.properties?.tasks).slice(3)).toEqual(['FailoverTask Failed', 'StartVmOnSecondary NotStarted']);
  expect(failed.properties?.errors?.[0]?.serviceErrorDetails?.code).toBe('150003');
});

test('a reprotection grows children, names the new item early and notices a minute late that its child has ended', async () => {
  estate.protect('web1', { stage: 'committed' });
  const containers = estate.client.replicationProtectionContainers;
  await containers.beginSwitchProtection(
    VAULT,
    GROUP,
    SOURCE_FABRIC,
    SOURCE_CONTAINER,
    switchInput(estate, 'web1'),
    atOnce,
  );

  const isReprotection = (job: Job) => job.properties?.scenarioName === 'SwitchReplicationGroupProtection';
  const first = await lastJob(isReprotection);
  estate.advance(10);
  const running = await lastJob(isReprotection);
  estate.advance(490);
  const nearlyDone = await lastJob(isReprotection);
  estate.advance(60);
  const done = await lastJob(isReprotection);

  const protect = running.properties?.tasks?.[4];
  expect(first.properties?.tasks?.[4]).toMatchObject({
    taskType: 'TaskDetails',
    friendlyName: 'Reprotecting virtual machine',
  });
  expect(first.properties?.customDetails).toMatchObject({ instanceType: 'SwitchProtectionJobDetails' });
  expect(statesOf(running.properties?.tasks)[1]).toBe('CommitFailoverTask Skipped');
  expect(protect).toMatchObject({ taskType: 'GroupTaskDetails', friendlyName: 'Reprotecting virtual machine (1)' });
  expect(running.properties?.customDetails).toMatchObject({
    newReplicationProtectedItemId: expect.stringContaining(
      `asr-a2a-default-${TARGET}-container/replicationProtectedItems/web1`,
    ),
  });
  const task = nearlyDone.properties?.tasks?.[4];
  expect(task?.state).toBe('InProgress');
  expect(task?.groupTaskCustomDetails?.childTasks?.map(({ state }) => state)).toEqual(['Succeeded']);
  expect(done.properties?.state).toBe('Succeeded');
});

test('later api-versions name the kinds of tasks as Azure does, and the child jobs', async () => {
  estate.protect('web1', { stage: 'committed' });
  const containers = estate.client.replicationProtectionContainers;
  const input = switchInput(estate, 'web1');
  await containers.beginSwitchProtection(VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, input, atOnce);
  estate.advance(10);

  const found = [];
  for await (const job of estate.later.replicationJobs.list(VAULT, GROUP)) found.push(job);
  const [child, listed] = found;
  const parent = await estate.later.replicationJobs.get(VAULT, GROUP, `${listed?.name}`);

  const [check, , , , protect] = parent.properties?.tasks ?? [];
  const [leaf] = protect?.groupTaskCustomDetails?.childTasks ?? [];
  expect(check?.customDetails).toEqual({ instanceType: 'TaskDetails' });
  expect(leaf).toMatchObject({
    taskType: 'JobTaskDetails',
    customDetails: { jobTask: { jobId: child?.id, jobScenarioName: 'EnableDr' } },
  });
});

test('a list is silent about tasks, details and who asked', async () => {
  estate.protect('web1');
  await startFailover();

  const [listed] = await jobs();

  expect(listed?.properties).toMatchObject({ activityId: null, tasks: [], customDetails: null });
  expect((await lastJob()).properties).toMatchObject({
    activityId: expect.stringContaining('ActivityId: '),
    customDetails: { instanceType: 'FailoverJobDetails' },
  });
});

test('jobs are filtered by time, and an unknown filter is refused', async () => {
  estate.protect('web1');
  await startFailover();
  const start = new Date(estate.world.clock.now()).toISOString();

  const since = await jobs(`StartTime eq '${start}' and JobStatus eq 'InProgress'`);
  const until = await jobs(`EndTime eq '2020-01-01T00:00:00Z'`);
  const listed = toBeRefused(
    estate.strict.replicationJobs.list(VAULT, GROUP, { filter: 'friendlyName contains 1' }).next(),
  );

  expect(since).toHaveLength(1);
  expect(until).toEqual([]);
  await expect(listed).rejects.toMatchObject({ statusCode: 400 });
});

test('jobs are exported by a job', async () => {
  const query = {
    startTime: '2026-03-01T00:00:00Z',
    endTime: '2026-03-02T00:00:00Z',
    jobStatus: '',
    affectedObjectTypes: '',
  };

  const poller = await estate.client.replicationJobs.beginExport(VAULT, GROUP, query, atOnce);
  estate.advance(5);
  const job = await poller.pollUntilDone();

  expect(job.properties).toMatchObject({
    scenarioName: 'ExportJobs',
    state: 'Succeeded',
    customDetails: { instanceType: 'ExportJobDetails' },
  });
});

test('a job that does not exist is not found, and what is no action of it is refused', async () => {
  estate.protect('web1');
  await startFailover();
  const { name } = await lastJob();

  const unknown = toBeRefused(estate.strict.replicationJobs.get(VAULT, GROUP, '00000000-0000-0000-0000-000000000001'));
  const resumed = toBeRefused(
    estate.strict.replicationJobs.beginResume(VAULT, GROUP, `${name}`, { properties: { comments: '' } }, atOnce),
  );
  const restarted = toBeRefused(estate.strict.replicationJobs.beginRestart(VAULT, GROUP, `${name}`, atOnce));

  await expect(unknown).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
  await expect(resumed).rejects.toMatchObject({ statusCode: 400 });
  await expect(restarted).rejects.toMatchObject({ statusCode: 400 });
});

test('a job is forgotten ninety days after its end, when another one begins', async () => {
  estate.protect('web1');
  estate.protect('web2');
  await startFailover();
  estate.advance(400);
  const old = await lastJob();
  estate.advance(90 * 86_400);
  expect(await estate.client.replicationJobs.get(VAULT, GROUP, `${old.name}`)).toMatchObject({ name: old.name });

  const [vault, group, fabric, container] = place;
  const items = estate.client.replicationProtectedItems;
  await items.beginUnplannedFailover(vault, group, fabric, container, 'web2', failover(), atOnce);

  expect((await jobs()).map(({ name }) => name)).toHaveLength(1);
  await expect(toBeRefused(estate.strict.replicationJobs.get(VAULT, GROUP, `${old.name}`))).rejects.toMatchObject({
    statusCode: 404,
  });
});
