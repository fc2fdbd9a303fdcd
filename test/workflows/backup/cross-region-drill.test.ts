import { afterEach, beforeEach, expect, test } from 'vitest';
import { contoso } from '../../../rehearsal/azure/scenarios/contoso.ts';
import { createDisk } from '../../../rehearsal/azure/services/compute/provision.ts';
import type { PlanContext } from '../../../src/definitions/command.ts';
import type { Running, Step } from '../../../src/operations/workflow.ts';
import { planCrossRegionDrill } from '../../../src/plans/backup/plan-cross-region-drill.ts';
import type { Plan } from '../../../src/plans/plan.ts';
import { crossRegionDrill } from '../../../src/workflows/backup/cross-region-drill.ts';
import type { Tools } from '../../../src/workflows/tools.ts';
import { type AzureWorld, sending, startAzureWorld } from '../../adapters/azure/azure-world.ts';
import { nothingKept } from '../../sample/kept.ts';
import { samplePolicy } from '../../sample/policy.ts';
import { sampleRunning } from '../../sample/running.ts';

let world: AzureWorld;

beforeEach(async () => {
  world = await startAzureWorld({ scenario: contoso });
});
afterEach(() => world.close());

const now = () => new Date(world.azure.clock.now());

const drill = (machine: string, point: Parameters<typeof planCrossRegionDrill>[0]['point'] = { kind: 'latest' }) => {
  const id = world.id('shop', `Microsoft.Compute/virtualMachines/${machine}`).toLowerCase();
  const target = { kind: 'vm', name: machine, where: 'shop', resources: [id] } as const;
  const { readers } = world.connected;
  return planCrossRegionDrill({ target, point }, { readers, policy: samplePolicy(), now } as PlanContext);
};

/** Takes each step as the engine does, in fair weather; what each has left, or what went wrong. */
const carryOut = async (plan: Plan): Promise<Readonly<Record<string, string>>> => {
  const left = new Map<string, string>();
  const running: Running = { ...sampleRunning, startedAt: now(), evidenceOf: (step) => left.get(step) };
  const order = crossRegionDrill.readOrder(JSON.parse(JSON.stringify(plan.work.order)));
  const names = crossRegionDrill.steps(order, running).map(({ name }) => name);
  for (const name of names) {
    const step = crossRegionDrill.steps(order, running).find((each) => each.name === name);
    if (step) left.set(name, await take(step));
  }
  return Object.fromEntries(left);
};

/** No step of a drill reads another operation. */
const noJournal = {} as Tools['journal'];

const take = async (step: Step<Tools>): Promise<string> => {
  const tools = { ...world.connected, journal: noJournal, kept: nothingKept };
  const found = await step.look(tools);
  if (found.kind === 'done') return found.evidence;
  const token = found.kind === 'under-way' ? found.token : await step.act(tools, sending(20_000));
  for (let turn = 0; turn < 50; turn += 1) {
    const standing = await step.standing(tools, token);
    if (standing.state === 'succeeded') return standing.result ?? 'succeeded';
    if (standing.state === 'failed' || standing.state === 'cancelled') return `failed: ${standing.problem.message}`;
    world.azure.clock.advance(180);
  }
  return 'never ended';
};

const disksLeft = async (plan: Plan) => {
  const { group } = crossRegionDrill.readOrder(plan.work.order);
  return (await world.connected.readers.estate.disksIn(group.id)).value;
};

test('the disks are restored in the other region, counted, and deleted again', async () => {
  const plan = await drill('shop-db-01');

  const left = await carryOut(plan);

  expect(plan.checks.filter(({ outcome }) => outcome === 'block')).toEqual([]);
  expect(left).toMatchObject({
    count: expect.stringMatching(/^all of 2 disks: shop-db-01-osdisk-\S+ \(30 GB\) and shop-db-01-datadisk-000-/u),
    judge: expect.stringMatching(/^all of 2 disks/u),
  });
  expect(await disksLeft(plan)).toEqual([]);
});

test('a drill after which a disk is missing has failed, and leaves nothing behind', async () => {
  const plan = await drill('shop-web-01');
  const order = { ...(plan.work.order as object), disks: 2 };

  const left = await carryOut({ ...plan, work: { ...plan.work, order } });

  expect(left.judge).toMatch(/^failed: Azure called the restore successful.*not all of 2 disks: shop-web-01-osdisk-/u);
  expect(await disksLeft(plan)).toEqual([]);
});

test('what an earlier drill left is not deleted as if it were of this one', async () => {
  const first = await drill('shop-web-01');
  await carryOut(first);
  const { group } = crossRegionDrill.readOrder(first.work.order);
  const id = `${group.id}/providers/Microsoft.Compute/disks/forgotten`;
  createDisk(world.azure.world, { id, location: 'westus', sizeGb: 30, sku: 'Standard_LRS' });

  const second = await drill('shop-web-01');

  expect(second.checks.filter(({ outcome }) => outcome === 'block')).toMatchObject([
    { subject: 'drill group', why: expect.stringContaining('still has 1 disk (forgotten)') },
  ]);
});

test('a machine that is not copied to another region is told how it could be', async () => {
  const plan = await drill('shop-web-03');

  expect(plan.checks).toMatchObject([{ outcome: 'block', fix: 'To see what could protect it: options shop-web-03' }]);
});

test('an application is practised one VM at a time', async () => {
  const { readers } = world.connected;
  const target = { kind: 'application', name: 'shop', where: '8 VMs', resources: [] } as const;

  const plan = await planCrossRegionDrill({ target, point: { kind: 'latest' } }, { readers, now } as PlanContext);

  expect(plan.checks).toMatchObject([{ outcome: 'block', why: expect.stringContaining('one VM at a time') }]);
});
