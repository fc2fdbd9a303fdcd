import type { A2AReplicationDetails, ReplicationProtectedItem } from '@azure/arm-recoveryservices-siterecovery';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachDisk, createDisk, findVirtualMachine } from '../../../../rehearsal/azure/services/compute/provision.ts';
import { troubleReplication } from '../../../../rehearsal/azure/services/site-recovery/provision.ts';
import {
  atOnce,
  type Estate,
  GROUP,
  SOURCE,
  SOURCE_CONTAINER,
  SOURCE_FABRIC,
  startEstate,
  toBeRefused,
  VAULT,
} from './estate.ts';

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate();
});

afterEach(() => estate.fixture.close());

const container = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER] as const;
const place = [...container, 'web1'] as const;

function a2a(item: ReplicationProtectedItem): A2AReplicationDetails {
  return item.properties?.providerSpecificDetails as A2AReplicationDetails;
}

const read = () => estate.client.replicationProtectedItems.get(...place);

test('until it is protected an item has no lifecycle id, no RPO and no networks, and can only be disabled', async () => {
  estate.protect('web1', { stage: 'initial-replication' });

  const item = await read();

  expect(item.properties?.allowedOperations).toEqual(['DisableProtection']);
  expect(a2a(item)).toMatchObject({ vmNics: [], vmProtectionState: 'UnprotectedStatesBegin' });
  expect([a2a(item).lifecycleId, a2a(item).rpoInSeconds, a2a(item).selectedRecoveryAzureNetworkId]).toEqual([
    null,
    null,
    null,
  ]);
});

test('a protected item tells its RPO, its networks and that it was never drilled', async () => {
  const { ids, world } = estate;
  estate.protect('web1', { rpoSeconds: 95 });

  const item = await read();
  const details = a2a(item);

  expect(item.properties?.allowedOperations).toEqual(['UnplannedFailover', 'DisableProtection', 'TestFailover']);
  expect(item.properties).toMatchObject({ replicationHealth: 'Normal', failoverHealth: 'Warning' });
  expect(item.properties?.healthErrors?.map(({ errorCode }) => errorCode)).toEqual(['161011']);
  expect(item.properties?.currentScenario).toMatchObject({
    scenarioName: 'None',
    startTime: new Date('1753-01-01T01:01:01Z'),
  });
  expect(details.rpoInSeconds).toBe(95);
  expect(world.clock.now() - (details.lastRpoCalculatedTime?.getTime() ?? 0)).toBeLessThan(120_000);
  expect(details.fabricObjectId).toBe(ids.vm('web1').toLowerCase());
  expect(details.vmNics?.[0]).toMatchObject({
    sourceNicArmId: ids.nic('web1-nic'),
    recoveryVMNetworkId: ids.network('vnet-app-asr', 'rg-app-asr'),
  });
});

test('a list leaves out what only GET tells of the disks', async () => {
  estate.protect('web1');

  const item = a2a(await read());
  const listed: A2AReplicationDetails[] = [];
  for await (const one of estate.client.replicationProtectedItems.listByReplicationProtectionContainers(...container))
    listed.push(a2a(one));

  expect(item.protectedManagedDisks?.map(({ diskState }) => diskState)).toEqual(['Protected', 'Protected']);
  expect(item.vmSyncedConfigDetails?.tags).toEqual({ app: 'web1' });
  expect(listed[0]?.protectedManagedDisks?.map(({ diskState }) => diskState)).toEqual([null, null]);
  expect(listed[0]?.vmSyncedConfigDetails?.tags ?? null).toBeNull();
});

test('the items of a vault come in pages and can be filtered', async () => {
  for (let number = 1; number <= 205; number += 1) estate.protect(`vm${number}`, { replicaDisks: false });
  const items = estate.client.replicationProtectedItems;

  const pages: number[] = [];
  for await (const page of items.list(VAULT, GROUP).byPage()) pages.push(page.length);
  const names = [];
  const filter = `SourceFabricName eq '${SOURCE_FABRIC}' and FabricObjectId eq '${estate.ids.vm('vm7')}'`;
  for await (const item of items.list(VAULT, GROUP, { filter })) names.push(item.name);

  expect(pages).toEqual([200, 5]);
  expect(names).toEqual(['vm7']);
});

