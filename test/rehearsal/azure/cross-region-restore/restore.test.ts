import { afterEach, beforeEach, expect, test } from 'vitest';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { findVirtualMachine } from '../../../../rehearsal/azure/services/compute/provision.ts';
import { all, backupClient, buildEstate, type Estate } from '../backup/estate.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import { locationPath, type PassiveStamp, passiveStamp, pointsPath } from './passive-stamp.ts';

let fixture: Fixture;
let estate: Estate;
let stamp: PassiveStamp;

beforeEach(async () => {
  fixture = await startFixture();
  estate = buildEstate(fixture, { crossRegionRestore: true });
  stamp = passiveStamp(fixture, estate);
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
});

afterEach(() => fixture.close());

function strict(): PassiveStamp {
  return passiveStamp(fixture, estate, fixture.expectingError);
}

function wish(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    objectType: 'IaasVMRestoreRequest',
    recoveryType: 'RestoreDisks',
    sourceResourceId: estate.vmId,
    region: 'northeurope',
    storageAccountId: estate.id('Microsoft.Storage/storageAccounts/stagingnorth', 'rg-north'),
    targetResourceGroupId: `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-north`,
    createNewCloudService: false,
    originalStorageAccountOption: false,
    ...more,
  };
}

function machineInTheNorth(): Record<string, unknown> {
  const virtualNetworkId = estate.id('Microsoft.Network/virtualNetworks/vnet-dr', 'rg-north');
  return {
    recoveryType: 'AlternateLocation',
    targetVirtualMachineId: estate.id('Microsoft.Compute/virtualMachines/vm-sql-north', 'rg-north'),
    virtualNetworkId,
    subnetId: `${virtualNetworkId}/subnets/apps`,
  };
}

async function trigger(restoreRequest: Record<string, unknown>, by = stamp, details?: Record<string, unknown>) {
  const crossRegionRestoreAccessDetails = details ?? (await stamp.token());
  return by.post(locationPath(fixture, 'backupCrossRegionRestore'), {
    crossRegionRestoreAccessDetails,
    restoreRequest,
  });
}

/** The job's name, as the operation tells it. */
async function startRestore(restoreRequest = wish()): Promise<string> {
  const { headers } = await trigger(restoreRequest);
  fixture.azure.clock.advance(3);
  const { body } = await stamp.get(`${headers.get('azure-asyncoperation')}`);
  return body.properties.jobId;
}

async function job(jobName: string) {
  const { body } = await stamp.post(locationPath(fixture, 'backupCrrJob'), { resourceId: estate.vaultId, jobName });
  return body.properties;
}

test('a token carries what the restore must bring back', async () => {
  const token = await stamp.token();

  expect(token).toMatchObject({
    objectType: 'CrrAccessToken',
    resourceName: 'rsv-app',
    datasourceName: 'vm-sql',
    bMSActiveRegion: 'westeurope',
    rpTierInformation: { HardenedRP: 'Valid' },
  });
  expect(String(token.accessTokenString).split('.')).toHaveLength(3);
});

test('a token is made out for the service of the secondary region only', async () => {
  const [point] = (await stamp.get(pointsPath(estate))).body.value;
  const other = (await stamp.get(locationPath(fixture, 'backupAadProperties', 'eastus'))).body;

  const answer = await strict().post(`${encodeURI(`${point?.id}`)}/accessToken`, other);

  expect([answer.status, answer.body.error.code]).toEqual([400, 'BMSUserErrorInvalidInput']);
});

test('the operation succeeds as soon as the job exists, and its result has no content', async () => {
  const accepted = await trigger(wish());
  const going = await stamp.get(`${accepted.headers.get('location')}`);
  fixture.azure.clock.advance(3);
  const status = await stamp.get(`${accepted.headers.get('azure-asyncoperation')}`);
  const result = await stamp.get(`${accepted.headers.get('location')}`);

  expect([accepted.status, going.status, result.status]).toEqual([202, 202, 200]);
  expect(status.body).toMatchObject({
    status: 'Succeeded',
    properties: { objectType: 'OperationStatusJobExtendedInfo' },
  });
});

