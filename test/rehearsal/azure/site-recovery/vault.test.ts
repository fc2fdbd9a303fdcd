import type { TargetComputeSize } from '@azure/arm-recoveryservices-siterecovery';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setPower } from '../../../../rehearsal/azure/services/compute/provision.ts';
import { createNetworkSecurityGroup } from '../../../../rehearsal/azure/services/network/provision.ts';
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

test('the health of a vault counts its items and gathers their errors by code', async () => {
  estate.protect('web1', { health: ['churn'] });
  estate.protect('web2', { health: ['churn'] });
  const poller = await estate.client.replicationVaultHealth.beginRefresh(VAULT, GROUP, atOnce);
  estate.advance(10);

  const refreshed = await poller.pollUntilDone();
  const read = await estate.client.replicationVaultHealth.get(VAULT, GROUP);

  const churn = read.properties?.protectedItemsHealth?.issues?.find(({ summaryCode }) => summaryCode === '153007');
  expect(read.properties?.protectedItemsHealth?.resourceCount).toBe(2);
  expect(churn).toMatchObject({ severity: 'Warning', category: 'Replication' });
  expect(churn?.affectedResourceCorrelationIds).toHaveLength(2);
  expect(refreshed.properties?.fabricsHealth?.resourceCount).toBe(2);
});

test('events tell of jobs that have ended and of sick machines, the newest first', async () => {
  estate.protect('web1', { health: ['heartbeat-lost'] });
  const input = { properties: { disableProtectionReason: 'NotSpecified' as const } };
  const place = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web2'] as const;
  estate.protect('web2', { lastDrillDaysAgo: 1 });
  const poller = await estate.client.replicationProtectedItems.beginDelete(...place, input, atOnce);
  estate.advance(200);
  await poller.pollUntilDone();

  const events = [];
  for await (const event of estate.client.replicationEvents.list(VAULT, GROUP)) events.push(event);
  const [newest] = events;
  const one = await estate.client.replicationEvents.get(VAULT, GROUP, `${newest?.name}`);
  const ofHealth = [];
  const filter = "EventType eq 'VmHealth' and Severity eq 'Critical'";
  for await (const event of estate.client.replicationEvents.list(VAULT, GROUP, { filter }))
    ofHealth.push(event.properties);

  expect(newest?.properties).toMatchObject({
    eventType: 'JobStatus',
    description: 'Disable replication - Completed',
    affectedObjectFriendlyName: 'web2',
  });
  expect(one.id).toBe(newest?.id);
  expect(ofHealth.map((event) => event?.healthErrors?.[0]?.errorCode)).toContain('153077');
});

test('the sizes for the recovery region say what does not fit', async () => {
  estate.protect('web1');

  const sizes: TargetComputeSize[] = [];
  const place = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web1'] as const;
  for await (const size of estate.client.targetComputeSizes.listByReplicationProtectedItems(...place)) sizes.push(size);

  const find = (name: string) => sizes.find((size) => size.name === name)?.properties;
  expect(find('Standard_D2s_v5')).toMatchObject({ cpuCoresCount: 2, errors: null });
  expect(find('Standard_D2_v2')?.errors?.[0]).toMatchObject({ message: 'The size does not take premium disks.' });
});

test('a healthy machine may be replicated, and another is told what stands in the way', async () => {
  const nsgId = `${estate.ids.group('rg-app')}/providers/Microsoft.Network/networkSecurityGroups/nsg`;
  const deny = {
    protocol: 'Tcp',
    access: 'Deny',
    direction: 'Outbound',
    sourcePortRange: '*',
    sourceAddressPrefix: '*',
    destinationPortRange: '443',
  } as const;
  const rules = [{ name: 'shut', priority: 200, destinationAddressPrefix: '*', ...deny }];
  createNetworkSecurityGroup(estate.world, { id: nsgId, location: SOURCE, rules });
  estate.addMachine('web1');
  estate.addMachine('web2', { nsgId, securityType: 'ConfidentialVM' });
  setPower(estate.world, estate.ids.vm('web2'), 'deallocated');
  const results = estate.client.replicationEligibilityResultsOperations;

  const well = await results.get('rg-app', 'web1');
  const ill = await results.list('rg-app', 'web2');

  expect(well.properties).toMatchObject({ errors: [] });
  expect(ill.value?.[0]?.properties?.errors?.map(({ code }) => code)).toEqual([
    'A2AConfidentialVMNotSupported',
    'A2AVMNotRunning',
    'A2AOutboundBlocked',
  ]);
});