test('recovery points come oldest first, every five minutes at the end and about one an hour before', async () => {
  estate.protect('web1');

  const points = [];
  for await (const point of estate.client.recoveryPoints.listByReplicationProtectedItems(...place)) points.push(point);
  const times = points.map((point) => point.properties?.recoveryPointTime?.getTime() ?? 0);
  const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 60_000);
  const [oldest] = points;
  const one = await estate.client.recoveryPoints.get(...place, `${oldest?.name}`);

  expect(gaps.every((gap) => gap > 0 && gap < 57)).toBe(true);
  expect(gaps.slice(-12).every((gap) => gap < 7)).toBe(true);
  expect(gaps[0]).toBeGreaterThan(20);
  expect(new Set(points.map((point) => point.properties?.recoveryPointType))).toEqual(
    new Set(['CrashConsistent', 'ApplicationConsistent']),
  );
  expect(one.id).toMatch(
    /replicationProtectionContainers\/[0-9a-f]{8}-[0-9a-f-]+\/replicationProtectedItems\/web1\/recoveryPoints\//,
  );
});

test.each([
  ['churn', '153007', 'Warning'],
  ['heartbeat-lost', '153077', 'Critical'],
  ['agent-expiring', '153025', 'Warning'],
] as const)('trouble of the kind %s shows as error %s', async (kind, code, health) => {
  estate.protect('web1');
  troubleReplication(estate.world, estate.ids.vm('web1'), kind);

  const { properties } = await read();

  expect(properties?.healthErrors?.map(({ errorCode }) => errorCode)).toContain(code);
  expect(properties?.replicationHealth).toBe(health);
});

test('with its heartbeat lost the RPO of a machine goes stale and after an hour it misses recovery points', async () => {
  estate.protect('web1');
  troubleReplication(estate.world, estate.ids.vm('web1'), 'heartbeat-lost');
  const before = a2a(await read()).lastRpoCalculatedTime;

  estate.advance(2 * 3600);
  const item = await read();

  expect(a2a(item).lastRpoCalculatedTime).toEqual(before);
  expect(item.properties?.healthErrors?.map(({ errorCode }) => errorCode)).toContain('153006');
});

test('resynchronization ends the trouble, and an update of the agent its expiry', async () => {
  estate.protect('web1', { health: ['resync-required', 'agent-expiring'], agentVersion: '9.50.6419.1' });
  const items = estate.client.replicationProtectedItems;

  const sick = await read();
  await estate.afterwards(items.beginRepairReplication(...place, atOnce), 120);
  const copying = await read();
  const input = { properties: { runAsAccountId: '' } };
  await estate.afterwards(items.beginUpdateMobilityService(...place, input, atOnce), 300);
  estate.advance(1200);
  const well = await read();

  expect(sick.properties?.allowedOperations?.[0]).toBe('RepairReplication');
  expect(a2a(sick).isReplicationAgentUpdateRequired).toBe(true);
  expect(a2a(copying).monitoringJobType).toBe('Resynchronization');
  expect(well.properties?.replicationHealth).toBe('Normal');
  expect(a2a(well).isReplicationAgentUpdateRequired).toBe(false);
});

