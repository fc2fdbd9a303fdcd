import { afterEach, beforeEach, expect, test } from 'vitest';
import { gapWords } from '../../../../src/views/gap-words.ts';
import type { AzureWorld } from '../azure-world.ts';
import { machine, places, planOf, startRecoveryWorld, vaultId } from './recovery-world.ts';

let world: AzureWorld;

beforeEach(async () => {
  world = await startRecoveryWorld();
});

afterEach(() => world.close());

test('lists what all vaults replicate', async () => {
  const { value, missing, readAt } = await world.connected.readers.recovery.items('fresh');

  expect(value.map(({ vmName }) => vmName).toSorted()).toEqual([
    'app-01',
    'db-01',
    'file-01',
    'mail-01',
    'web-01',
    'web-02',
  ]);
  expect(missing).toEqual([]);
  expect(readAt).toBeInstanceOf(Date);
});

test('tells of a protected machine where it is and what may be done', async () => {
  const item = await machine(world, 'web-01');

  expect(item).toMatchObject({
    sourceRegion: 'eastus',
    targetRegion: 'westus',
    stateAsAzureSays: 'Protected',
    activeLocation: 'source',
    health: 'normal',
    drillWaitsForCleanup: false,
    lastDrillSucceeded: true,
  });
  expect(item.vmId).toBe(places.machine('app', 'web-01').toLowerCase());
  expect(item.vaultId).toBe(vaultId);
  expect(item.allowed).toEqual(['UnplannedFailover', 'DisableProtection', 'TestFailover']);
  expect(item.lifecycleId).toMatch(/^[0-9a-f-]{36}$/);
});

test('carries the RPO together with the time at which Azure calculated it', async () => {
  const { rpoSeconds, rpoCalculatedAt } = await machine(world, 'web-01');

  expect(rpoSeconds).toBeGreaterThan(0);
  expect(rpoCalculatedAt?.getTime()).toBeLessThanOrEqual(world.azure.clock.now());
});

test('takes the date of 1753 for no running job', async () => {
  expect((await machine(world, 'web-01')).runningJob).toBeUndefined();
});

test('shows a percentage while the first copy runs, and never afterwards', async () => {
  const copying = await machine(world, 'web-02');
  const done = await machine(world, 'web-01');

  expect(copying.stateAsAzureSays).toBe('Initial replication is in progress');
  expect(copying.firstCopyPercent).toBeTypeOf('number');
  expect(copying.lifecycleId).toBeUndefined();
  expect(done.firstCopyPercent).toBeUndefined();
});

test('tells what is wrong in one line each', async () => {
  const { health, healthErrors } = await machine(world, 'app-01');

  expect(health).toBe('critical');
  expect(healthErrors.map(({ code }) => code)).toContain('153077');
  const silent = healthErrors.find(({ code }) => code === '153077');
  expect(silent).toMatchObject({ level: 'critical', since: expect.any(Date) });
  expect(silent?.summary).toContain('app-01');
  expect(silent?.possibleCauses).not.toMatch(/[\r\n]| {2}/);
});

test('sees a drill that waits for its cleanup', async () => {
  const item = await machine(world, 'db-01');

  expect(item.drillWaitsForCleanup).toBe(true);
  expect(item.drillVmId).toMatch(/db-01-test$/i);
  expect(item.allowed).toEqual(['TestFailoverCleanup']);
});

test('knows of a failed-over machine what reprotection has to name', async () => {
  const item = await machine(world, 'mail-01');

  expect(item.activeLocation).toBe('target');
  expect(item.allowed).toContain('Commit');
  expect(item.recoveryVmId).toMatch(/\/moved-asr\/.*\/mail-01$/i);
  expect(item.failoverPointId).toBeDefined();
  expect(item.disks.map(({ targetDiskId }) => targetDiskId)).toEqual([
    expect.stringMatching(/\/moved-asr\/.*mail-01-os$/),
    expect.stringMatching(/\/moved-asr\/.*mail-01-data-0$/),
  ]);
});

test('takes the state of disks from the item itself, not from a list that only pretends to know it', async () => {
  const listed = await machine(world, 'web-01');
  const { value: asked } = await world.connected.readers.recovery.item(listed.id, 'fresh');

  expect(listed.disks[0]).toMatchObject({ role: 'os', name: 'web-01-os' });
  expect(listed.disks[0]?.stateAsAzureSays).toBeUndefined();
  expect(listed.disks[0]?.pendingMb).toBeUndefined();
  expect(listed.unprotectedLuns).toBeUndefined();
  expect(asked.disks[0]).toMatchObject({ stateAsAzureSays: 'Protected', pendingMb: expect.any(Number) });
  expect(asked.unprotectedLuns).toEqual([]);
});

