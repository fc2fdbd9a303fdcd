import { afterEach, beforeEach, expect, test } from 'vitest';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { AzureRefused } from '../../../../src/errors/azure.ts';
import { addNorthernVault, type BackupWorld, startBackupWorld } from './backup-world.ts';

let world: BackupWorld;

beforeEach(async () => {
  world = await startBackupWorld();
});

afterEach(() => world.fixture.close());

const day = 86_400_000;

test('a protected machine is known with its vault, its policy and its last backup', async () => {
  const { value, missing } = await world.adapter.reader.items('fresh');

  const now = world.fixture.azure.clock.now();
  expect(missing).toEqual([]);
  expect(value).toEqual([
    {
      id: world.itemId,
      vaultId: world.estate.vaultId,
      vmId: world.estate.vmId,
      vmName: 'vm-sql',
      policyName: 'DefaultPolicy',
      state: 'protected',
      stateAsAzureSays: 'Protected',
      health: 'passed',
      lastBackupAt: expect.any(Date),
      lastBackupSucceeded: true,
    },
  ]);
  expect(now - (value[0]?.lastBackupAt?.getTime() ?? 0)).toBeLessThan(day);
});

test('a machine that has never been backed up has no last backup, whatever Azure writes there', async () => {
  await world.fixture.close();
  world = await startBackupWorld({ protect: false });
  const { vaultId, vmId } = world.estate;
  enableBackup(world.fixture.azure.world, { vaultId, vmId, points: 0 });

  const [item] = (await world.adapter.reader.items('fresh')).value;

  expect(item?.state).toBe('pending');
  expect(item).not.toHaveProperty('lastBackupAt');
});

test('all vaults are read, one list each, and equal questions at a time are one', async () => {
  addNorthernVault(world);

  await Promise.all([world.adapter.reader.items('fresh'), world.adapter.reader.items('shared')]);
  await world.adapter.reader.items('shared');

  expect(world.arrivals('BackupProtectedItems_List')).toBe(2);
  expect(world.arrivals('ProtectedItems_Get')).toBe(0);
});

test('a vault that does not answer is missing, and the others are there', async () => {
  addNorthernVault(world);
  world.fixture.azure.faults.regionDown('northeurope');

  const first = await world.adapter.reader.items('fresh');
  world.fixture.azure.faults.regionUp('northeurope');
  await world.adapter.reader.items('fresh');
  world.fixture.azure.faults.regionDown('northeurope');
  const second = await world.adapter.reader.items('fresh');

  expect(first.value).toHaveLength(1);
  expect(second.value).toHaveLength(1);
  expect(first.missing).toEqual([]);
  expect(second.missing).toEqual([{ kind: 'silent', region: 'northeurope' }]);
});

test('a vault that was deleted since is not missed', async () => {
  const north = addNorthernVault(world);
  await world.adapter.reader.items('fresh');
  world.vaults.pop();
  world.fixture.azure.world.resources.delete(north.id);

  const { missing, value } = await world.adapter.reader.items('fresh');

  expect(value).toHaveLength(1);
  expect(missing).toEqual([]);
});

test('recovery points come the newest first, with where their data are', async () => {
  const { value } = await world.adapter.reader.points(world.itemId);

  const times = value.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  expect(value[0]).toMatchObject({
    itemId: world.itemId,
    where: 'vault-region',
    consistency: 'application',
    tiers: ['snapshot', 'vault'],
    encrypted: false,
    zones: [],
  });
  expect(value.at(-1)?.tiers).toEqual(['vault']);
});

test('the secondary region shows its own items and points while the primary is lost', async () => {
  const primary = await world.adapter.reader.points(world.itemId);
  world.fixture.azure.log.clear();
  world.fixture.azure.faults.regionDown('westeurope');

  const items = await world.adapter.reader.secondaryItems(world.estate.vaultId);
  const points = await world.adapter.reader.secondaryPoints(items.value[0]?.id ?? '');

  expect(items.value).toMatchObject([{ vmName: 'vm-sql', state: 'protected', vmId: world.estate.vmId }]);
  expect(points.value.length).toBeGreaterThan(0);
  expect(points.value.length).toBeLessThanOrEqual(primary.value.length);
  expect(points.value.map(({ where, tiers }) => `${where} ${tiers}`)).toEqual(
    points.value.map(() => 'secondary-region vault'),
  );
  expect(world.fixture.azure.log.lines().map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    'BackupProtectedItemsCrr_List 200',
    'RecoveryPointsCrr_List 200',
  ]);
});

test('a vault without Cross Region Restore says so in our words as well', async () => {
  const north = addNorthernVault(world);

  const refused = await world.adapter.reader.secondaryItems(north.id).catch((error: unknown) => error);

  expect(refused).toBeInstanceOf(AzureRefused);
  expect(refused).toMatchObject({
    problem: {
      code: 'BMSUserErrorCrossRegionRestoreNotEnabledInThisVault',
      explanation: expect.stringContaining('secondary region'),
      next: 'vault enable-cross-region',
    },
  });
});

test('policies are told in words, and of those for databases no more than that they are', async () => {
  const { value } = await world.adapter.reader.policies(world.estate.vaultId);

  expect(value.map(({ name, schedule, keeps, items }) => [name, schedule, keeps, items])).toEqual([
    ['HourlyLogBackup', 'on a schedule that is not known here', 'as Azure decides', 0],
    [
      'EnhancedPolicy',
      'every 4 hours, for 12 hours from 16:30 UTC',
      'daily ones 30 days, a snapshot beside the machine 2 days',
      0,
    ],
    ['DefaultPolicy', 'every day at 16:30 UTC', 'daily ones 30 days, a snapshot beside the machine 2 days', 1],
  ]);
});