test('the machines of a region are protectable until they are protected', async () => {
  estate.addMachine('web1');
  const itemId = estate.protect('web2');
  const place = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER] as const;
  const protectable = estate.client.replicationProtectableItems;

  const all = [];
  for await (const item of protectable.listByReplicationProtectionContainers(...place)) all.push(item);
  const free = [];
  const filter = "State eq 'Unprotected'";
  for await (const item of protectable.listByReplicationProtectionContainers(...place, { filter }))
    free.push(item.properties?.friendlyName);
  const one = await protectable.get(...place, `${all[1]?.name}`);

  expect(all.map(({ properties }) => properties?.protectionStatus)).toEqual(['Unprotected', 'Protected']);
  expect(free).toEqual(['web1']);
  expect(one.properties?.replicationProtectedItemId?.toLowerCase()).toBe(itemId.toLowerCase());
});

test('the supported systems and the settings of a vault can be read, and the settings written', async () => {
  const { client, strict } = estate;

  const systems = await client.supportedOperatingSystemsOperations.get(VAULT, GROUP);
  const none = await client.supportedOperatingSystemsOperations.get(VAULT, GROUP, { instanceType: 'InMageRcm' });
  const setting = { properties: { vmwareToAzureProviderType: 'Vmware' } };
  await client.replicationVaultSetting.beginCreateAndWait(VAULT, GROUP, 'default', setting, atOnce);
  const read = await client.replicationVaultSetting.get(VAULT, GROUP, 'default');
  const names = [];
  for await (const { name } of client.replicationVaultSetting.list(VAULT, GROUP)) names.push(name);

  expect(systems.properties?.supportedOsList?.[0]?.supportedOs?.map(({ osName }) => osName)).toContain('ubuntu');
  expect(none.properties?.supportedOsList).toEqual([]);
  expect(read.properties).toMatchObject(setting.properties);
  expect(names).toEqual(['default']);
  await expect(strict.replicationVaultSetting.get(VAULT, GROUP, 'other')).rejects.toMatchObject({ statusCode: 404 });
});

test('an intent makes what is missing and protects the machine', async () => {
  estate.addMachine('web1');
  const { client, ids } = estate;
  const intents = client.replicationProtectionIntents;
  const wish = {
    instanceType: 'A2A' as const,
    fabricObjectId: ids.vm('web1'),
    primaryLocation: SOURCE,
    recoveryLocation: TARGET,
    recoverySubscriptionId: estate.fixture.subscriptionId,
    recoveryAvailabilityType: 'Single',
    recoveryResourceGroupId: ids.group('rg-app-asr'),
  };

  const created = await intents.create(VAULT, GROUP, 'web1', { properties: { providerSpecificDetails: wish } });
  estate.advance(3600);
  const read = await intents.get(VAULT, GROUP, 'web1');
  const names = [];
  for await (const { name } of intents.list(VAULT, GROUP)) names.push(name);
  const item = await client.replicationProtectedItems.get(VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web1');

  expect(created.properties).toMatchObject({ jobState: 'InProgress', isActive: true });
  expect(read.properties).toMatchObject({ jobState: 'Succeeded', isActive: false });
  expect(names).toEqual(['web1']);
  expect(item.properties?.protectionState).toBe('Protected');
});
