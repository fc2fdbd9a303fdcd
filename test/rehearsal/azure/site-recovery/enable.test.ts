import type { A2AReplicationDetails, ReplicationProtectedItem } from '@azure/arm-recoveryservices-siterecovery';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createAvailabilitySet,
  createDiskEncryptionSet,
  disksOf,
} from '../../../../rehearsal/azure/services/compute/provision.ts';
import { createNetworkSecurityGroup } from '../../../../rehearsal/azure/services/network/provision.ts';
import { initialise, leaveUninitialised } from '../../../../rehearsal/azure/services/site-recovery/provision.ts';
import { createVault } from '../../../../rehearsal/azure/services/vaults/provision.ts';
import {
  atOnce,
  type Estate,
  enableInput,
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

test('enabling takes seven minutes and a while of copying, whose percentage stops at 9 and stays there', async () => {
  const { client, advance } = estate;
  estate.addMachine('web1');
  const poller = await client.replicationProtectedItems.beginCreate(...place, enableInput(estate, 'web1'), atOnce);

  const seen: unknown[] = [];
  for (let minute = 0; minute <= 40; minute += 1) {
    const item = await read();
    const line = [item.properties?.protectionState, a2a(item).monitoringPercentageCompletion ?? null].join(' ').trim();
    if (seen.at(-1) !== line) seen.push(line);
    advance(60);
  }
  const enabled = await poller.pollUntilDone();

  expect(seen).toEqual([
    'UnprotectedStatesBegin',
    'InitialReplicationInProgress',
    'InitialReplicationInProgress 0',
    'InitialReplicationInProgress 4',
    'InitialReplicationInProgress 9',
    'InitialReplicationRecoveryCompletionPending 9',
    'Protected 9',
  ]);
  expect(a2a(enabled).monitoringJobType).toBe('InitialReplication');
  expect(estate.world.resources.get(estate.ids.disk('web1-os-ASRReplica', 'rg-app-asr'))?.location).toBe('northeurope');
});

type Details = ReturnType<typeof enableInput>['properties']['providerSpecificDetails'];
type Change = (details: Details) => Partial<Details>;

const otherFirstDisk =
  (change: Partial<Details['vmManagedDisks'][number]>): Change =>
  ({ vmManagedDisks: [first, ...rest] }) => ({
    vmManagedDisks: [{ ...(first as Details['vmManagedDisks'][number]), ...change }, ...rest],
  });

test.each<[string, () => Change, string]>([
  ['of a machine that does not exist', () => () => ({ fabricObjectId: estate.ids.vm('nobody') }), 'was not found'],
  ['with a disk of another machine', () => otherFirstDisk({ diskId: estate.ids.disk('other') }), 'is not attached'],
  [
    'without the system disk',
    () =>
      ({ vmManagedDisks }) => ({ vmManagedDisks: vmManagedDisks.slice(1) }),
    'system disk',
  ],
  [
    'with a cache account in the wrong region',
    () => otherFirstDisk({ primaryStagingAzureStorageAccountId: estate.ids.account('cachene', 'rg-app-asr') }),
    'cache storage account',
  ],
  [
    'into a network in the wrong region',
    () => () => ({ recoveryAzureNetworkId: estate.ids.network('vnet-app') }),
    'the recovery region is',
  ],
  [
    'into a group that does not exist',
    () => () => ({ recoveryResourceGroupId: estate.ids.group('nowhere') }),
    'resource group',
  ],
  [
    'to a container that it is not mapped to',
    () => () => ({ recoveryContainerId: estate.ids.container(SOURCE) }),
    'no mapping',
  ],
])('enabling is refused %s', async (_, spoil, words) => {
  estate.addMachine('web1');
  const input = enableInput(estate, 'web1');
  const { providerSpecificDetails } = input.properties;
  Object.assign(providerSpecificDetails, spoil()(providerSpecificDetails));

  const refused = toBeRefused(estate.strict.replicationProtectedItems.beginCreate(...place, input, atOnce));

  await expect(refused).rejects.toMatchObject({ statusCode: 400, message: expect.stringContaining(words) });
});

test('a machine is protected once, a confidential one never, and none from a vault in its own region', async () => {
  const { strict, ids, world } = estate;
  estate.protect('web1');
  estate.addMachine('secret', { securityType: 'ConfidentialVM' });
  const items = strict.replicationProtectedItems;

  const twice = toBeRefused(items.beginCreate(...container, 'again', enableInput(estate, 'web1'), atOnce));
  const secret = toBeRefused(items.beginCreate(...container, 'secret', enableInput(estate, 'secret'), atOnce));

  await expect(twice).rejects.toMatchObject({ statusCode: 409, message: expect.stringContaining('already protected') });
  await expect(secret).rejects.toThrow('confidential VM');
  estate.addMachine('web2');
  createVault(world, { id: ids.vault, location: SOURCE });
  const sameRegion = toBeRefused(items.beginCreate(...container, 'web2', enableInput(estate, 'web2'), atOnce));
  await expect(sameRegion).rejects.toThrow('The vault is in');
});

const deny = {
  protocol: '*',
  access: 'Deny',
  direction: 'Outbound',
  sourcePortRange: '*',
  sourceAddressPrefix: '*',
  destinationPortRange: '*',
} as const;

test.each([
  ['a data disk was never initialised', () => leaveUninitialised(estate.world, estate.ids.disk('web1-data')), '150039'],
  ['its network lets nothing out', () => block('Internet'), '151037'],
  ['its network hides Site Recovery', () => block('AzureSiteRecovery'), '151072'],
])('enabling starts and fails where %s', async (_, spoil, code) => {
  const nsgId = `${estate.ids.group('rg-app')}/providers/Microsoft.Network/networkSecurityGroups/nsg`;
  createNetworkSecurityGroup(estate.world, { id: nsgId, location: SOURCE });
  estate.addMachine('web1', { nsgId });
  spoil();

  const poller = await estate.strict.replicationProtectedItems.beginCreate(
    ...place,
    enableInput(estate, 'web1'),
    atOnce,
  );
  estate.advance(600);
  const failure = await poller.pollUntilDone().catch((error: unknown) => error);
  const jobs = await jobsNow();

  expect(failure).toBeInstanceOf(Error);
  expect(jobs[0]?.properties).toMatchObject({ scenarioName: 'EnableDr', state: 'Failed', allowedActions: ['Restart'] });
  expect(jobs[0]?.properties?.errors?.[0]?.serviceErrorDetails?.code).toBe(code);
  expect((await read()).properties).toMatchObject({
    protectionState: 'EnablingFailed',
    protectionStateDescription: 'Enabling protection failed',
    activeLocation: 'Primary',
    allowedOperations: ['DisableProtection'],
    currentScenario: { scenarioName: 'None' },
  });
  expect(a2a(await read())).toMatchObject({ vmNics: [], rpoInSeconds: null });
  expect(disksOf(estate.world, estate.ids.vm('web1'))).toHaveLength(2);
  expect(estate.world.resources.get(estate.ids.disk('web1-os-ASRReplica', 'rg-app-asr'))).toBeUndefined();
});

const jobsNow = async () => {
  const jobs = [];
  for await (const job of estate.client.replicationJobs.list(VAULT, GROUP)) jobs.push(job);
  return jobs;
};

const failing = async () => {
  estate.addMachine('web1');
  const rawDisk = estate.ids.disk('web1-data');
  leaveUninitialised(estate.world, rawDisk);
  await estate.client.replicationProtectedItems.beginCreate(...place, enableInput(estate, 'web1'), atOnce);
  estate.advance(600);
  return { initialise: () => initialise(estate.world, rawDisk) };
};

test('what a failed enabling leaves is in the way until its replication is disabled', async () => {
  const { initialise } = await failing();
  const { replicationProtectedItems: items } = estate.client;
  initialise();

  const again = toBeRefused(
    estate.strict.replicationProtectedItems.beginCreate(...container, 'again', enableInput(estate, 'web1'), atOnce),
  );
  await expect(again).rejects.toMatchObject({ statusCode: 409 });
  const disabling = await items.beginDelete(...place, { properties: {} }, atOnce);
  estate.advance(120);
  await disabling.pollUntilDone();
  await expect(estate.strict.replicationProtectedItems.get(...place)).rejects.toMatchObject({ statusCode: 404 });
  await items.beginCreate(...place, enableInput(estate, 'web1'), atOnce);
  estate.advance(3600);

  expect((await read()).properties?.protectionState).toBe('Protected');
});

test('the failed job can be restarted as long as the item is there', async () => {
  const { initialise } = await failing();
  const { client } = estate;
  const failed = `${(await jobsNow())[0]?.name}`;
  initialise();

  await client.replicationJobs.beginRestart(VAULT, GROUP, failed, atOnce);
  const meanwhile = (await read()).properties;
  estate.advance(3600);
  const restarted = (await read()).properties;
  await client.replicationProtectedItems.beginDelete(...place, { properties: {} }, atOnce);
  estate.advance(120);
  await client.replicationJobs.beginRestart(VAULT, GROUP, failed, atOnce);
  estate.advance(600);

  expect(meanwhile).toMatchObject({ protectionState: 'UnprotectedStatesBegin', allowedOperations: [] });
  expect(restarted?.protectionState).toBe('Protected');
  const enablings = (await jobsNow()).filter(({ properties }) => properties?.scenarioName === 'EnableDr');
  expect(
    enablings.map(({ properties }) => properties?.errors?.[0]?.serviceErrorDetails?.code ?? 'none').sort(),
  ).toEqual(['150039', 'ArmResourceDoesNotExist', 'none']);
});

function block(destinationAddressPrefix: string): void {
  const id = `${estate.ids.group('rg-app')}/providers/Microsoft.Network/networkSecurityGroups/nsg`;
  createNetworkSecurityGroup(estate.world, {
    id,
    location: SOURCE,
    rules: [{ name: 'out', priority: 100, destinationAddressPrefix, ...deny }],
  });
}

const compute = (rest: string, group: string) => `${estate.ids.group(group)}/providers/Microsoft.Compute/${rest}`;

const enabling = (details: object) => {
  const { properties } = enableInput(estate, 'web1');
  const providerSpecificDetails = { ...properties.providerSpecificDetails, ...details };
  const input = { properties: { ...properties, providerSpecificDetails } };
  return estate.strict.replicationProtectedItems.beginCreate(...place, input, atOnce);
};

test('an availability set or a zone has to be there in the region that the machine fails over to', async () => {
  estate.addMachine('web1');
  const setId = compute('availabilitySets/web', 'rg-app');
  createAvailabilitySet(estate.world, { id: setId, location: SOURCE });

  const refused = (details: object) => expect(toBeRefused(enabling(details))).rejects;

  await refused({ recoveryAvailabilitySetId: setId }).toThrow("is not in 'northeurope'");
  await refused({ recoveryAvailabilitySetId: `${setId}-asr` }).toThrow("is not in 'northeurope'");
  await refused({ recoveryAvailabilitySetId: setId, recoveryAvailabilityZone: '1' }).toThrow('not in both');
});

test('disks with keys of the customer need keys in the region that the machine fails over to', async () => {
  estate.addMachine('web1');
  const keysId = compute('diskEncryptionSets/keys', 'rg-app');
  createDiskEncryptionSet(estate.world, {
    id: keysId,
    location: SOURCE,
    keyUrl: 'https://keys.vault.azure.net/keys/1',
  });
  for (const { properties } of disksOf(estate.world, estate.ids.vm('web1')))
    properties.encryption = { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: keysId };
  const { vmManagedDisks } = enableInput(estate, 'web1').properties.providerSpecificDetails;
  const withKeys = vmManagedDisks.map((disk) => ({ ...disk, recoveryDiskEncryptionSetId: keysId }));

  const refused = (details: object) => expect(toBeRefused(enabling(details))).rejects;

  await refused({}).toThrow('no disk encryption set is named');
  await refused({ vmManagedDisks: withKeys }).toThrow("is not in 'northeurope'");
});
