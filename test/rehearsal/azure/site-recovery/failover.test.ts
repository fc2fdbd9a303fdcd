import type { A2AReplicationDetails } from '@azure/arm-recoveryservices-siterecovery';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { disksOf, findVirtualMachine, powerOf } from '../../../../rehearsal/azure/services/compute/provision.ts';
import { suspendTestFailovers } from '../../../../rehearsal/azure/services/site-recovery/provision.ts';
import {
  atOnce,
  type Estate,
  GROUP,
  SOURCE_CONTAINER,
  SOURCE_FABRIC,
  startEstate,
  switchInput,
  toBeRefused,
  VAULT,
} from './estate.ts';

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate();
});

afterEach(() => estate.fixture.close());

const place = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web1'] as const;

const read = async () => {
  const { properties } = await estate.client.replicationProtectedItems.get(...place);
  return { properties, details: properties?.providerSpecificDetails as A2AReplicationDetails };
};

async function points(): Promise<string[]> {
  const ids = [];
  for await (const { id } of estate.client.recoveryPoints.listByReplicationProtectedItems(...place)) ids.push(`${id}`);
  return ids;
}

const drill = () => ({
  properties: {
    failoverDirection: 'PrimaryToRecovery',
    networkType: 'VmNetworkAsInput',
    networkId: estate.ids.network('vnet-drill', 'rg-app-asr'),
    providerSpecificDetails: { instanceType: 'A2A' as const },
  },
});

const failover = (recoveryPointId?: string) => ({
  properties: {
    failoverDirection: 'PrimaryToRecovery',
    sourceSiteOperations: 'NotRequired',
    providerSpecificDetails: { instanceType: 'A2A' as const, ...(recoveryPointId && { recoveryPointId }) },
  },
});

const applying = (recoveryPointId: string) => ({
  properties: { recoveryPointId, providerSpecificDetails: { instanceType: 'A2A' as const } },
});

const drilledVm = () => estate.ids.vm('web1-test').replace('rg-app', 'rg-app-asr');
const recoveryVm = () => estate.ids.vm('web1').replace('rg-app', 'rg-app-asr');

test('a drill makes a machine in its own network, allows nothing but the clean-up, and leaves nothing behind', async () => {
  estate.protect('web1');
  const items = estate.client.replicationProtectedItems;

  await estate.afterwards(items.beginTestFailover(...place, drill(), atOnce), 600);
  const drilling = await read();
  const machine = findVirtualMachine(estate.world, drilledVm());
  const disks = disksOf(estate.world, drilledVm()).map(({ name }) => name);
  const failing = toBeRefused(
    estate.strict.replicationProtectedItems.beginUnplannedFailover(...place, failover(), atOnce),
  );
  await expect(failing).rejects.toMatchObject({ statusCode: 400 });
  await estate.afterwards(
    items.beginTestFailoverCleanup(...place, { properties: { comments: 'well done' } }, atOnce),
    300,
  );
  const after = await read();

  expect(machine?.location).toBe('northeurope');
  expect(disks).toEqual(['web1-os-ASRtest', 'web1-data-ASRtest']);
  expect(drilling.properties).toMatchObject({
    testFailoverState: 'WaitingForCompletion',
    allowedOperations: ['TestFailoverCleanup'],
  });
  expect(drilling.details.testFailoverRecoveryFabricObjectId).toBe(drilledVm().toLowerCase());
  expect(findVirtualMachine(estate.world, drilledVm())).toBeUndefined();
  expect(estate.world.resources.get(estate.ids.disk('web1-os-ASRtest', 'rg-app-asr'))).toBeUndefined();
  expect(estate.world.resources.get(estate.ids.nic('web1-nic-test', 'rg-app-asr'))).toBeUndefined();
  expect(after.properties).toMatchObject({ testFailoverState: 'None', failoverHealth: 'Normal' });
});

