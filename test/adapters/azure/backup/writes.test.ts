import { afterEach, beforeEach, expect, test } from 'vitest';
import { findVirtualMachine } from '../../../../rehearsal/azure/services/compute/provision.ts';
import type { RestoreOrder } from '../../../../src/ports/azure/backup.ts';
import type { OperationToken } from '../../../../src/ports/azure/write.ts';
import {
  type BackupWorld,
  diskOrder,
  ended,
  newestPoint,
  newestSecondaryPoint,
  northernOrder,
  sending,
  startBackupWorld,
} from './backup-world.ts';

let world: BackupWorld;

beforeEach(async () => {
  world = await startBackupWorld();
});

afterEach(() => world.fixture.close());

const item = async () => (await world.anotherAdapter().reader.items('fresh')).value[0];

const disksIn = (group: string) =>
  world.fixture.azure.world.resources
    .list('Microsoft.Compute/disks', `/subscriptions/${world.fixture.subscriptionId}/resourceGroups/${group}`)
    .map(({ location }) => location);

test('a machine is put under a policy, and the token leads to the end of it', async () => {
  await world.fixture.close();
  world = await startBackupWorld({ protect: false });
  const { vaultId, vmId } = world.estate;

  const token = await world.adapter.writer.enable(
    { vaultId, vmId, policyId: `${vaultId}/backupPolicies/DefaultPolicy` },
    sending(),
  );
  const standing = await ended(world, token);

  expect(token).toMatchObject({ kind: 'backup-operation', resource: world.itemId });
  expect(standing).toMatchObject({ state: 'succeeded' });
  expect(await item()).toMatchObject({ state: 'pending', policyName: 'DefaultPolicy', id: world.itemId });
});

test('a backup of now is kept for as long as it was said', async () => {
  const keepUntil = new Date(world.fixture.azure.clock.now() + 5 * 86_400_000);
  const before = (await world.adapter.reader.points(world.itemId)).value.length;

  const token = await world.adapter.writer.backUpNow({ itemId: world.itemId, keepUntil }, sending());
  const standing = await ended(world, token);

  const { value } = await world.anotherAdapter().reader.points(world.itemId);
  const job = standing.state === 'succeeded' ? await world.adapter.reader.job(`${standing.job}`) : undefined;
  expect(value).toHaveLength(before + 1);
  expect(value[0]?.tiers).toEqual(['snapshot', 'vault']);
  expect(job?.value).toMatchObject({ what: 'Backup', about: 'vm-sql', state: 'succeeded', service: 'backup' });
});

test('the operation that has succeeded has made a job: that job is what runs', async () => {
  const keepUntil = new Date(world.fixture.azure.clock.now() + 86_400_000);

  const token = await world.adapter.writer.backUpNow({ itemId: world.itemId, keepUntil }, sending());
  const early = await world.adapter.writer.standing(token);
  world.fixture.azure.clock.advance(10);
  const later = await world.adapter.writer.standing(token);

  expect(early).toEqual({ state: 'running', askAgainInSeconds: 5 });
  expect(later).toMatchObject({
    state: 'running',
    job: expect.stringContaining('/backupJobs/'),
    askAgainInSeconds: 60,
  });
});

test('protection stops and the data stay', async () => {
  const { vmId } = world.estate;

  const standing = await ended(world, await world.adapter.writer.stop({ itemId: world.itemId, vmId }, sending()));

  const kept = await world.adapter.reader.points(world.itemId);
  expect(standing.state).toBe('succeeded');
  expect(await item()).toMatchObject({ state: 'stopped', stateAsAzureSays: 'ProtectionStopped' });
  expect(kept.value.length).toBeGreaterThan(0);
});

test('deleted data are set aside for two weeks and can be brought back', async () => {
  const { writer } = world.adapter;
  const { vmId } = world.estate;

  const deleted = await ended(world, await writer.deleteData({ itemId: world.itemId }, sending()));
  const aside = await item();
  const undeleted = await ended(world, await writer.undelete({ itemId: world.itemId, vmId }, sending()));

  const days = ((aside?.deleteAt?.getTime() ?? 0) - world.fixture.azure.clock.now()) / 86_400_000;
  expect([deleted.state, undeleted.state]).toEqual(['succeeded', 'succeeded']);
  expect(aside?.state).toBe('soft-deleted');
  expect(days).toBeGreaterThan(13.9);
  expect(days).toBeLessThan(14);
  expect(await item()).toMatchObject({ state: 'stopped' });
});

