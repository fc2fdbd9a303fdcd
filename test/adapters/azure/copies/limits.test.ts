import { afterEach, beforeEach, expect, test } from 'vitest';
import { computeTypes } from '../../../../rehearsal/azure/services/compute/shapes.ts';
import { computeState, machineFacts } from '../../../../rehearsal/azure/services/compute/state.ts';
import { type AzureWorld, sending, startAzureWorld } from '../azure-world.ts';

let world: AzureWorld;
beforeEach(async () => {
  world = await startAzureWorld();
});
afterEach(() => world.close());

const vmId = () => world.id('app', 'Microsoft.Compute/virtualMachines/web-01');
const diskId = () => world.id('app', 'Microsoft.Compute/disks/web-01-os');
const near = () => world.id('app', 'Microsoft.Compute/restorePointCollections/near');
const far = () => world.id('app', 'Microsoft.Compute/restorePointCollections/far');
const point = (name: string) => `${near()}/restorePoints/${name}`;
const copyOf = (name: string) => `${far()}/restorePoints/${name}`;
const snapshot = (name: string) => world.id('app', `Microsoft.Compute/snapshots/${name}`);
const writer = () => world.connected.writers.copies;
const reader = () => world.connected.readers.copies;
const pass = (seconds: number) => world.azure.clock.advance(seconds);

const takePoint = async (name: string, wait = 60) => {
  await writer().createCollection({ id: near(), region: 'eastus', sourceId: vmId() }, sending());
  await writer().createRestorePoint({ id: point(name), consistency: 'crash', excludeDiskIds: [] }, sending());
  pass(wait);
};

const copyPoint = async (name: string) => {
  await writer().createCollection({ id: far(), region: 'westus', sourceId: near() }, sending());
  const token = await writer().copyRestorePoint({ id: copyOf(name), sourceId: point(name) }, sending());
  pass(60);
  return token;
};

const takeSnapshot = async (name: string, incremental = true) => {
  await writer().createSnapshot({ id: snapshot(name), region: 'eastus', diskId: diskId(), incremental }, sending());
  pass(60);
};

const copySnapshot = (name: string) =>
  writer().copySnapshot({ id: snapshot(`${name}-far`), region: 'westus', sourceId: snapshot(name) }, sending());

/** Azure counts by the hour. */
const counting = async () => {
  await world.close();
  world = await startAzureWorld({ limits: 'azure' });
};

/** Changes a thing behind Azure's back, as its owner would in the portal. */
const change = (id: string, properties: Readonly<Record<string, unknown>>) =>
  Object.assign(world.azure.world.resources.get(id)?.properties ?? {}, properties);

const notAllowed = { problem: { code: 'OperationNotAllowed', status: 409, explanation: expect.any(String) } };

test('a point of a confidential VM, and of a disk behind private links, is not copied', async () => {
  change(vmId(), { securityProfile: { securityType: 'ConfidentialVM' } });
  await takePoint('one');
  await expect(copyPoint('one')).rejects.toMatchObject(notAllowed);

  change(vmId(), { securityProfile: undefined });
  change(diskId(), { networkAccessPolicy: 'AllowPrivate' });
  await takePoint('two');
  await expect(copyPoint('two')).rejects.toMatchObject(notAllowed);
  expect((await world.connected.readers.estate.disk(diskId())).value.networkAccess).toBe('private');
});

test('a point is copied into a region once, and points in their order alone', async () => {
  for (const name of ['one', 'two']) await takePoint(name);
  await copyPoint('two');

  await expect(
    writer().copyRestorePoint({ id: copyOf('again'), sourceId: point('two') }, sending()),
  ).rejects.toMatchObject(notAllowed);
  await expect(copyPoint('one')).rejects.toMatchObject(notAllowed);
});

test('the version that is asked for is one that can copy across regions', async () => {
  await takePoint('one');
  world.forget();
  await copyPoint('one');

  const versions = world.azure.log.lines().map(({ path }) => /api-version=(\d{4}-\d\d-\d\d)/u.exec(path)?.[1] ?? '');
  expect(versions.filter((version) => version !== '' && version < '2021-03-01')).toEqual([]);
});

test('three points an hour of one VM, and one at a time', async () => {
  await counting();
  await takePoint('one', 0);
  const second = writer().createRestorePoint({ id: point('two'), consistency: 'crash', excludeDiskIds: [] }, sending());
  await expect(second).rejects.toMatchObject({ problem: { code: 'Conflict', status: 409 } });
  pass(60);
  await takePoint('two');
  await takePoint('three');

  const fourth = writer().createRestorePoint(
    { id: point('four'), consistency: 'crash', excludeDiskIds: [] },
    sending(),
  );
  await expect(fourth).rejects.toMatchObject({ problem: { status: 429, retryAfterSeconds: expect.any(Number) } });
});

test('three copies an hour into one collection', async () => {
  await counting();
  for (const name of ['one', 'two', 'three']) await takePoint(name);
  pass(3600);
  await takePoint('four');
  for (const name of ['one', 'two', 'three']) await copyPoint(name);

  await expect(copyPoint('four')).rejects.toMatchObject({ problem: { status: 429 } });
});

