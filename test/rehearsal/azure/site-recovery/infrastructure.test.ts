import { afterEach, beforeEach, expect, test } from 'vitest';
import { atOnce, type Estate, GROUP, SOURCE, startEstate, TARGET, VAULT } from './estate.ts';

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate({ clock: 100_000, paired: false });
});

afterEach(() => estate.fixture.close());

const azure = (location: string) => ({ properties: { customDetails: { instanceType: 'Azure' as const, location } } });
const minutes = (retention: number, app: number) => ({
  instanceType: 'A2A' as const,
  recoveryPointHistory: retention,
  appConsistentFrequencyInMinutes: app,
  crashConsistentFrequencyInMinutes: 5,
  multiVmSyncStatus: 'Enable' as const,
});

async function createBoth(): Promise<void> {
  const { client } = estate;
  const input = { properties: { providerSpecificInput: [{ instanceType: 'A2A' as const }] } };
  for (const [fabric, region] of [
    ['fab-we', SOURCE],
    ['fab-ne', TARGET],
  ] as const) {
    await client.replicationFabrics.beginCreateAndWait(VAULT, GROUP, fabric, azure(region), atOnce);
    await client.replicationProtectionContainers.beginCreateAndWait(VAULT, GROUP, fabric, `${fabric}-c`, input, atOnce);
  }
  const policy = { properties: { providerSpecificInput: minutes(1440, 240) } };
  await client.replicationPolicies.beginCreateAndWait(VAULT, GROUP, 'daily', policy, atOnce);
}

function containerId(fabric: string): string {
  return `${estate.ids.vault}/replicationFabrics/${fabric}/replicationProtectionContainers/${fabric}-c`;
}

function map(from: string, to: string, name: string) {
  const input = {
    properties: {
      targetProtectionContainerId: containerId(to),
      policyId: `${estate.ids.vault}/replicationPolicies/daily`,
      providerSpecificInput: { instanceType: 'A2A' as const, agentAutoUpdateStatus: 'Disabled' },
    },
  };
  const mappings = estate.client.replicationProtectionContainerMappings;
  return mappings.beginCreateAndWait(VAULT, GROUP, from, `${from}-c`, name, input, atOnce);
}