test('the job of a drill ends succeeded and active, or waits suspended where the world is told so', async () => {
  estate.protect('web1');
  estate.protect('web2');
  const items = estate.client.replicationProtectedItems;
  const other = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web2'] as const;

  await estate.afterwards(items.beginTestFailover(...place, drill(), atOnce), 600);
  suspendTestFailovers(estate.world);
  await estate.afterwards(items.beginTestFailover(...other, drill(), atOnce), 600);
  const before = await drillJobs();
  await estate.afterwards(items.beginTestFailoverCleanup(...other, { properties: { comments: '' } }, atOnce), 300);
  const after = await drillJobs();

  expect(before).toEqual(['Suspended WaitingForStopTestFailover', 'Succeeded Completed']);
  expect(after).toEqual(['Succeeded Completed', 'Succeeded Completed']);
});

async function drillJobs(): Promise<string[]> {
  const states = [];
  for await (const { properties } of estate.client.replicationJobs.list(VAULT, GROUP)) {
    if (properties?.scenarioName === 'TestFailover') states.push(`${properties.state} ${properties.stateDescription}`);
  }
  return states;
}

test('until the commit another point can be chosen, which makes the machine anew', async () => {
  estate.protect('web1');
  const items = estate.client.replicationProtectedItems;
  const [oldest = '', ...others] = await points();

  await estate.afterwards(items.beginUnplannedFailover(...place, failover(others.at(-1)), atOnce), 300);
  const first = { ...(await read()), vmId: findVirtualMachine(estate.world, recoveryVm())?.properties.vmId };
  await estate.afterwards(items.beginApplyRecoveryPoint(...place, applying(oldest), atOnce), 300);
  const second = {
    ...(await read()),
    vmId: findVirtualMachine(estate.world, recoveryVm())?.properties.vmId,
  };

  expect(first.properties?.allowedOperations).toEqual([
    'CompleteMigration',
    'Commit',
    'DisableProtection',
    'ChangePit',
    'SwitchProtection',
  ]);
  expect(first.properties?.failoverRecoveryPointId).toBe(others.at(-1));
  expect(second.properties?.failoverRecoveryPointId).toBe(oldest);
  expect(second.vmId).not.toBe(first.vmId);
  expect(powerOf(estate.world, recoveryVm())).toBe('running');
});

test('the commit takes away the recovery points, the replica and the way to another point', async () => {
  estate.protect('web1', { stage: 'failed-over' });
  const before = await points();

  await estate.afterwards(estate.client.replicationProtectedItems.beginFailoverCommit(...place, atOnce), 20);
  const { properties, details } = await read();
  const changing = toBeRefused(
    estate.strict.replicationProtectedItems.beginApplyRecoveryPoint(...place, applying(before[0] ?? ''), atOnce),
  );

  expect(before.length).toBeGreaterThan(1);
  expect(estate.world.resources.get(estate.ids.disk('web1-os-ASRReplica', 'rg-app-asr'))).toBeUndefined();
  expect(await points()).toEqual([]);
  expect(properties).toMatchObject({
    protectionState: 'UnplannedFailoverCommitted',
    protectionStateDescription: 'Failover committed',
  });
  expect(details.protectedManagedDisks?.[0]).toMatchObject({
    recoveryReplicaDiskId: '',
    recoveryTargetDiskId: estate.ids.disk('web1-os', 'rg-app-asr'),
  });
  await expect(changing).rejects.toMatchObject({ statusCode: 400 });
});

test('a failed-over machine is soon missed by its heartbeat', async () => {
  estate.protect('web1', { stage: 'failed-over', minutesInStage: 30 });

  const { properties } = await read();

  expect(properties?.replicationHealth).toBe('Critical');
  expect(properties?.healthErrors?.[0]).toMatchObject({
    errorCode: '153077',
    possibleCauses: expect.stringContaining('\n'),
  });
});

test('a failover that is cancelled before its commit goes back to replicating', async () => {
  estate.protect('web1', { stage: 'failed-over' });

  await estate.afterwards(estate.client.replicationProtectedItems.beginFailoverCancel(...place, atOnce), 120);
  const { properties } = await read();
  const twice = toBeRefused(estate.strict.replicationProtectedItems.beginFailoverCancel(...place, atOnce));

  expect(properties).toMatchObject({ protectionState: 'Protected', activeLocation: 'Primary' });
  expect(findVirtualMachine(estate.world, recoveryVm())).toBeUndefined();
  await expect(twice).rejects.toMatchObject({ statusCode: 400 });
});