test('of a copy only the time of its source is shown, and no machine', async () => {
  await takePoint('one');
  pass(7200);
  await copyPoint('one');

  const [source, copy] = [await reader().restorePoint(point('one')), await reader().restorePoint(copyOf('one'))];
  expect(copy.value.createdAt).toEqual(source.value.createdAt);
  expect(copy.value).not.toHaveProperty('vmId');
});

test('its encryption is told by the copy itself', async () => {
  await takePoint('one');
  await copyPoint('one');

  expect((await reader().progress(copyOf('one'))).value?.disks[0]).toMatchObject({
    encryption: 'EncryptionAtRestWithPlatformKey',
  });
});

test('a copy that fails tells neither why nor how far it was, and one that takes two weeks fails', async () => {
  const troubles = world.azure.world.state(computeState).copyTroubles;
  await takePoint('one');
  await takePoint('two');
  troubles.push({ sourceId: point('one'), kind: 'fail', atPercent: 40 });
  troubles.push({ sourceId: point('two'), kind: 'stall', atPercent: 70 });
  await copyPoint('one');
  await copyPoint('two');
  pass(86_400);
  const [failed, stalled] = [await reader().progress(copyOf('one')), await reader().progress(copyOf('two'))];
  pass(14 * 86_400);
  const ended = await reader().progress(copyOf('two'));

  expect(failed.value?.disks).toMatchObject([{ copyFailed: true }]);
  expect(failed.value?.disks[0]).not.toHaveProperty('percent');
  expect(stalled.value?.disks).toMatchObject([{ percent: 70 }]);
  expect(ended.value?.disks).toMatchObject([{ copyFailed: true }]);
});

test('Azure makes a disk of a copy on its way: who does not look gets a broken one', async () => {
  await takePoint('one');
  await copyPoint('one');
  const { value } = await reader().progress(copyOf('one'));
  const from = { kind: 'disk-point', id: value?.disks[0]?.id ?? '' } as const;
  const id = world.id('app', 'Microsoft.Compute/disks/early');

  const token = await writer().createDisk({ id, region: 'westus', from, type: 'Standard_LRS', tags: {} }, sending());

  expect(value?.disks).toMatchObject([{ percent: 0 }]);
  expect(token).toMatchObject({ resource: id });
});

test('a machine whose agent is silent gives no application-consistent point, and the code is explained', async () => {
  Object.assign(machineFacts(world.azure.world, vmId()), { agent: 'not-ready' });
  await writer().createCollection({ id: near(), region: 'eastus', sourceId: vmId() }, sending());
  const order = { id: point('one'), consistency: 'application', excludeDiskIds: [] } as const;
  const token = await writer().createRestorePoint(order, sending());
  pass(60);

  expect(await writer().standing(token)).toMatchObject({
    state: 'failed',
    problem: { code: 'VMAgentStatusCommunicationError', explanation: expect.stringContaining('agent') },
  });
});

test('the data of a point that somebody may still read are not deleted, and the code is explained', async () => {
  await takePoint('one');
  const disk = world.azure.world.resources.list(computeTypes.diskRestorePoints)[0]?.id ?? '';
  world.azure.world.state(computeState).grants.set(disk.toLowerCase(), world.azure.clock.now() + 3_600_000);

  await expect(writer().deleteRestorePoint({ id: point('one') }, sending())).rejects.toMatchObject({
    problem: { code: 'DiskRestorePointUsedByCustomer', explanation: expect.stringContaining('access') },
  });
});

test('full snapshots are not copied, and one of a disk at a time', async () => {
  await takeSnapshot('full', false);
  await takeSnapshot('one');
  await takeSnapshot('two');
  await expect(copySnapshot('full')).rejects.toMatchObject({ problem: { code: 'InvalidParameter' } });
  await copySnapshot('one');

  await expect(copySnapshot('two')).rejects.toMatchObject(notAllowed);
});

test('snapshots are copied in the order of their creation', async () => {
  await takeSnapshot('one');
  await takeSnapshot('two');
  await copySnapshot('two');
  pass(86_400);

  await expect(copySnapshot('one')).rejects.toMatchObject(notAllowed);
});

test('a copied snapshot cannot be used before 100, and its source has to stay until then', async () => {
  await takeSnapshot('one');
  await copySnapshot('one');
  pass(60);
  const id = world.id('app', 'Microsoft.Compute/disks/early');
  const from = { kind: 'snapshot', id: snapshot('one-far') } as const;
  await expect(
    writer().createDisk({ id, region: 'westus', from, type: 'Standard_LRS', tags: {} }, sending()),
  ).rejects.toMatchObject(notAllowed);

  await writer().deleteSnapshot({ id: snapshot('one') }, sending());
  pass(86_400);

  expect((await reader().progress(snapshot('one-far'))).value?.disks).toMatchObject([{ copyFailed: true }]);
});
