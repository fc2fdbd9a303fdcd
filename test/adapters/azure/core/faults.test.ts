import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Azure } from '../../../../adapters/azure/azure.ts';
import type { Fault } from '../../../../rehearsal/azure/wire/faults.ts';
import { AzureRefused, AzureUnreachable, OutcomeUnknown } from '../../../../src/errors/azure.ts';
import type { OperationToken, Sending } from '../../../../src/ports/azure/write.ts';
import { type AzureWorld, refusalOf, reread, sending, startAzureWorld } from '../azure-world.ts';

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld();
});
afterAll(() => world.close());
beforeEach(() => world.azure.reset());

const compute = (rest: string, group = 'app') => world.id(group, `Microsoft.Compute/${rest}`);
const vm = () => compute('virtualMachines/web-01');
const disk = () => compute('disks/web-01-os');
const nic = () => world.id('app', 'Microsoft.Network/networkInterfaces/web-01-nic');
const account = () => world.id('network-eastus', 'Microsoft.Storage/storageAccounts/cacheeastus01');
const group = (name: string) => `/subscriptions/${world.subscriptionId}/resourceGroups/${name}`;
const vault = (name: string, inGroup = name) => world.id(inGroup, `Microsoft.RecoveryServices/vaults/${name}`);
const near = () => compute('restorePointCollections/near');
const far = () => compute('restorePointCollections/far', 'network-westus');
const snapshot = (name: string, inGroup = 'app') => compute(`snapshots/${name}`, inGroup);

type Read = (azure: Azure) => Promise<{ readonly value: unknown }>;

const readings: readonly (readonly [string, Read])[] = [
  ['estate.vms', ({ readers }) => readers.estate.vms('fresh')],
  ['estate.vm', ({ readers }) => readers.estate.vm(vm())],
  ['estate.vmState', ({ readers }) => readers.estate.vmState(vm())],
  ['estate.disk', ({ readers }) => readers.estate.disk(disk())],
  ['estate.regions', ({ readers }) => readers.estate.regions(world.subscriptionId)],
  ['estate.quotas', ({ readers }) => readers.estate.quotas(world.subscriptionId, 'eastus')],
  ['estate.sizes', ({ readers }) => readers.estate.sizes(world.subscriptionId, 'eastus')],
  ['estate.effectiveRules', ({ readers }) => readers.estate.effectiveRules(nic())],
  ['estate.networks', ({ readers }) => readers.estate.networks(world.subscriptionId)],
  ['estate.storageAccounts', ({ readers }) => readers.estate.storageAccounts(world.subscriptionId)],
  ['estate.storageAccount', ({ readers }) => readers.estate.storageAccount(account())],
  ['places.vaults', ({ readers }) => readers.places.vaults('fresh')],
  ['places.vault', ({ readers }) => readers.places.vault(vault('vault-backup'))],
  ['places.resourceGroup', ({ readers }) => readers.places.resourceGroup(group('app'))],
  ['copies.collections', ({ readers }) => readers.copies.collections('fresh')],
  ['copies.restorePoints', ({ readers }) => readers.copies.restorePoints(near())],
  ['copies.restorePoint', ({ readers }) => readers.copies.restorePoint(`${near()}/restorePoints/one`)],
  ['copies.snapshots', ({ readers }) => readers.copies.snapshots('fresh')],
  ['copies.snapshot', ({ readers }) => readers.copies.snapshot(snapshot('one'))],
];

const passing = async () => world.azure.clock.advance(30);

describe.each(readings)('%s', (name, read) => {
  const reader = () => world.connect({ timing: { sleep: passing } });
  beforeEach(() => (name.startsWith('copies') ? prepare() : undefined));

  test('is read in spite of an error and a broken connection', async () => {
    const undisturbed = await read(reader());
    world.azure.faults.add({ times: 1 }, { kind: 'error', status: 500, code: 'Broken', message: 'broken' });
    world.azure.faults.add({ after: 1, times: 1 }, { kind: 'drop-before-accepting' });

    expect((await read(reader())).value).toEqual(undisturbed.value);
  });

  test('says when to come back, and does not ask before', async () => {
    const azure = reader();
    world.azure.faults.add({}, { kind: 'throttle', retryAfter: 40 });

    const first = await refusalOf(read(azure));
    world.forget();
    const second = await refusalOf(read(azure));

    for (const problem of [first, second]) {
      expect(problem).toBeInstanceOf(AzureRefused);
      expect((problem as AzureRefused).problem.retryAfterSeconds).toBeGreaterThan(30);
    }
    expect(world.arrived()).toEqual([]);
  });

  test('is given up where no answer comes in time', async () => {
    const patient = world.connect({ timing: { readTimeoutMs: 40, sleep: passing } });
    world.azure.faults.add({}, { kind: 'slow', milliseconds: 400 });

    expect(await refusalOf(read(patient))).toBeInstanceOf(AzureUnreachable);
  });

  test('says that a region is down, or goes on without it', async () => {
    world.azure.faults.regionDown('eastus');

    const outcome = await read(reader()).catch((problem: unknown) => problem);

    if (outcome instanceof Error) expect(outcome).toMatchObject({ problem: { status: 503, next: 'status' } });
    else expect(outcome).toHaveProperty('value');
  });
});

