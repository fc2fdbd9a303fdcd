import { afterEach, beforeEach, expect, test } from 'vitest';
import { computeState, machineFacts } from '../../../rehearsal/azure/services/compute/state.ts';
import { planCopyPoint } from '../../../src/plans/copies/plan-copy-point.ts';
import { planCreatePoint } from '../../../src/plans/copies/plan-create-point.ts';
import { planDeletePoint } from '../../../src/plans/copies/plan-delete-point.ts';
import { readMachinePoints } from '../../../src/protection/copies/machine-points.ts';
import { vmTag } from '../../../src/protection/copies/vm-tag.ts';
import { type AzureWorld, sending, startAzureWorld } from '../../adapters/azure/azure-world.ts';
import { against, startLimits, westus } from './limits-of-azure.ts';

let world: AzureWorld;
let limits: ReturnType<typeof startLimits>;
beforeEach(async () => {
  world = await startAzureWorld();
  limits = startLimits(world);
});
afterEach(() => world.close());

/** Azure counts by the hour. */
const counting = async () => {
  await world.close();
  world = await startAzureWorld({ limits: 'azure' });
  limits = startLimits(world);
};

const copying = (name: string) => against(planCopyPoint({ point: limits.named(name), region: westus }, limits.context));

interface Creating {
  readonly consistency?: 'crash' | 'application';
  readonly copied?: true;
}
const creating = ({ consistency = 'crash', copied }: Creating = {}) =>
  against(planCreatePoint({ vm: limits.vm, consistency, exclude: [], copyTo: copied ? [westus] : [] }, limits.context));
const deleting = (name: string) => against(planDeletePoint(limits.named(name), limits.context));

/** The id that people type, of the only copy. */
const copyId = async () => {
  const { points } = await readMachinePoints(limits.vm, world.connected.readers.copies);
  return points.find(({ point }) => point.copyOf)?.id ?? 'none';
};

const refused = { problem: { code: 'OperationNotAllowed', status: 409, explanation: expect.any(String) } };

test('a point of disks behind private links is not copied', async () => {
  limits.change(limits.diskId, { networkAccessPolicy: 'AllowPrivate' });
  limits.hasPoint('monday');
  const why = expect.stringMatching(/^block: web-01-os can be reached through private links alone/u);

  expect(await copying('monday')).toEqual([why]);
  expect(await creating({ copied: true })).toEqual([why]);
  expect(await creating()).toEqual([]);
  await expect(limits.sends.copy('monday')).rejects.toMatchObject(refused);
});

test('a point of a confidential VM is not copied', async () => {
  limits.change(limits.vmId, { securityProfile: { securityType: 'ConfidentialVM' } });
  limits.hasPoint('monday');

  expect(await copying('monday')).toEqual([expect.stringMatching(/^block: its VM is a confidential one/u)]);
  expect(await creating({ copied: true })).toEqual([expect.stringMatching(/^block: it is a confidential VM/u)]);
  await expect(limits.sends.copy('monday')).rejects.toMatchObject(refused);
});

test('a copy is not copied, and its original is offered', async () => {
  limits.hasPoint('monday');
  limits.hasCopy('monday');
  const plan = await planCopyPoint({ point: limits.named(await copyId()), region: westus }, limits.context);
  const again = limits.sends.copy('monday', { from: limits.copyOf('monday'), into: `${limits.far}-2` });

  expect(plan.checks[0]).toMatchObject({
    outcome: 'block',
    why: 'it is itself a copy (of monday in East US), and Azure does not copy copies.',
    instead: expect.stringMatching(/^restore-point copy web-01\/rp-\w+ --to westus$/u),
  });
  await expect(again).rejects.toMatchObject({ problem: { status: expect.toSatisfy((code) => code >= 400) } });
});

test('a point is copied into a region once', async () => {
  limits.hasPoint('monday');
  limits.hasCopy('monday');

  expect(await copying('monday')).toEqual([expect.stringMatching(/^block: West US has a copy of it already/u)]);
  await expect(limits.sends.copy('monday')).rejects.toMatchObject(refused);
});

test('points are copied in their order alone', async () => {
  limits.hasPoint('monday');
  limits.hasPoint('tuesday');
  limits.hasCopy('tuesday');

  expect(await copying('monday')).toEqual([
    'block: tuesday was made after it and is in West US already: Azure copies points in their order alone.',
  ]);
  await expect(limits.sends.copy('monday')).rejects.toMatchObject(refused);
});

