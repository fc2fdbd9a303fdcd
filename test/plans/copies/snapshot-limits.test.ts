import { afterEach, beforeEach, expect, test } from 'vitest';
import { computeState } from '../../../rehearsal/azure/services/compute/state.ts';
import { planCopySnapshot } from '../../../src/plans/copies/plan-copy-snapshot.ts';
import { planCreateSnapshot } from '../../../src/plans/copies/plan-create-snapshot.ts';
import { planDeleteSnapshot } from '../../../src/plans/copies/plan-delete-snapshot.ts';
import { readPoints } from '../../../src/protection/read-points.ts';
import { type AzureWorld, startAzureWorld } from '../../adapters/azure/azure-world.ts';
import { against, startLimits, westus } from './limits-of-azure.ts';

let world: AzureWorld;
let limits: ReturnType<typeof startLimits>;
beforeEach(async () => {
  world = await startAzureWorld();
  limits = startLimits(world);
});
afterEach(() => world.close());

const shortId = async (name: string) => {
  const { points } = await readPoints(limits.vm, { ...limits.context, mayRead: () => true });
  return points.find(({ resourceId }) => resourceId.toLowerCase() === limits.snapshot(name).toLowerCase())?.id ?? '';
};
const copying = async (name: string) =>
  against(planCopySnapshot({ point: limits.named(await shortId(name)), region: westus }, limits.context));
const deleting = async (name: string) => against(planDeleteSnapshot(limits.named(await shortId(name)), limits.context));

const refused = { problem: { code: 'OperationNotAllowed', status: 409, explanation: expect.any(String) } };

test('only incremental snapshots are copied', async () => {
  limits.hasSnapshot('whole', false);

  expect(await copying('whole')).toEqual(['block: it is a full snapshot, and Azure copies incremental ones alone.']);
  await expect(limits.sends.copySnapshot('whole')).rejects.toMatchObject({ problem: { code: 'InvalidParameter' } });
});

test('snapshots of a disk are copied in the order of their creation', async () => {
  limits.hasSnapshot('monday');
  limits.hasSnapshot('tuesday');
  limits.hasSnapshotCopy('tuesday');
  world.azure.clock.advance(86_400);

  expect(await copying('monday')).toEqual([expect.stringMatching(/^block: tuesday-far in West US is of a later one/u)]);
  await expect(limits.sends.copySnapshot('monday')).rejects.toMatchObject(refused);
});

test('of two copies of one disk the second waits for the first', async () => {
  limits.hasSnapshot('monday');
  limits.hasSnapshot('tuesday');
  limits.hasSnapshotCopy('monday');

  expect(await copying('tuesday')).toEqual([
    'warning: monday-far, another copy of the same disk, is under way, and Azure takes one at a time. It waits until then.',
  ]);
  await expect(limits.sends.copySnapshot('tuesday')).rejects.toMatchObject(refused);
});

test('a hundred copies go into a region of a subscription at once, and the next one waits', async () => {
  limits.hasSnapshot('next');
  for (let at = 0; at < 100; at += 1) {
    limits.hasSnapshot(`s${at}`);
    const { properties } = world.azure.world.resources.get(limits.snapshot(`s${at}`)) ?? {};
    // Each of a disk of its own, that is not in the small estate.
    Object.assign(properties ?? {}, {
      incrementalSnapshotFamilyId: `family-${at}`,
      creationData: { createOption: 'Copy', sourceResourceId: `${limits.diskId}-${at}` },
    });
    limits.hasSnapshotCopy(`s${at}`);
  }
  for (const copy of world.azure.world.state(computeState).copies.values()) Object.assign(copy, { seconds: 86_400 });

  expect(await copying('next')).toEqual([
    'warning: 100 copies into West US are under way, the most that Azure takes at once. It waits until then.',
  ]);
  await expect(limits.sends.copySnapshot('next')).rejects.toMatchObject(refused);
});

test('a copy on its way is not copied, and its source is kept for it', async () => {
  limits.hasSnapshot('monday');
  limits.hasSnapshotCopy('monday');

  expect(await copying('monday-far')).toContainEqual(expect.stringMatching(/^block: it is a copy on its way itself/u));
  expect(await deleting('monday')).toEqual(['block: it is being copied to West US, and that fails without it.']);
  world.azure.clock.advance(86_400);
  expect(await deleting('monday')).toEqual([]);
});

test('the size is said to be the upper bound, because Azure bills by use', async () => {
  const plan = await planCreateSnapshot({ target: limits.vm, full: false }, limits.context);

  expect(plan.lines[0]?.detail).toBe('incremental, in East US, at most 30 GB');
  expect(plan.consequences[0]).toContain('30 GB is the upper bound of what is stored: Azure bills what is used.');
});