test('finds an item by an id in any letter case', async () => {
  const { id, lifecycleId } = await machine(world, 'web-01');

  const { value } = await world.connected.readers.recovery.item(id.toLowerCase(), 'fresh');

  expect(value.lifecycleId).toBe(lifecycleId);
});

test('lists recovery points, the newest first', async () => {
  const { id } = await machine(world, 'web-01');

  const { value: points } = await world.connected.readers.recovery.recoveryPoints(id);

  expect(points.length).toBeGreaterThan(10);
  expect(points.map(({ at }) => at)).toEqual(points.map(({ at }) => at).toSorted((one, other) => +other - +one));
  expect(points[0]?.consistency).toBe('crash');
  expect(points.every(({ itemId }) => itemId === id)).toBe(true);
});

test('reads recovery plans with their groups', async () => {
  const { value: plans } = await world.connected.readers.recovery.plans('fresh');

  expect(plans.map(({ name }) => name).toSorted()).toEqual(['plan-app', 'plan-drilled', 'plan-moved']);
  expect(plans[0]).toMatchObject({ name: 'plan-app', sourceRegion: 'eastus', targetRegion: 'westus' });
  expect(plans[0]?.id.toLowerCase()).toBe(planOf('app').toLowerCase());
  const { value: plan } = await world.connected.readers.recovery.plan(planOf('app'), 'fresh');
  expect(plan).toMatchObject({ ...plans[0] });
  expect(plan.groups.map(({ kind, itemIds }) => [kind, itemIds.length])).toEqual([
    ['shutdown', 0],
    ['failover', 0],
    ['boot', 1],
  ]);
  expect(plans[0]?.allowed).toContain('UnplannedFailover');
});

test('reads policies in minutes', async () => {
  const { value: policies } = await world.connected.readers.recovery.policies(vaultId);

  expect(policies).toEqual([
    expect.objectContaining({
      retentionMinutes: 1440,
      appConsistentEveryMinutes: 0,
      multiVmConsistency: true,
      vaultId,
    }),
  ]);
});

test('reads what replication stands on', async () => {
  const { value: setup } = await world.connected.readers.recovery.setup(vaultId);

  expect(setup.fabrics.map(({ region }) => region).toSorted()).toEqual(['eastus', 'westus']);
  expect(setup.containers).toHaveLength(2);
  expect(setup.mappings).toHaveLength(2);
  expect(setup.mappings[0]?.containerId).not.toBe(setup.mappings[0]?.targetContainerId);
});

test('lists events since a time', async () => {
  const since = new Date(world.azure.clock.now() - 24 * 3600_000);

  const { value: events } = await world.connected.readers.recovery.events(since);

  expect(events.length).toBeGreaterThan(0);
  expect(events.every(({ at }) => at >= since)).toBe(true);
  expect(events.find(({ about }) => about === 'app-01')?.severity).toBe('critical');
});

test('reads what it can when a vault may not be read', async () => {
  world.azure.faults.add(
    { operation: 'ReplicationProtectedItems_List', path: /vaults\/vault-backup\//i },
    { kind: 'error', status: 403, code: 'AuthorizationFailed', message: 'The client may not.' },
  );

  const { value, missing } = await world.connected.readers.recovery.items('fresh');

  expect(value).toHaveLength(6);
  expect(gapWords(missing)).toBe('The protected items of vault vault-backup could not be read: The client may not.');
});

test('says which region is missing when it is lost, though Azure no longer lists its vault', async () => {
  await world.connected.readers.recovery.items('fresh');
  world.azure.faults.regionDown('westus');

  const { value, missing } = await world.connected.readers.recovery.items('fresh');

  expect(value).toEqual([]);
  expect(missing).toEqual([
    { kind: 'unlisted', what: 'Vault vault-recovery', region: 'westus' },
    { kind: 'silent', region: 'West US' },
  ]);
});

test('a front that may only read sees everything', async () => {
  const { readers } = world.connect({ principal: 'front' });

  const { value, missing } = await readers.recovery.items('fresh');

  expect(value).toHaveLength(6);
  expect(missing).toEqual([]);
});