test('a disk that is attached later is warned about until it is protected or the warning is put away', async () => {
  estate.protect('web1', { lastDrillDaysAgo: 5 });
  const { client, ids, strict } = estate;
  const items = client.replicationProtectedItems;
  attach('web1-new');
  attach('web1-odd');
  const input = (id: string) => ({
    diskId: id,
    primaryStagingAzureStorageAccountId: ids.account('cachewe'),
    recoveryResourceGroupId: ids.group('rg-app-asr'),
  });

  const warned = await read();
  const provider = { instanceType: 'A2A' as const, vmManagedDisks: [input(ids.disk('web1-new'))] };
  await estate.afterwards(
    items.beginAddDisks(...place, { properties: { providerSpecificDetails: provider } }, atOnce),
    300,
  );
  const added = await read();
  const errorId = `${warned.properties?.healthErrors?.[0]?.errorId}`;
  await estate.afterwards(
    items.beginResolveHealthErrors(...place, { properties: { healthErrors: [{ healthErrorId: errorId }] } }, atOnce),
    60,
  );
  const dismissed = await read();
  const removal = { instanceType: 'A2A' as const, vmManagedDisksIds: [ids.disk('web1-new')] };
  await estate.afterwards(
    items.beginRemoveDisks(...place, { properties: { providerSpecificDetails: removal } }, atOnce),
    300,
  );
  const system = { instanceType: 'A2A' as const, vmManagedDisksIds: [ids.disk('web1-os')] };
  const refused = toBeRefused(
    strict.replicationProtectedItems.beginRemoveDisks(
      ...place,
      { properties: { providerSpecificDetails: system } },
      atOnce,
    ),
  );

  expect(
    warned.properties?.healthErrors?.map(({ errorCode, customerResolvability }) => [errorCode, customerResolvability]),
  ).toEqual([['153039', 'Allowed']]);
  expect(a2a(added).protectedManagedDisks?.map(({ diskState }) => diskState)).toEqual([
    'Protected',
    'Protected',
    'InitialReplicationPending',
  ]);
  expect(dismissed.properties?.healthErrors).toEqual([]);
  expect(a2a(await read()).protectedManagedDisks).toHaveLength(2);
  await expect(refused).rejects.toThrow('is the system disk');
});

function attach(name: string): void {
  const { ids, world } = estate;
  const disk = createDisk(world, { id: ids.disk(name), location: SOURCE, sizeGb: 32, sku: 'Premium_LRS' });
  const machine = findVirtualMachine(world, ids.vm('web1'));
  if (machine) attachDisk(world, machine, disk);
}

test('a PATCH sets the names, size and network interface of the machine to come', async () => {
  estate.protect('web1');
  const nicId = `${a2a(await read()).vmNics?.[0]?.nicId}`;
  const change = {
    properties: {
      recoveryAzureVMName: 'web1-dr',
      recoveryAzureVMSize: 'Standard_D4s_v5',
      vmNics: [
        {
          nicId,
          selectionType: 'SelectedByUser',
          recoveryNicName: 'web1-dr-nic',
          ipConfigs: [{ isPrimary: true, recoverySubnetName: 'app', recoveryStaticIPAddress: '10.1.0.44' }],
        },
      ],
      providerSpecificDetails: { instanceType: 'A2A' as const, tfoAzureVMName: 'web1-drill' },
    },
  };

  const item = await estate.afterwards(
    estate.client.replicationProtectedItems.beginUpdate(...place, change, atOnce),
    60,
  );

  expect(a2a(item)).toMatchObject({
    recoveryAzureVMName: 'web1-dr',
    recoveryAzureVMSize: 'Standard_D4s_v5',
    tfoAzureVMName: 'web1-drill',
  });
  expect(a2a(item).vmNics?.[0]).toMatchObject({ recoveryNicName: 'web1-dr-nic', selectionType: 'SelectedByUser' });
  expect(a2a(item).vmNics?.[0]?.ipConfigs?.[0]).toMatchObject({ recoveryStaticIPAddress: '10.1.0.44' });
});

test('disabling takes the item and its replica away; a second time there is nothing to do', async () => {
  estate.protect('web1');
  estate.protect('web2');
  const items = estate.client.replicationProtectedItems;
  const reason = { properties: { disableProtectionReason: 'NotSpecified' as const } };

  await estate.afterwards(items.beginDelete(...place, reason, atOnce), 200);
  await estate.afterwards(items.beginPurge(...container, 'web2', atOnce), 200);
  await items.beginDeleteAndWait(...place, reason, atOnce);
  await items.beginPurgeAndWait(...container, 'web2', atOnce);

  const left = [];
  for await (const item of items.list(VAULT, GROUP)) left.push(item.name);
  expect(left).toEqual([]);
  expect(estate.world.resources.get(estate.ids.disk('web1-os-ASRReplica', 'rg-app-asr'))).toBeUndefined();
});
