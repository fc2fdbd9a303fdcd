import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BackupJob } from '../../../../adapters/azure/backup/job-shape.ts';
import { reconcile } from '../../../../adapters/azure/backup/reconcile.ts';
import type { BackupReconciliation } from '../../../../src/ports/azure/backup.ts';
import { type BackupWorld, diskOrder, ended, newestPoint, sending, startBackupWorld } from './backup-world.ts';
import { reconciliation } from './every-write.ts';

let world: BackupWorld;

beforeEach(async () => {
  world = await startBackupWorld();
});

afterEach(() => world.fixture.close());

test('a restore is found under way, then done', async () => {
  const said = sending();
  await world.adapter.writer.restore(diskOrder(world, await newestPoint(world)), said);
  const order = await reconciliation(world, 'restore', said);

  const early = await world.adapter.writer.reconcile(order);
  world.fixture.azure.clock.advance(3600);
  const late = await world.adapter.writer.reconcile(order);

  expect(early).toMatchObject({ seen: 'under-way', token: { kind: 'backup-operation', resource: world.itemId } });
  expect(late).toEqual({ seen: 'done', evidence: expect.stringContaining('(Restore of vm-sql) is Completed.') });
});

test('a restore that failed is followed to its reason', async () => {
  const said = sending();
  const fault = { kind: 'fail-at', percent: 10, code: 'UserErrorSold', message: 'Sold out.' } as const;
  world.fixture.azure.faults.add({ operation: 'Restores_Trigger' }, fault);
  await world.adapter.writer.restore(diskOrder(world, await newestPoint(world)), said);
  const order = await reconciliation(world, 'restore', said);
  world.fixture.azure.clock.advance(3600);

  const found = await world.adapter.writer.reconcile(order);
  const standing = found.seen === 'under-way' ? await ended(world, found.token) : undefined;

  expect(standing).toMatchObject({ state: 'failed', problem: { code: 'UserErrorSold' } });
});

test("somebody else's restore of the same machine at the same time is not taken for ours", async () => {
  await world.adapter.writer.restore(diskOrder(world, await newestPoint(world)), sending());

  const found = await world.adapter.writer.reconcile(await reconciliation(world, 'restore', sending()));

  expect(found).toEqual({ seen: 'nothing' });
});

test('an answer of a minute ago is not taken: the list is read anew', async () => {
  const said = sending();
  await world.adapter.writer.reconcile(await reconciliation(world, 'restore', said));
  await world.adapter.writer.restore(diskOrder(world, await newestPoint(world)), said);

  const found = await world.adapter.writer.reconcile(await reconciliation(world, 'restore', said));

  expect(found.seen).toBe('under-way');
});

const vaultId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v';
const order: BackupReconciliation = {
  call: 'restore',
  vaultId,
  vmId: '/subscriptions/s/resourceGroups/Apps/providers/Microsoft.Compute/virtualMachines/Web',
  requestId: 'ours',
  sentAt: new Date('2026-11-21T10:00:00Z'),
};
const anonymous: BackupJob = {
  id: `${vaultId}/backupJobs/j`,
  name: 'j',
  service: 'backup',
  vaultId,
  what: 'Restore',
  about: 'web',
  machine: 'iaasvmcontainerv2;apps;web',
  state: 'running',
  stateAsAzureSays: 'InProgress',
  startedAt: new Date('2026-11-21T10:00:05Z'),
  tasks: [],
  problems: [],
  allowed: [],
};

const seen = async (job: BackupJob) => {
  const since = async () => ({ value: [job], readAt: order.sentAt, missing: [] });
  return (await reconcile({ since }, order)).seen;
};

test('where Azure shows no request id, machine, kind and time have to do', async () => {
  expect(await seen(anonymous)).toBe('under-way');
  expect(await seen({ ...anonymous, what: 'Backup' })).toBe('nothing');
  expect(await seen({ ...anonymous, machine: 'iaasvmcontainerv2;apps;other' })).toBe('nothing');
  expect(await seen({ ...anonymous, startedAt: new Date('2026-11-21T09:50:00Z') })).toBe('nothing');
});