test('which key a copy gets is not promised for keys of their own, and shown by the copy', async () => {
  limits.change(limits.diskId, { encryption: { type: 'EncryptionAtRestWithCustomerKey' } });
  limits.hasPoint('monday');
  const warned = await copying('monday');
  limits.hasCopy('monday');
  const { value } = await world.connected.readers.copies.progress(limits.copyOf('monday'));

  expect(warned).toEqual([expect.stringMatching(/^warning: its disks are encrypted with keys of yours/u)]);
  expect(value?.disks).toMatchObject([{ encryption: 'EncryptionAtRestWithPlatformKey' }]);
});

test('whose copies they are is known by their collection when Azure knows nothing of the source any more', async () => {
  limits.hasPoint('monday');
  limits.hasCopy('monday');
  Object.assign(world.azure.world.resources.get(limits.far) ?? {}, { tags: { [vmTag]: limits.vmId } });
  for (const gone of [limits.point('monday'), limits.near, limits.vmId]) world.azure.world.resources.delete(gone);

  const { points } = await readMachinePoints(limits.vm, world.connected.readers.copies);

  expect(points.map(({ point }) => [point.name, point.region])).toEqual([['monday', 'westus']]);
});

test('without the oldest point, or the last one copied, the next is a full one', async () => {
  for (const name of ['monday', 'tuesday', 'wednesday']) limits.hasPoint(name);
  limits.hasCopy('tuesday');
  world.azure.clock.advance(86_400);

  expect(await deleting('monday')).toEqual([
    'warning: it is the oldest, which holds everything: the next point will be a full one, and its copy too.',
  ]);
  expect(await deleting('tuesday')).toEqual([expect.stringMatching(/^warning: it is the last one that was copied/u)]);
  expect(await deleting('wednesday')).toEqual([]);
});

test('what is being copied is not deleted', async () => {
  limits.hasPoint('monday');
  limits.hasPoint('tuesday');
  limits.hasCopy('tuesday');

  expect(await deleting('tuesday')).toEqual([
    expect.stringMatching(/^block: it is being copied to West US/u),
    expect.stringMatching(/^warning: it is the last one that was copied/u),
  ]);
});

test('a fourth point of a kind within an hour is told when it begins, and one of the other kind is not', async () => {
  await counting();
  limits.hasPoint('first');
  for (const name of ['two', 'three']) {
    await limits.sends.create(name);
    world.azure.clock.advance(60);
  }
  await limits.sends.create('four');
  world.azure.clock.advance(60);

  expect(await creating()).toEqual([expect.stringMatching(/^warning: 3 such points .* begins at \d\d:\d\d UTC\.$/u)]);
  expect(await creating({ consistency: 'application' })).toEqual([]);
  await expect(limits.sends.create('five')).rejects.toMatchObject({
    problem: { status: 429, retryAfterSeconds: expect.any(Number) },
  });
});

test('while one point of a VM is made the next one waits', async () => {
  limits.hasPoint('monday');
  await limits.sends.create('tuesday');

  expect(await creating()).toEqual([expect.stringMatching(/^warning: tuesday is being made, one point at a time/u)]);
  await expect(limits.sends.create('wednesday')).rejects.toMatchObject({ problem: { code: 'Conflict', status: 409 } });
});

test('500 points of a VM are the most', async () => {
  for (let at = 0; at < 500; at += 1) limits.hasPoint(`p${at}`);
  limits.hasCopy('p499');

  expect(await creating()).toEqual(['block: it has 500 restore points, the most that Azure keeps of one VM.']);
  await expect(limits.sends.create('more')).rejects.toMatchObject(refused);
});

test('without its agent a VM gives no application-consistent point', async () => {
  Object.assign(machineFacts(world.azure.world, limits.vmId), { agent: 'not-ready' });

  expect(await creating({ consistency: 'application' })).toEqual([
    expect.stringMatching(/^block: its VM agent is not ready/u),
  ]);
  expect(await creating()).toEqual([]);
});

test('disks that several VMs attach, and fast ones, are in no crash-consistent point', async () => {
  limits.hasPoint('monday');
  limits.change(limits.diskId, { maxShares: 2 });

  expect(await creating()).toEqual([
    expect.stringMatching(/^block: web-01-os: Azure makes no crash-consistent points/u),
  ]);
  await expect(limits.sends.create('tuesday')).rejects.toMatchObject(refused);
});

test('the codes of Azure are explained where it fails all the same', async () => {
  limits.hasPoint('monday');
  const disk = (await world.connected.readers.copies.restorePoint(limits.point('monday'))).value.disks[0]?.id ?? '';
  const { grants } = world.azure.world.state(computeState);
  grants.set(disk.toLowerCase(), world.azure.clock.now() + 3_600_000);

  await expect(
    world.connected.writers.copies.deleteRestorePoint({ id: limits.point('monday') }, sending()),
  ).rejects.toMatchObject({
    problem: { code: 'DiskRestorePointUsedByCustomer', explanation: expect.stringContaining('access') },
  });
});
