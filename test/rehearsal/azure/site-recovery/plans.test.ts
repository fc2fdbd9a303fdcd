import type { CreateRecoveryPlanInput, RecoveryPlanGroup } from '@azure/arm-recoveryservices-siterecovery';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atOnce, type Estate, GROUP, SOURCE, startEstate, TARGET, toBeRefused, VAULT } from './estate.ts';
import { failover, manualAction, planJob, shop, twoGroups } from './shop-plan.ts';

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate();
});

afterEach(() => estate.fixture.close());

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

test('a plan is created from boot groups and read back with all three kinds', async () => {
  const [db = '', web = ''] = [estate.protect('db1'), estate.protect('web1')];
  const plans = estate.client.replicationRecoveryPlans;

  const created = await estate.afterwards(
    plans.beginCreate(...shop, planOf([group([db], { endGroupActions: [manualAction] })]), atOnce),
    5,
  );
  const input = { properties: { groups: [group([db]), group([web])] } };
  const updated = await estate.afterwards(plans.beginUpdate(...shop, input, atOnce), 5);
  const listed = [];
  for await (const plan of plans.list(VAULT, GROUP)) listed.push([plan.name, plan.properties?.groups]);
  const read = await plans.get(...shop);
  const members = [];
  const filter = "RecoveryPlanName eq 'shop'";
  for await (const item of estate.client.replicationProtectedItems.list(VAULT, GROUP, { filter }))
    members.push(item.name);
  await estate.afterwards(plans.beginDelete(...shop, atOnce), 5);

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
  await expect(estate.strict.replicationRecoveryPlans.get(...shop)).rejects.toMatchObject({ statusCode: 404 });
});

test('a plan with an unknown item, an item twice or no boot group is refused', async () => {
  const db = estate.protect('db1');
  const plans = estate.strict.replicationRecoveryPlans;

  const unknown = toBeRefused(plans.beginCreate(...shop, planOf([group([`${db}x`])]), atOnce));
  const twice = toBeRefused(plans.beginCreate(...shop, planOf([group([db]), group([db])]), atOnce));
  const none = toBeRefused(plans.beginCreate(...shop, planOf([]), atOnce));

  await expect(unknown).rejects.toMatchObject({ statusCode: 404 });
  await expect(twice).rejects.toThrow('occurs twice');
  await expect(none).rejects.toThrow('no boot group');
});

test('the job of a plan at first knows nothing, then has no tasks, and at the third poll has another id', async () => {
  twoGroups(estate);
  await estate.client.replicationRecoveryPlans.beginUnplannedFailover(...shop, failover(), atOnce);
  const { name } = await planJob(estate).catch(() => ({ name: undefined }));
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