test('the job runs for about 19 minutes with a percentage that hardly moves', async () => {
  const name = await startRestore();
  const early = await job(name);
  fixture.azure.clock.advance(18 * 60 + 42);
  const late = await job(name);
  fixture.azure.clock.advance(60);
  const done = await job(name);

  const progress = [early, late, done].map(({ status, extendedInfo }) => [status, extendedInfo.progressPercentage]);
  expect(progress).toEqual([
    ['InProgress', 1],
    ['InProgress', 99],
    ['Completed', 100],
  ]);
  expect(early).toMatchObject({ operation: 'CrossRegionRestore', actionsInfo: ['Cancellable'] });
});

test('disks come up in the secondary region, though the primary is lost', async () => {
  fixture.azure.faults.regionDown('westeurope');
  await startRestore();
  fixture.azure.clock.advance(3600);

  const group = `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-north`;
  const disks = fixture.azure.world.resources.list('Microsoft.Compute/disks', group);
  expect(disks.map((disk) => disk.location)).toEqual(['northeurope', 'northeurope']);
});

test('a machine comes up in the secondary region', async () => {
  await startRestore(wish(machineInTheNorth()));
  fixture.azure.clock.advance(3600);

  const machine = findVirtualMachine(fixture.azure.world, `${machineInTheNorth().targetVirtualMachineId}`);
  expect(machine?.location).toBe('northeurope');
});

test('the job is seen in the list of the secondary region and not in that of the primary', async () => {
  const name = await startRestore();
  const list = (filter: string) =>
    stamp.post(`${locationPath(fixture, 'backupCrrJobs')}?$filter=${encodeURIComponent(filter)}`, {
      resourceId: estate.vaultId,
    });

  const running = await list("status eq 'InProgress'");
  const failed = await list("status eq 'Failed'");
  const primary = await all(backupClient(fixture).backupJobs.list('rsv-app', 'rg-dr'));

  expect(running.body.value.map((one) => one.name)).toEqual([name]);
  expect(failed.body.value).toEqual([]);
  expect(primary.map(({ properties }) => properties?.operation)).not.toContain('CrossRegionRestore');
});

test.each([
  ['the original location', { recoveryType: 'OriginalLocation' }, /cannot replace the disks at the original location/],
  ['an account in the primary region', { storageAccountId: 'west' }, /is in westeurope; it must be in northeurope/],
  ['the primary region', { region: 'westeurope' }, /region 'westeurope' of the body must be northeurope/],
  ['a managed identity', { identityInfo: { isSystemAssignedIdentity: true } }, /does not work with managed identities/],
  ['a network in the primary region', { virtualNetworkId: 'west' }, /virtual network .* it must be in northeurope/],
])('a restore with %s is refused', async (_case, change, reason) => {
  const west: Record<string, string> = {
    storageAccountId: estate.id('Microsoft.Storage/storageAccounts/stagingwest', 'rg-dr'),
    virtualNetworkId: estate.id('Microsoft.Network/virtualNetworks/vnet-dr', 'rg-dr'),
  };
  const meant = Object.entries(change).map(([key, value]) => [key, value === 'west' ? west[key] : value]);

  const answer = await trigger(wish({ ...machineInTheNorth(), ...Object.fromEntries(meant) }), strict());

  expect(answer.status).toBe(400);
  expect(answer.body.error.message).toMatch(reason);
});

test('a token is refused when it is changed, unknown or a day old', async () => {
  const token = await stamp.token();

  const changed = await trigger(wish(), strict(), { ...token, recoveryPointId: '1' });
  const unknown = await trigger(wish(), strict(), { ...token, accessTokenString: 'a.b.c' });
  fixture.azure.clock.advance(86_701);
  const old = await trigger(wish(), strict(), token);

  expect([changed, unknown, old].map(({ status }) => status)).toEqual([400, 400, 400]);
  expect(changed.body.error.message).toContain('recoveryPointId');
  expect(old.body.error.message).toContain('expired');
});

test('a region that is not paired with the vault restores nothing', async () => {
  const crossRegionRestoreAccessDetails = await stamp.token();
  const path = locationPath(fixture, 'backupCrossRegionRestore', 'eastus');

  const answer = await strict().post(path, { crossRegionRestoreAccessDetails, restoreRequest: wish() });

  expect(answer.body.error.message).toContain("'eastus' is not paired");
});

test('a job that is not there is not found', async () => {
  const answer = await strict().post(locationPath(fixture, 'backupCrrJob'), {
    resourceId: estate.vaultId,
    jobName: 'nothing',
  });

  expect(answer.status).toBe(404);
});