test('data that are not there are deleted at once', async () => {
  const itemId = world.itemId.replaceAll('vm-sql', 'vm-none');

  const token = await world.adapter.writer.deleteData({ itemId }, sending());

  expect(token.kind).toBe('done');
  expect(await ended(world, token)).toEqual({ state: 'succeeded', result: itemId });
});

test('a restore is found possible, and nothing is restored', async () => {
  const order = diskOrder(world, await newestPoint(world));

  const standing = await ended(world, await world.adapter.writer.validateRestore(order, sending()));

  expect(standing.state).toBe('succeeded');
  expect(world.arrivals('Restores_Trigger')).toBe(0);
});

test('a restore that is not possible says all that is wrong', async () => {
  const order = { ...northernOrder(world, await newestPoint(world)), region: 'westeurope' };

  const standing = await ended(world, await world.adapter.writer.validateRestore(order, sending()));

  expect(standing).toMatchObject({
    state: 'failed',
    problem: {
      what: 'check the restore of vm-sql',
      code: 'BMSUserErrorInvalidInput',
      message: expect.stringContaining('it must be in westeurope'),
      recommendedAction: 'Correct the request and try again.',
    },
  });
});

const machine = ({ estate }: BackupWorld, group: string): RestoreOrder['into'] => ({
  kind: 'vm',
  resourceGroupId: `/subscriptions/${estate.vmId.split('/')[2]}/resourceGroups/${group}`,
  vmName: 'vm-sql-restored',
  networkId: estate.id('Microsoft.Network/virtualNetworks/vnet-dr', group),
  subnet: 'apps',
});

test('disks are restored', async () => {
  const order = diskOrder(world, await newestPoint(world));

  const standing = await ended(world, await world.adapter.writer.restore(order, sending()));

  expect(standing).toMatchObject({ state: 'succeeded', job: expect.stringContaining('/backupJobs/') });
  expect(disksIn('rg-dr')).toEqual(['westeurope', 'westeurope']);
});

test('a machine is restored beside the lost one', async () => {
  const order = { ...diskOrder(world, await newestPoint(world)), into: machine(world, 'rg-dr') };

  const standing = await ended(world, await world.adapter.writer.restore(order, sending()));

  const id = world.estate.id('Microsoft.Compute/virtualMachines/vm-sql-restored', 'rg-dr');
  expect(standing.state).toBe('succeeded');
  expect(findVirtualMachine(world.fixture.azure.world, id)?.location).toBe('westeurope');
});

test('a machine gets its old disks back in place', async () => {
  const order: RestoreOrder = { ...diskOrder(world, await newestPoint(world)), into: { kind: 'in-place' } };
  const before = findVirtualMachine(world.fixture.azure.world, world.estate.vmId)?.properties.storageProfile;
  const disksBefore = JSON.stringify(before);

  const standing = await ended(world, await world.adapter.writer.restore(order, sending()));

  const after = findVirtualMachine(world.fixture.azure.world, world.estate.vmId)?.properties.storageProfile;
  expect(standing.state).toBe('succeeded');
  expect(JSON.stringify(after)).not.toBe(disksBefore);
});

test('disks are restored in the secondary region, though the primary is lost', async () => {
  const point = await newestSecondaryPoint(world);
  world.fixture.azure.faults.regionDown('westeurope');

  const token = await world.adapter.writer.restoreInSecondary(northernOrder(world, point), sending());
  const standing = await ended(world, token);

  expect(token).toMatchObject({ kind: 'cross-region-operation', resource: world.itemId });
  expect(standing).toMatchObject({ state: 'succeeded', job: expect.stringContaining('/locations/northeurope/') });
  expect(disksIn('rg-north')).toEqual(['northeurope', 'northeurope']);
});

test('a machine is restored in the secondary region', async () => {
  const order = { ...northernOrder(world, await newestSecondaryPoint(world)), into: machine(world, 'rg-north') };

  const standing = await ended(world, await world.adapter.writer.restoreInSecondary(order, sending()));

  const id = world.estate.id('Microsoft.Compute/virtualMachines/vm-sql-restored', 'rg-north');
  expect(standing.state).toBe('succeeded');
  expect(findVirtualMachine(world.fixture.azure.world, id)?.location).toBe('northeurope');
});