interface WriteCase {
  readonly name: string;
  readonly repeatable: boolean;
  readonly send: (azure: Azure, how: Sending) => Promise<OperationToken>;
  readonly isDone: (azure: Azure) => Promise<boolean>;
}

/** What a write may end with under each trouble, beside its acceptance. */
const outcomes: Readonly<Partial<Record<Fault['kind'], RegExp>>> = {
  throttle: /^AzureRefused$/,
  // On a busy machine the time is over before the connection stands.
  slow: /^(OutcomeUnknown|AzureUnreachable)$/,
};

const isThere = (reading: Promise<unknown>) =>
  reading.then(
    () => true,
    (problem: unknown) => {
      if (problem instanceof AzureRefused && problem.problem.status === 404) return false;
      throw problem;
    },
  );

const pointThere = async ({ readers }: Azure, collection: string, name: string) =>
  (await readers.copies.restorePoints(collection)).value.some((point) => point.name === name);

const writes: readonly WriteCase[] = [
  {
    name: 'places.createResourceGroup',
    repeatable: true,
    send: ({ writers }, how) => writers.places.createResourceGroup({ id: group('new'), region: 'eastus' }, how),
    isDone: async ({ readers }) => (await readers.places.resourceGroup(group('new'))).value !== undefined,
  },
  {
    name: 'places.createVault',
    repeatable: true,
    send: ({ writers }, how) =>
      writers.places.createVault({ id: vault('new', 'vault-backup'), region: 'eastus', redundancy: 'geo' }, how),
    isDone: ({ readers }) => isThere(readers.places.vault(vault('new', 'vault-backup'))),
  },
  {
    name: 'places.setRedundancy',
    repeatable: true,
    send: ({ writers }, how) =>
      writers.places.setRedundancy({ vaultId: vault('vault-recovery'), redundancy: 'local' }, how),
    isDone: async ({ readers }) => (await readers.places.vault(vault('vault-recovery'))).value.redundancy === 'local',
  },
  {
    name: 'places.enableCrossRegionRestore',
    repeatable: true,
    send: ({ writers }, how) => writers.places.enableCrossRegionRestore({ vaultId: vault('vault-recovery') }, how),
    isDone: async ({ readers }) => (await readers.places.vault(vault('vault-recovery'))).value.crossRegionRestore,
  },
  {
    name: 'places.setAccountRedundancy',
    repeatable: true,
    send: ({ writers }, how) =>
      writers.places.setAccountRedundancy({ accountId: account(), sku: 'Standard_RAGRS' }, how),
    isDone: async ({ readers }) => (await readers.estate.storageAccount(account())).value.sku === 'Standard_RAGRS',
  },
  {
    name: 'places.failOverAccount',
    repeatable: false,
    send: ({ writers }, how) => writers.places.failOverAccount({ accountId: account(), planned: false }, how),
    isDone: async ({ readers }) => (await readers.estate.storageAccount(account())).value.region === 'westus',
  },
  {
    name: 'copies.createCollection',
    repeatable: true,
    send: ({ writers }, how) =>
      writers.copies.createCollection(
        { id: compute('restorePointCollections/x'), region: 'eastus', sourceId: vm() },
        how,
      ),
    isDone: async ({ readers }) => (await readers.copies.collections('fresh')).value.some(({ name }) => name === 'x'),
  },
  {
    name: 'copies.createRestorePoint',
    repeatable: true,
    send: ({ writers }, how) =>
      writers.copies.createRestorePoint(
        { id: `${near()}/restorePoints/two`, consistency: 'crash', excludeDiskIds: [] },
        how,
      ),
    isDone: (azure) => pointThere(azure, near(), 'two'),
  },
  {
    name: 'copies.copyRestorePoint',
    repeatable: true,
    send: ({ writers }, how) =>
      writers.copies.copyRestorePoint(
        { id: `${far()}/restorePoints/one`, sourceId: `${near()}/restorePoints/one` },
        how,
      ),
    isDone: (azure) => pointThere(azure, far(), 'one'),
  },
  {
    name: 'copies.deleteRestorePoint',
    repeatable: true,
    send: ({ writers }, how) => writers.copies.deleteRestorePoint({ id: `${near()}/restorePoints/one` }, how),
    isDone: async (azure) => !(await pointThere(azure, near(), 'one')),
  },
  {
    name: 'copies.createSnapshot',
    repeatable: true,
    send: ({ writers }, how) =>
      writers.copies.createSnapshot({ id: snapshot('two'), region: 'eastus', diskId: disk(), incremental: true }, how),
    isDone: ({ readers }) => isThere(readers.copies.snapshot(snapshot('two'))),
  },
  {
    name: 'copies.copySnapshot',
    repeatable: true,
    send: ({ writers }, how) =>
      writers.copies.copySnapshot(
        { id: snapshot('one', 'network-westus'), region: 'westus', sourceId: snapshot('one') },
        how,
      ),
    isDone: ({ readers }) => isThere(readers.copies.snapshot(snapshot('one', 'network-westus'))),
  },
  {
    name: 'copies.deleteSnapshot',
    repeatable: true,
    send: ({ writers }, how) => writers.copies.deleteSnapshot({ id: snapshot('one') }, how),
    isDone: async ({ readers }) => !(await isThere(readers.copies.snapshot(snapshot('one')))),
  },
];