async function namesOf(list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> {
  const names = [];
  for await (const { name } of list) names.push(name);
  return names;
}

test('a fabric takes the name of its region and lists its containers by their GUIDs', async () => {
  await createBoth();

  const fabric = await estate.client.replicationFabrics.get(VAULT, GROUP, 'fab-we');
  const checked = await estate.client.replicationFabrics.beginCheckConsistencyAndWait(VAULT, GROUP, 'fab-we', atOnce);
  const all = await namesOf(estate.client.replicationFabrics.list(VAULT, GROUP));

  expect(fabric.properties?.friendlyName).toBe('West Europe');
  expect(fabric.id).toMatch(/^\/Subscriptions\//);
  expect(JSON.stringify(fabric.properties?.customDetails)).toMatch(/replicationProtectionContainers\/[0-9a-f]{8}-/);
  expect(checked.name).toBe('fab-we');
  expect(all).toEqual(['fab-we', 'fab-ne']);
});

test('the mappings of one container are listed in both directions', async () => {
  await createBoth();
  await map('fab-we', 'fab-ne', 'there');
  await map('fab-ne', 'fab-we', 'back');

  const { client } = estate;
  const mappings = client.replicationProtectionContainerMappings;
  const ofOne = await namesOf(mappings.listByReplicationProtectionContainers(VAULT, GROUP, 'fab-ne', 'fab-ne-c'));
  const all = await namesOf(mappings.list(VAULT, GROUP));
  const update = {
    properties: { providerSpecificInput: { instanceType: 'A2A' as const, agentAutoUpdateStatus: 'Enabled' } },
  };
  const updated = await mappings.beginUpdateAndWait(VAULT, GROUP, 'fab-we', 'fab-we-c', 'there', update, atOnce);
  const read = await mappings.get(VAULT, GROUP, 'fab-we', 'fab-we-c', 'there');
  const containers = await namesOf(client.replicationProtectionContainers.list(VAULT, GROUP));
  const inFabric = client.replicationProtectionContainers.listByReplicationFabrics(VAULT, GROUP, 'fab-we');
  const container = await client.replicationProtectionContainers.get(VAULT, GROUP, 'fab-we', 'fab-we-c');

  expect(ofOne).toEqual(['there', 'back']);
  expect(all).toEqual(ofOne);
  expect(updated.properties?.providerSpecificDetails).toMatchObject({ agentAutoUpdateStatus: 'Enabled' });
  expect(read.properties).toMatchObject({ state: 'Paired', targetFabricFriendlyName: 'North Europe' });
  expect(containers).toEqual(['fab-we-c', 'fab-ne-c']);
  expect(await namesOf(inFabric)).toEqual(['fab-we-c']);
  expect(container.properties).toMatchObject({ pairingStatus: 'Paired', protectedItemCount: 0 });
});

test('networks are mapped under azureNetwork and come back in lower case', async () => {
  await createBoth();
  const { client, ids } = estate;
  const mappings = client.replicationNetworkMappings;
  const input = {
    properties: {
      recoveryFabricName: 'fab-ne',
      recoveryNetworkId: ids.network('vnet-app-asr', 'rg-app-asr'),
      fabricSpecificDetails: { instanceType: 'AzureToAzure' as const, primaryNetworkId: ids.network('vnet-app') },
    },
  };

  const place = [VAULT, GROUP, 'fab-we', 'azureNetwork', 'we-ne'] as const;
  const created = await mappings.beginCreateAndWait(...place, input, atOnce);
  const change = {
    properties: { recoveryFabricName: 'fab-ne', recoveryNetworkId: ids.network('vnet-drill', 'rg-app-asr') },
  };
  const updated = await mappings.beginUpdateAndWait(...place, change, atOnce);
  const read = await mappings.get(...place);
  const all = await namesOf(mappings.list(VAULT, GROUP));
  const ofNetwork = await namesOf(mappings.listByReplicationNetworks(VAULT, GROUP, 'fab-we', 'azureNetwork'));
  const networks = await namesOf(client.replicationNetworks.list(VAULT, GROUP));
  const inFabric = await namesOf(client.replicationNetworks.listByReplicationFabrics(VAULT, GROUP, 'fab-we'));
  const network = await client.replicationNetworks.get(VAULT, GROUP, 'fab-we', 'azureNetwork');
  await mappings.beginDeleteAndWait(...place, atOnce);

  expect(created.properties?.primaryNetworkId).toBe(ids.network('vnet-app').toLowerCase());
  expect(updated.properties?.recoveryNetworkFriendlyName).toBe('vnet-drill');
  expect(read.properties?.fabricSpecificSettings).toMatchObject({ primaryFabricLocation: SOURCE });
  expect([all, ofNetwork]).toEqual([['we-ne'], ['we-ne']]);
  expect([networks, inFabric, [network.name]]).toEqual([
    ['azureNetwork', 'azureNetwork'],
    ['azureNetwork'],
    ['azureNetwork'],
  ]);
  expect(await namesOf(mappings.list(VAULT, GROUP))).toEqual([]);
});

test('a policy counts in minutes and is refused outside its ranges', async () => {
  const { client, strict } = estate;
  const wish = (retention: number, app: number) => ({ properties: { providerSpecificInput: minutes(retention, app) } });

  const created = await client.replicationPolicies.beginCreateAndWait(VAULT, GROUP, 'daily', wish(1440, 240), atOnce);
  const longer = { properties: { replicationProviderSettings: minutes(4320, 60) } };
  const updated = await client.replicationPolicies.beginUpdateAndWait(VAULT, GROUP, 'daily', longer, atOnce);
  const read = await client.replicationPolicies.get(VAULT, GROUP, 'daily');
  const refused = (retention: number, app: number) =>
    strict.replicationPolicies.beginCreateAndWait(VAULT, GROUP, 'odd', wish(retention, app), atOnce);

  expect(created.properties?.providerSpecificDetails).toMatchObject({
    recoveryPointHistory: 1440,
    appConsistentFrequencyInMinutes: 240,
    crashConsistentFrequencyInMinutes: 5,
    multiVmSyncStatus: 'Enabled',
  });
  expect(updated.properties?.providerSpecificDetails).toMatchObject({ recoveryPointHistory: 4320 });
  expect(read.name).toBe('daily');
  expect(await namesOf(client.replicationPolicies.list(VAULT, GROUP))).toEqual(['daily']);
  await expect(refused(21_601, 0)).rejects.toMatchObject({ statusCode: 400 });
  await expect(refused(1440, 30)).rejects.toThrow('outside the range of 60 to 720 minutes');
  await expect(refused(60, 240)).rejects.toThrow('above the retention');
});

test('what is still in use is not taken away, and what is gone answers 204', async () => {
  await createBoth();
  await map('fab-we', 'fab-ne', 'there');
  await map('fab-ne', 'fab-we', 'back');
  const { client, strict } = estate;
  const containers = client.replicationProtectionContainers;
  const mappings = client.replicationProtectionContainerMappings;

  const early = [
    strict.replicationFabrics.beginDeleteAndWait(VAULT, GROUP, 'fab-we', atOnce),
    strict.replicationProtectionContainers.beginDeleteAndWait(VAULT, GROUP, 'fab-we', 'fab-we-c', atOnce),
    strict.replicationPolicies.beginDeleteAndWait(VAULT, GROUP, 'daily', atOnce),
  ];
  const refusals = await Promise.allSettled(early);
  await mappings.beginDeleteAndWait(VAULT, GROUP, 'fab-we', 'fab-we-c', 'there', { properties: {} }, atOnce);
  await mappings.beginPurgeAndWait(VAULT, GROUP, 'fab-ne', 'fab-ne-c', 'back', atOnce);
  await mappings.beginPurgeAndWait(VAULT, GROUP, 'fab-ne', 'fab-ne-c', 'back', atOnce);
  await containers.beginDeleteAndWait(VAULT, GROUP, 'fab-we', 'fab-we-c', atOnce);
  await containers.beginDeleteAndWait(VAULT, GROUP, 'fab-ne', 'fab-ne-c', atOnce);
  await client.replicationPolicies.beginDeleteAndWait(VAULT, GROUP, 'daily', atOnce);
  await client.replicationFabrics.beginDeleteAndWait(VAULT, GROUP, 'fab-we', atOnce);
  await client.replicationFabrics.beginPurgeAndWait(VAULT, GROUP, 'fab-ne', atOnce);

  expect(refusals.map((refusal) => refusal.status === 'rejected' && refusal.reason.statusCode)).toEqual([
    409, 409, 409,
  ]);
  expect(await namesOf(client.replicationFabrics.list(VAULT, GROUP))).toEqual([]);
});

test('an unknown fabric is refused with the reasons in the details', async () => {
  const refusal = await estate.strict.replicationFabrics.get(VAULT, GROUP, 'nowhere').catch((error: unknown) => error);

  expect(refusal).toMatchObject({ statusCode: 404, code: 'NotFound' });
  expect(refusal).toMatchObject({
    details: { body: { error: { details: [{ code: 'ArmResourceDoesNotExist', activityId: expect.any(String) }] } } },
  });
});
