import { afterEach, beforeEach, expect, test } from 'vitest';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { all, backupClient, buildEstate, type Estate } from '../backup/estate.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import { itemPath, locationPath, type PassiveStamp, passiveStamp, pointsPath } from './passive-stamp.ts';

let fixture: Fixture;
let estate: Estate;
let stamp: PassiveStamp;

beforeEach(async () => {
  fixture = await startFixture();
  estate = buildEstate(fixture, { crossRegionRestore: true });
  stamp = passiveStamp(fixture, estate);
});

afterEach(() => fixture.close());

function protect(points = 7): void {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, points, lastBackupHoursAgo: 1 });
}

const machines = `?$filter=${encodeURIComponent("backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'")}`;

test('the secondary region lists the items whose data have arrived there', async () => {
  protect();

  const { body } = await stamp.get(`${estate.vaultId}/backupProtectedItems/${machines}`);
  const usages = await stamp.get(`${estate.vaultId}/backupUsageSummaries`);

  expect(body.value.map((item) => item.name)).toEqual([estate.item]);
  expect(usages.body.value[0]).toMatchObject({ currentValue: 1, name: { value: 'AzureIaasVM' } });
});

test('an item that has just been backed up for the first time is not there yet', async () => {
  protect(1);
  const early = await stamp.get(`${estate.vaultId}/backupProtectedItems/`);
  fixture.azure.clock.advance(13 * 3600);
  const late = await stamp.get(`${estate.vaultId}/backupProtectedItems/`);

  expect([early.body.value.length, late.body.value.length]).toEqual([0, 1]);
});

test('the newest recovery point there is older than in the primary region, by up to a day and a half', async () => {
  protect();
  fixture.azure.clock.advance(86_400 - 3600);

  const place = ['rsv-app', 'rg-dr', 'Azure', estate.container, estate.item] as const;
  const primary = await all(backupClient(fixture).recoveryPoints.list(...place));
  const secondary = (await stamp.get(pointsPath(estate))).body.value;
  const age = fixture.azure.clock.now() - Date.parse(`${secondary[0]?.properties.recoveryPointTime}`);

  expect(secondary.length).toBeLessThanOrEqual(primary.length);
  expect(age).toBeGreaterThan(4 * 3_600_000);
  expect(age).toBeLessThanOrEqual(36 * 3_600_000);
});

test('a point there is in the vault tier only and may be restored', async () => {
  protect();

  const [listed] = (await stamp.get(pointsPath(estate))).body.value;
  const { body: point } = await stamp.get(`${pointsPath(estate)}${listed?.name}`);

  expect(point).toEqual(listed);
  expect(point.properties).toMatchObject({
    recoveryPointTierDetails: [{ type: 'HardenedRP', status: 'Valid' }],
    crossRegionRestoreState: 'Supported',
  });
});

test.each(['2018-12-20', '2021-11-15', '2023-01-15'])('version %s asks the secondary region', async (version) => {
  protect();

  // No spec of the oldest version is at hand to judge its traffic by.
  const client = version === '2018-12-20' ? passiveStamp(fixture, estate, fixture.expectingError) : stamp;
  const { body } = await client.get(pointsPath(estate), version);

  expect(body.value[0]?.properties.crossRegionRestoreState).toBe('Supported');
});

test('every other version of the same address asks the primary region', async () => {
  protect();

  const { body } = await stamp.get(pointsPath(estate), '2023-06-01');

  expect(body.value[0]?.properties.crossRegionRestoreState).toBeUndefined();
  expect(body.value[0]?.properties.recoveryPointTierDetails).toContainEqual({ type: 'InstantRP', status: 'Valid' });
});

test('the secondary region answers while the primary is lost', async () => {
  protect();
  fixture.azure.faults.regionDown('westeurope');
  const failing = passiveStamp(fixture, estate, fixture.expectingError);

  const primary = await failing.get(`${estate.vaultId}/backupProtectedItems/`, '2023-06-01');
  const secondary = await stamp.get(`${estate.vaultId}/backupProtectedItems/`);

  expect([primary.status, secondary.status]).toEqual([503, 200]);
});

test('a vault without Cross Region Restore refuses', async () => {
  const other = await startFixture();
  const plain = buildEstate(other);
  enableBackup(other.azure.world, { vaultId: plain.vaultId, vmId: plain.vmId });
  const refusing = passiveStamp(other, plain, other.expectingError);

  const items = await refusing.get(`${plain.vaultId}/backupProtectedItems/`);
  const points = await refusing.get(pointsPath(plain));
  await other.close();

  expect([items.status, points.status]).toEqual([400, 400]);
  expect(items.body.error.code).toBe('BMSUserErrorCrossRegionRestoreNotEnabledInThisVault');
});

test('what is not there is not found', async () => {
  protect();
  const strict = passiveStamp(fixture, estate, fixture.expectingError);

  const point = await strict.get(`${pointsPath(estate)}1`);
  const item = await strict.get(`${itemPath(estate)}-2/recoveryPoints/`);
  const operation = await strict.get(locationPath(fixture, 'backupCrrOperationsStatus/bm90aGluZw=='));

  expect([point.status, item.status, operation.status]).toEqual([404, 404, 404]);
});
