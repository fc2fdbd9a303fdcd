import type {
  AzureIaaSVMJob,
  IaasVMRestoreRequest,
  RecoveryServicesBackupClient,
} from '@azure/arm-recoveryservicesbackup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import {
  deleteVirtualMachine,
  disksOf,
  findVirtualMachine,
} from '../../../../rehearsal/azure/services/compute/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import { all, answerOf, backupClient, buildEstate, type Estate, operationIdIn, strictClient } from './estate.ts';

let fixture: Fixture;
let estate: Estate;
let client: RecoveryServicesBackupClient;

beforeEach(async () => {
  fixture = await startFixture();
  estate = buildEstate(fixture);
  client = backupClient(fixture);
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, points: 7 });
});

afterEach(() => fixture.close());

/** The names of the recovery points, the newest first. */
async function points(filter?: string): Promise<string[]> {
  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item] as const;
  const listed = await all(client.recoveryPoints.list(...place, filter === undefined ? {} : { filter }));
  return listed.map((point) => `${point.name}`);
}

function wish(recoveryType: string, more: Partial<IaasVMRestoreRequest> = {}): IaasVMRestoreRequest {
  return {
    objectType: 'IaasVMRestoreRequest',
    recoveryType,
    sourceResourceId: estate.vmId,
    storageAccountId: estate.id('Microsoft.Storage/storageAccounts/stagingwest', 'rg-dr'),
    region: 'westeurope',
    createNewCloudService: false,
    originalStorageAccountOption: false,
    ...more,
  };
}

function elsewhere(): Partial<IaasVMRestoreRequest> {
  const virtualNetworkId = estate.id('Microsoft.Network/virtualNetworks/vnet-dr', 'rg-dr');
  return {
    targetResourceGroupId: `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-dr`,
    targetVirtualMachineId: estate.id('Microsoft.Compute/virtualMachines/vm-sql-2', 'rg-dr'),
    virtualNetworkId,
    subnetId: `${virtualNetworkId}/subnets/apps`,
  };
}

async function begin(properties: IaasVMRestoreRequest, by = client, point?: string) {
  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item] as const;
  const name = point ?? (await points())[0] ?? '';
  return answerOf((onResponse) => by.restores.beginTrigger(...place, name, { properties }, { onResponse }));
}

async function jobOf(answer: Awaited<ReturnType<typeof begin>>): Promise<string> {
  fixture.azure.clock.advance(3);
  const status = await client.backupOperationStatuses.get('rsv-app', 'rg-dr', operationIdIn(answer));
  return `${(status.properties as { jobId?: string }).jobId}`;
}

async function read(job: string): Promise<AzureIaaSVMJob> {
  return (await client.jobDetails.get('rsv-app', 'rg-dr', job)).properties as AzureIaaSVMJob;
}

function restoredDisks() {
  const group = `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-dr`;
  return fixture.azure.world.resources.list('Microsoft.Compute/disks', group);
}

test('a recovery point is read by itself, and the list by its dates', async () => {
  const [newest = ''] = await points();
  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item] as const;

  const point = await client.recoveryPoints.get(...place, newest);
  const recent = await points("startDate eq '2026-02-28 12:00:00 AM' and endDate eq '2026-03-01 11:59:59 PM'");

  expect(point.properties).toMatchObject({ objectType: 'IaasVMRecoveryPoint', virtualMachineSize: 'Standard_D2s_v5' });
  expect(recent).toHaveLength(2);
});

test('a point that is not there is not found', async () => {
  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item] as const;

  await expect(strictClient(fixture).recoveryPoints.get(...place, '1')).rejects.toMatchObject({ statusCode: 404 });
});

test('disks are restored into the target group when the job is done, not when the operation has succeeded', async () => {
  const job = await jobOf(
    await begin(wish('RestoreDisks', { targetResourceGroupId: elsewhere().targetResourceGroupId })),
  );
  const during = { disks: restoredDisks().length, ...(await read(job)) };
  fixture.azure.clock.advance(3600);
  const after = await read(job);

  expect(during).toMatchObject({ disks: 0, status: 'InProgress', extendedInfo: { progressPercentage: 1 } });
  expect(after).toMatchObject({ status: 'Completed', extendedInfo: { progressPercentage: 100 } });
  expect(after.extendedInfo?.propertyBag?.['Template Blob Uri']).toContain('https://stagingwest.blob.');
  expect(restoredDisks().map((disk) => [disk.location, disk.properties.diskSizeGB])).toEqual([
    ['westeurope', 127],
    ['westeurope', 127],
  ]);
});

test('a poller ends with the operation, also in a client that only has its state', async () => {
  const running = await startFixture({ clock: 100_000 });
  estate = buildEstate(running);
  enableBackup(running.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item] as const;
  const [point] = await all(backupClient(running).recoveryPoints.list(...place));
  const body = { properties: wish('RestoreDisks', elsewhere()) };
  const atOnce = { updateIntervalInMs: 1 };

  body.properties.storageAccountId = estate.id('Microsoft.Storage/storageAccounts/stagingwest', 'rg-dr');
  const poller = await backupClient(running).restores.beginTrigger(...place, `${point?.name}`, body, atOnce);
  const resumed = { ...atOnce, resumeFrom: poller.toString() };
  await backupClient(running).restores.beginTriggerAndWait(...place, `${point?.name}`, body, resumed);
  const filter = "operation eq 'Restore'";
  const jobs = await all(backupClient(running).backupJobs.list('rsv-app', 'rg-dr', { filter }));
  await running.close();

  expect(jobs.map((job) => job.properties?.operation)).toEqual(['Restore']);
});