/** A point, a snapshot, a place for copies, and an account that can be failed over. */
const prepare = async () => {
  const { copies, places } = world.connected.writers;
  await copies.createCollection({ id: near(), region: 'eastus', sourceId: vm() }, sending());
  await copies.createCollection({ id: far(), region: 'westus', sourceId: near() }, sending());
  const point = { id: `${near()}/restorePoints/one`, consistency: 'crash', excludeDiskIds: [] } as const;
  await copies.createRestorePoint(point, sending());
  await copies.createSnapshot({ id: snapshot('one'), region: 'eastus', diskId: disk(), incremental: true }, sending());
  await places.setAccountRedundancy({ accountId: account(), sku: 'Standard_GRS' }, sending());
  world.azure.clock.advance(86_400);
  world.forget();
};

const troubles: readonly Fault[] = [
  { kind: 'throttle', retryAfter: 40 },
  { kind: 'error', status: 500, code: 'Broken', message: 'broken' },
  { kind: 'error-after-accepting', status: 500 },
  { kind: 'drop-after-accepting' },
  { kind: 'drop-before-accepting' },
  { kind: 'slow', milliseconds: 400 },
];

describe.each(writes)('$name', ({ repeatable, send, isDone }) => {
  const how = () => (repeatable ? sending() : sending(60_000));
  const worker = (writeTimeoutMs = 10_000) => world.connect({ timing: { writeTimeoutMs } });
  const isWrite = ({ method, path }: { method: string; path: string }) => method !== 'GET' && !path.endsWith('/token');
  const arrivals = () => world.azure.log.lines().filter(isWrite);

  /** After an unknown outcome: looks when the time has passed, and sends again only what is not there. */
  const resume = async (): Promise<OperationToken | undefined> => {
    world.azure.clock.advance(7_200);
    return (await isDone(world.connect())) ? undefined : send(world.connect(), how());
  };

  test.each(troubles)('is done in the end, and once: $kind', async (fault) => {
    await prepare();
    world.azure.faults.add({ times: 1 }, fault);

    const patience = fault.kind === 'slow' ? 200 : undefined;
    const outcome = await send(worker(patience), how()).catch((problem: unknown) => problem);
    const token = outcome instanceof Error ? await resume() : (outcome as OperationToken);
    world.azure.clock.advance(7_200);
    // In a process that knows nothing but the token.
    const end = token && (await world.connect().writers.places.standing(reread(token)));

    if (outcome instanceof Error) {
      expect(outcome.name).toMatch(outcomes[fault.kind] ?? 'OutcomeUnknown');
    }
    expect(end?.state ?? 'succeeded').toBe('succeeded');
    expect(await isDone(world.connect())).toBe(true);
    expect(arrivals().length).toBeLessThanOrEqual(2);
    // The slow call is answered late: the next test must not count it as its own.
    if (fault.kind === 'slow') await setTimeout(fault.milliseconds);
  });

  test('is not known to be done or not when its region is down, and is never called done', async () => {
    await prepare();
    for (const region of ['eastus', 'westus']) world.azure.faults.regionDown(region);

    const outcome = await send(worker(), how()).catch((problem: unknown) => problem);
    const arrived = arrivals().length;
    for (const region of ['eastus', 'westus']) world.azure.faults.regionUp(region);
    const token = await resume();

    expect(outcome).toBeInstanceOf(OutcomeUnknown);
    if (!repeatable) expect(arrived).toBe(1);
    world.azure.clock.advance(7_200);
    expect(token && (await world.connect().writers.places.standing(token)).state).toBe('succeeded');
    expect(await isDone(world.connect())).toBe(true);
  });
});
