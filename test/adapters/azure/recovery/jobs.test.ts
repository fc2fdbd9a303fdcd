import { afterEach, beforeEach, expect, test } from 'vitest';
import { suspendTestFailovers } from '../../../../rehearsal/azure/services/site-recovery/provision.ts';
import { type AzureWorld, sending } from '../azure-world.ts';
import {
  containerId,
  expectRefusals,
  itemId,
  networkId,
  outcome,
  planned,
  planOf,
  startRecoveryWorld,
} from './recovery-world.ts';

let world: AzureWorld;

beforeEach(async () => {
  world = await startRecoveryWorld(planned);
});

afterEach(() => world.close());

const reader = () => world.connected.readers.recovery;
const writer = () => world.connected.writers.recovery;

const failOverPlan = () =>
  writer().failOverPlan(
    { planId: planOf('app'), point: 'latest', direction: 'to-recovery', shutdownSource: true },
    sending(),
  );

test('a job tells its tasks, those that were skipped among them', async () => {
  const how = sending();
  const token = await writer().failover({ itemId: itemId('web-01'), shutdownSource: true }, how);
  await outcome(world, token);

  const { value: job } = await reader().job(token.at);

  expect(job).toMatchObject({
    service: 'recovery',
    what: 'Failover',
    about: 'web-01',
    state: 'succeeded',
    allowed: [],
    requestId: how.requestId,
  });
  expect(job.tasks.map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'skipped', 'succeeded', 'succeeded']);
  expect(job.tasks[2]?.endedAt).toBeUndefined();
  expect(job.endedAt?.getTime()).toBeGreaterThan(job.startedAt?.getTime() ?? 0);
});

test('tasks that have not begun have no times', async () => {
  const token = await writer().failover({ itemId: itemId('web-01'), shutdownSource: true }, sending());

  const { value: job } = await reader().job(token.at);

  expect(job).toMatchObject({ state: 'running', allowed: ['cancel'] });
  expect(job.endedAt).toBeUndefined();
  expect(job.tasks.at(-1)).toMatchObject({ state: 'waiting', startedAt: undefined, endedAt: undefined });
});

test("a plan's job keeps the id that it was begun under when Azure gives it another", async () => {
  const token = await failOverPlan();

  const first = (await reader().job(token.at)).value;
  await reader().job(token.at);
  const later = (await reader().job(token.at)).value;

  expect(first).toMatchObject({ state: 'waiting', tasks: [], formerId: undefined });
  expect(later.name).not.toBe(first.name);
  expect(later).toMatchObject({ formerId: token.at, requestId: first.requestId, about: 'plan-app' });
});

test("a plan's job is a tree: groups in their order, and machines in them", async () => {
  const token = await failOverPlan();
  await outcome(world, token);

  const { value: job } = await reader().job(token.at);

  const groups = job.tasks.filter(({ tasks }) => tasks.length > 0);
  expect(groups.map(({ name }) => name)).toEqual([
    'All groups shutdown',
    'Recovery plan failover',
    'Group 1: Start',
    'Group 2: Start',
  ]);
  expect(groups.at(-1)?.tasks.map(({ name }) => name)).toEqual(['web-01', 'web-02']);
});

test('a drill whose job is suspended until the cleanup waits for it', async () => {
  suspendTestFailovers(world.azure.world);

  const token = await writer().drill({ itemId: itemId('web-01'), networkId }, sending());

  expect(await outcome(world, token)).toMatchObject({ state: 'waiting', for: 'the drill to be cleaned up' });
});

test('a plan stops at a manual action, says what is to be done, and goes on when it is done', async () => {
  const groups = [
    {
      kind: 'boot' as const,
      itemIds: [itemId('web-01')],
      before: [{ name: 'Open the gate', kind: 'manual' as const, instructions: 'Ask the network team.' }],
      after: [],
    },
  ];
  await outcome(world, await writer().updatePlan({ id: planOf('app'), groups }, sending()));
  const { value: plan } = await reader().plan(planOf('app'), 'fresh');
  const token = await failOverPlan();

  expect(plan.groups.at(-1)?.before).toEqual([expect.objectContaining({ ...groups[0]?.before[0] })]);
  expect(await outcome(world, token)).toMatchObject({ state: 'waiting', for: 'the manual action Open the gate' });
  const { value: job } = await reader().job(token.at);
  expect(job).toMatchObject({ state: 'suspended', allowed: expect.arrayContaining(['resume']) });
  await writer().jobAction({ jobId: token.at, action: 'resume', notes: 'it is open' }, sending());
  expect(await outcome(world, token)).toMatchObject({ state: 'succeeded' });
});

test('lists the jobs since a time, of all vaults, the newest first', async () => {
  await outcome(world, await writer().resync({ itemId: itemId('web-01') }, sending()));
  const since = new Date(world.azure.clock.now());
  world.azure.clock.advance(61);
  await writer().failover({ itemId: itemId('web-01'), shutdownSource: false }, sending());
  world.azure.clock.advance(1);
  await writer().failover({ itemId: itemId('db-01'), shutdownSource: false }, sending());

  const { value: jobs, missing } = await reader().jobs(since);

  expect(jobs.map(({ about, scenario }) => [about, scenario])).toEqual([
    ['db-01', 'UnplannedFailover'],
    ['web-01', 'UnplannedFailover'],
  ]);
  expect(missing).toEqual([]);
});

test('a job that is too new to be shown is not taken for one that does not exist', async () => {
  const token = await writer().failover({ itemId: itemId('web-01'), shutdownSource: false }, sending());
  expectRefusals(world, { operation: 'ReplicationJobs_Get' });
  const hidden = { ...token, at: `${token.at.slice(0, -12)}000000000000` };

  expect(await writer().standing(hidden)).toEqual({ state: 'running', askAgainInSeconds: 5 });
  await expect(
    writer().standing({ ...hidden, acceptedAt: new Date(Date.now() - 600_000).toISOString() }),
  ).rejects.toMatchObject({ name: 'AzureRefused', problem: { status: 404 } });
});

test('nobody learns from a moment of bad weather that an operation failed', async () => {
  const token = await writer().failover({ itemId: itemId('web-01'), shutdownSource: false }, sending());
  world.azure.faults.add({ operation: 'ReplicationJobs_Get', times: 1 }, { kind: 'throttle', retryAfter: 42 });

  expect(await writer().standing(token)).toEqual({ state: 'running', askAgainInSeconds: 42 });
});

test('what replication stands on is created piece by piece, and read back', async () => {
  const id = `${containerId('eastus')}/replicationProtectionContainerMappings/second`;
  const { value: before } = await reader().setup(containerId('eastus').split('/replicationFabrics')[0] ?? '');

  const order = {
    id,
    targetContainerId: containerId('westus'),
    policyId: before.mappings[0]?.policyId ?? '',
  };
  await outcome(world, await writer().mapContainers(order, sending()));

  const { value: after } = await reader().setup(containerId('eastus').split('/replicationFabrics')[0] ?? '');
  expect(after.mappings.length).toBe(before.mappings.length + 1);
});