test('only the disks that are listed come back', async () => {
  await begin(
    wish('RestoreDisks', { targetResourceGroupId: elsewhere().targetResourceGroupId, restoreDiskLunList: [] }),
  );
  fixture.azure.clock.advance(3600);

  expect(restoredDisks()).toHaveLength(1);
});

test('without a target group the data arrive as blobs, and no disk appears', async () => {
  const job = await jobOf(await begin(wish('RestoreDisks')));
  fixture.azure.clock.advance(3600);

  expect((await read(job)).extendedInfo?.tasksList?.[0]?.taskExecutionDetails).toBe('254 GBs / 254 GBs Transferred');
  expect(restoredDisks()).toEqual([]);
});

test('a machine is restored beside the original, running in the network that was asked for', async () => {
  const job = await jobOf(await begin(wish('AlternateLocation', elsewhere())));
  fixture.azure.clock.advance(3600);

  const machine = findVirtualMachine(fixture.azure.world, `${elsewhere().targetVirtualMachineId}`);
  expect((await read(job)).extendedInfo?.propertyBag).toMatchObject({
    'Job Type': 'Recover VM to an alternate location',
    'Original VM Name': 'vm-sql',
    'Target VM Name': 'vm-sql-2',
  });
  expect(machine?.properties.hardwareProfile.vmSize).toBe('Standard_D2s_v5');
  expect(disksOf(fixture.azure.world, `${machine?.id}`)).toHaveLength(2);
});

test('a machine is restored though the original is gone', async () => {
  const point = (await points())[0];
  deleteVirtualMachine(fixture.azure.world, estate.vmId);
  await begin(wish('AlternateLocation', elsewhere()), client, point);
  fixture.azure.clock.advance(3600);

  expect(findVirtualMachine(fixture.azure.world, `${elsewhere().targetVirtualMachineId}`)).toBeDefined();
});

test('the disks of the original are replaced, and the old ones stay behind', async () => {
  const { world } = fixture.azure;
  const before = disksOf(world, estate.vmId).map((disk) => disk.id);
  await begin(wish('OriginalLocation'));
  fixture.azure.clock.advance(7200);

  const after = disksOf(world, estate.vmId);
  expect(after).toHaveLength(2);
  expect(after.filter((disk) => before.includes(disk.id))).toEqual([]);
  expect(after.map((disk) => disk.managedBy)).toEqual([estate.vmId, estate.vmId]);
  expect(before.map((id) => world.resources.get(id)?.managedBy)).toEqual([undefined, undefined]);
});

test('a restore from the vault takes longer than one from the snapshot', async () => {
  const all = await points();
  const group = { targetResourceGroupId: elsewhere().targetResourceGroupId };
  const instant = await jobOf(await begin(wish('RestoreDisks', group), client, all[0]));
  const vaulted = await jobOf(await begin(wish('RestoreDisks', group), client, all[6]));
  fixture.azure.clock.advance(300);

  expect([(await read(instant)).status, (await read(vaulted)).status]).toEqual(['Completed', 'InProgress']);
});

test.each([
  [
    'the account is in another region',
    { storageAccountId: 'north' },
    /staging.* northeurope; it must be in westeurope/,
  ],
  ['the account is not there', { storageAccountId: '/nowhere' }, /staging storage account '\/nowhere' was not found/],
  ['the region is another', { region: 'northeurope' }, /region 'northeurope' of the body must be westeurope/],
  ['the group is not there', { targetResourceGroupId: '/nowhere' }, /target resource group '\/nowhere' was not found/],
  ['the point is another', { recoveryPointId: '17' }, /recovery point of the body, '17'/],
  ['the machine exists', { targetVirtualMachineId: 'original' }, /exists already/],
  ['the network is not there', { virtualNetworkId: '/nowhere' }, /virtual network '\/nowhere' was not found/],
  ['the subnet is not in the network', { subnetId: '/nowhere' }, /subnet '\/nowhere' is not in the virtual network/],
])('a restore is refused where %s', async (_case, change, reason) => {
  const north = estate.id('Microsoft.Storage/storageAccounts/stagingnorth', 'rg-north');
  const known: Record<string, string> = { north, original: estate.vmId };
  const meant = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, known[value] ?? value]));

  const beginning = begin(wish('AlternateLocation', { ...elsewhere(), ...meant }), strictClient(fixture));

  await expect(beginning).rejects.toMatchObject({ statusCode: 400, code: 'BMSUserErrorInvalidInput' });
  await expect(beginning).rejects.toThrow(reason);
});

test('disks of a machine that is gone cannot be replaced', async () => {
  const point = (await points())[0];
  deleteVirtualMachine(fixture.azure.world, estate.vmId);

  const beginning = begin(wish('OriginalLocation'), strictClient(fixture), point);

  await expect(beginning).rejects.toThrow(/virtual machine is gone/);
});

test('a restore of an unknown kind is refused by the name of the field', async () => {
  const beginning = begin(wish('Offline'), strictClient(fixture));

  await expect(beginning).rejects.toMatchObject({ code: 'InvalidRequestContent' });
});