test('a running restore shows a percentage once data move, and is asked for it rarely', async () => {
  const order = northernOrder(world, await newestSecondaryPoint(world));
  const adapter = world.anotherAdapter();

  const token = await world.adapter.writer.restoreInSecondary(order, sending());
  world.fixture.azure.clock.advance(10);
  const begun = await adapter.writer.standing(token);
  world.fixture.azure.clock.advance(1115);
  const nearly = await adapter.writer.standing(token);

  expect(begun).not.toHaveProperty('percent');
  expect(nearly).toMatchObject({ state: 'running', percent: 99 });
  expect(adapter.calls.filter(({ action }) => /backupCrrJob\/action/.test(action))).toHaveLength(2);
});

test('a job is cancelled: that it has ended so is the success', async () => {
  const order = diskOrder(world, await newestPoint(world));
  const restore = await world.adapter.writer.restore(order, sending());
  world.fixture.azure.clock.advance(5);
  const running = await world.adapter.writer.standing(restore);
  const jobId = running.state === 'running' ? `${running.job}` : 'none';

  const token = await world.adapter.writer.cancelJob({ jobId }, sending());
  const [cancelling, restoring] = [await ended(world, token), await ended(world, restore)];

  expect(cancelling).toMatchObject({ state: 'succeeded', job: jobId });
  expect(restoring).toMatchObject({ state: 'cancelled', problem: { message: 'Somebody cancelled the job.' } });
});

test('a Cross Region Restore is not cancelled: nobody publishes how', async () => {
  await world.adapter.writer.restoreInSecondary(northernOrder(world, await newestSecondaryPoint(world)), sending());
  const { value } = await world.adapter.reader.jobs(new Date(0));

  const cancelling = world.adapter.writer.cancelJob({ jobId: value[0]?.id ?? '' }, sending());

  expect(value[0]?.allowed).toEqual([]);
  await expect(cancelling).rejects.toMatchObject({ problem: { code: 'NotCancellable' } });
});

test('a job that fails says why', async () => {
  const order = diskOrder(world, await newestPoint(world));
  world.fixture.azure.faults.add(
    { operation: 'Restores_Trigger' },
    { kind: 'fail-at', percent: 40, code: 'UserErrorRestoreVmSizeNotAvailable', message: 'The size is sold out.' },
  );

  const standing = await ended(world, await world.adapter.writer.restore(order, sending()));

  expect(standing).toMatchObject({
    state: 'failed',
    problem: {
      what: 'Restore of vm-sql',
      code: 'UserErrorRestoreVmSizeNotAvailable',
      message: 'The size is sold out.',
      recommendedAction: 'Retry the operation.',
    },
  });
});

test("Azure's refusal is told with its code and our words on it", async () => {
  const { vaultId, vmId } = world.estate;

  const again = world.adapter.writer.enable(
    { vaultId: vaultId.replace('rsv-app', 'rsv-none'), vmId, policyId: `${vaultId}/backupPolicies/DefaultPolicy` },
    sending(),
  );

  await expect(again).rejects.toMatchObject({
    problem: { what: 'back up vm-sql', code: 'ResourceNotFound', status: 404, explanation: expect.any(String) },
  });
});

test('an operation that Azure has forgotten is followed by its job', async () => {
  const token = await world.adapter.writer.restore(diskOrder(world, await newestPoint(world)), sending());
  const forgotten: OperationToken = { ...token, at: token.at.replace(/[^/]+$/, 'long-forgotten') };

  expect(await ended(world, forgotten)).toMatchObject({ state: 'succeeded' });
});

test('an operation that is nowhere is not known at once, and later not at all', async () => {
  const token: OperationToken = {
    kind: 'backup-operation',
    at: `${world.estate.vaultId}/backupOperations/nowhere`,
    resource: world.itemId,
    acceptedAt: new Date(world.fixture.azure.clock.now()).toISOString(),
  };

  const early = await world.adapter.writer.standing(token);
  world.fixture.azure.clock.advance(120);
  const late = world.adapter.writer.standing(token);

  expect(early.state).toBe('running');
  await expect(late).rejects.toMatchObject({ problem: { code: 'ResourceNotFound' } });
});

test('tokens of other capabilities are nothing for this one', async () => {
  const token = { kind: 'recovery-job', at: '/x', resource: '/x', acceptedAt: '2026-11-21T00:00:00Z' } as const;

  await expect(world.adapter.writer.standing(token)).rejects.toThrow('Not an operation of Azure Backup');
});