test('what an item does not allow is refused with causes and advice', async () => {
  estate.protect('web1', { stage: 'initial-replication' });

  const refused = await estate.strict.replicationProtectedItems
    .beginUnplannedFailover(...place, failover(), atOnce)
    .catch((error: unknown) => error);

  const detail = {
    possibleCauses: expect.any(String),
    recommendedAction: expect.any(String),
    activityId: expect.any(String),
  };
  expect(refused).toMatchObject({ statusCode: 400, details: { body: { error: { details: [detail] } } } });
});

test('a second operation is refused while one is under way', async () => {
  estate.protect('web1');
  await estate.client.replicationProtectedItems.beginTestFailover(...place, drill(), atOnce);

  const { properties } = await read();
  const second = toBeRefused(
    estate.strict.replicationProtectedItems.beginUnplannedFailover(...place, failover(), atOnce),
  );

  expect(properties).toMatchObject({ allowedOperations: [], currentScenario: { scenarioName: 'TestFailover' } });
  await expect(second).rejects.toMatchObject({ statusCode: 409 });
});

test('what does not exist between regions of Azure is refused: planned failover, reProtect of managed disks, other providers', async () => {
  estate.protect('web1', { stage: 'committed' });
  const items = estate.strict.replicationProtectedItems;
  const instanceType = 'A2A' as const;

  const planned = toBeRefused(
    items.beginPlannedFailover(...place, { properties: { failoverDirection: 'PrimaryToRecovery' } }, atOnce),
  );
  const details = { instanceType, recoveryContainerId: estate.ids.container('westeurope') };
  const reprotect = toBeRefused(
    items.beginReprotect(
      ...place,
      { properties: { failoverDirection: 'RecoveryToPrimary', providerSpecificDetails: details } },
      atOnce,
    ),
  );
  const provider = toBeRefused(
    items.beginSwitchProvider(
      ...place,
      {
        properties: {
          targetInstanceType: 'InMageRcm',
          providerSpecificDetails: {
            instanceType: 'InMageAzureV2',
            targetVaultID: 'a',
            targetFabricID: 'b',
            targetApplianceID: 'c',
          },
        },
      },
      atOnce,
    ),
  );
  const appliance = toBeRefused(
    items.beginUpdateAppliance(
      ...place,
      { properties: { targetApplianceId: 'a', providerSpecificDetails: { instanceType: 'InMageRcm' } } },
      atOnce,
    ),
  );

  await expect(planned).rejects.toThrow("'PlannedFailover' is not allowed");
  await expect(reprotect).rejects.toThrow('Managed disk details not provided');
  await expect(provider).rejects.toMatchObject({ statusCode: 400 });
  await expect(appliance).rejects.toMatchObject({ statusCode: 400 });
});

test('reprotection wants the cache account in the new source region and the home container', async () => {
  estate.protect('web1', { stage: 'committed' });
  const good = switchInput(estate, 'web1').properties;
  const containers = estate.strict.replicationProtectionContainers;
  const place = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER] as const;
  const details = good.providerSpecificDetails;

  const oldCache = details.vmManagedDisks.map((disk) => ({
    ...disk,
    primaryStagingAzureStorageAccountId: estate.ids.account('cachewe'),
  }));
  const wrongCache = { properties: { ...good, providerSpecificDetails: { ...details, vmManagedDisks: oldCache } } };
  const wrongHome = {
    properties: {
      ...good,
      providerSpecificDetails: { ...details, recoveryContainerId: estate.ids.container('northeurope') },
    },
  };

  await expect(containers.beginSwitchProtection(...place, wrongCache, atOnce)).rejects.toThrow("is in 'westeurope'");
  await expect(containers.beginSwitchProtection(...place, wrongHome, atOnce)).rejects.toMatchObject({
    statusCode: 409,
  });
});
