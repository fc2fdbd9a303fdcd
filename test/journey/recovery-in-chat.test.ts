import { expect, test } from 'vitest';
import { attachDisk, createDisk, findVirtualMachine } from '../../rehearsal/azure/services/compute/provision.ts';
import type { Scenario } from '../../rehearsal/azure/world/scenario.ts';
import type { ProtectedItem } from '../../src/ports/azure/recovery.ts';
import type { Bench } from '../harness/bench.ts';
import { growing } from '../plans/protect/growing.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { policyOfBoth, startOnBoth } from './stages/both.ts';
import { startConversation } from './stages/conversation.ts';
import { expectPage } from './stages/report-page.ts';

/** What stops something wants its name typed. */
const policy = {
  ...policyOfBoth,
  approvals: {
    ...policyOfBoth.approvals,
    rules: [{ rule: 'typed', when: { danger: 'outage' as const }, typeTarget: true }],
  },
};

const scenario: Scenario = { ...growing, applications: growing.applications.filter(({ name }) => name === 'payments') };

const afterFailover = [
  'Commit pay-new-01',
  'Change the recovery point...',
  'Reprotect pay-new-01',
  'Undo the failover of pay-new-01',
];

const itemOf = async ({ world }: Bench): Promise<ProtectedItem | undefined> => {
  const { value: items } = await world.connected.readers.recovery.items('fresh');
  return items.find(({ vmName }) => vmName === 'pay-new-01');
};

/** Somebody attaches a disk to the machine when it is replicated already. */
const attachLogs = ({ world }: Bench): void => {
  const inner = world.azure.world;
  const id = world.id('payments', 'Microsoft.Compute/disks/pay-new-01-logs');
  const disk = createDisk(inner, { id, location: 'eastus', sizeGb: 32, sku: 'Premium_LRS' });
  const machine = findVirtualMachine(inner, world.id('payments', 'Microsoft.Compute/virtualMachines/pay-new-01'));
  if (machine) attachDisk(inner, machine, disk);
};

const disksOf = async (bench: Bench): Promise<readonly string[]> =>
  ((await itemOf(bench))?.disks ?? []).map(({ name }) => name).sort();

describeOnRedis('The whole life of a replicated machine, asked and decided', (connect) => {
  test.each(['slack', 'teams'] as const)('on %s', { timeout: 240_000 }, async (platform) => {
    const { bench, faults, ...stages } = await startOnBoth(connect, { scenario, policy });
    const conversation = startConversation(bench, stages[platform]);
    const { carried, reads, presses } = conversation;
    const { world } = bench;
    const machines = ['pay-new-01'];

    const isProtected = await carried('protect --to westus', { fields: { vms: 'pay-new-01' }, seconds: 120 });
    expect(isProtected.text).toMatch(/pay-new-01 is protected; RPO/u);
    expect(isProtected.buttons).toEqual(['Show pay-new-01', 'Drill pay-new-01...']);

    attachLogs(bench);
    await reads('protection-update pay-new-01 --remove-disk pay-new-01-os', /It is the system disk/u);
    const added = await carried('protection-update pay-new-01 --add-disk pay-new-01-logs');
    expect(added.plan).toMatch(/add disk pay-new-01-logs\s+into payments-asr/u);
    expect(added.plan).toContain('Until the new disks are copied, the recovery points are without them.');
    expect(added.text).toContain('replicate 1 more disk of pay-new-01');
    expect(await disksOf(bench)).toEqual(['pay-new-01-data-0', 'pay-new-01-logs', 'pay-new-01-os']);
    const takenOut = await carried('protection-update pay-new-01 --remove-disk pay-new-01-logs');
    expect(takenOut.plan).toContain('What you lose: the recovery points of the disks that are taken out');
    expect(takenOut.text).toContain('stop replicating 1 disk of pay-new-01');
    expect(takenOut.buttons).toEqual(['Show pay-new-01']);
    expect(await disksOf(bench)).toEqual(['pay-new-01-data-0', 'pay-new-01-os']);

    await reads('drill pay-new-01 --network vnet-westus', /it is a production network/u);
    const drilled = await carried({ press: 'Drill pay-new-01...' }, { fields: { network: 'vnet-drill-westus' } });
    expect(drilled.buttons).toEqual(['Clean up the drill of pay-new-01...', 'Report']);
    await presses('Report', /Report of/u);
    await expectPage({ bench, conversation, operation: drilled.operation, machines });
    await reads('failover pay-new-01', /Azure does not allow a failover now/u);
    const cleaned = await carried('drill-cleanup pay-new-01 --notes "the page came up"');
    expect(cleaned.buttons).toEqual(['Fail pay-new-01 over', 'Drill pay-new-01...']);

    const failedOver = await carried('failover --reason "INC-88123 power loss"', { fields: { target: 'pay-new-01' } });
    expect(failedOver.plan).toMatch(/Last proven: drill \d+ s ago, \d+ min(?: \d+ s)?\.\n/u);
    expect(failedOver.buttons).toEqual([...afterFailover, 'Report']);
    await presses('Report', /Report of/u);
    await expectPage({ bench, conversation, operation: failedOver.operation, machines });
    const home = await itemOf(bench);
    const { value: points } = await world.connected.readers.recovery.recoveryPoints(home?.id ?? '');
    const older = points.at(-3)?.id.split('/').at(-1) ?? '';
    const changed = await carried('change-point pay-new-01', { fields: { point: older } });
    expect(changed.buttons).toEqual(afterFailover);
    expect((await itemOf(bench))?.failoverPointId).toContain(older);
    await reads(`change-point pay-new-01 --point ${older}`, /it runs from this recovery point/u);
    const committed = await carried('commit pay-new-01');
    expect(committed.buttons).toEqual(['Reprotect pay-new-01']);
    await reads('change-point pay-new-01 --point latest', /Azure does not allow/u);
    const reprotected = await carried('reprotect pay-new-01', { seconds: 900 });
    expect(reprotected.buttons).toEqual(['Fail pay-new-01 back', 'Drill pay-new-01...']);
    expect(await itemOf(bench)).toMatchObject({
      lifecycleId: home?.lifecycleId,
      sourceRegion: home?.targetRegion,
      targetRegion: home?.sourceRegion,
      activeLocation: 'source',
    });
    await carried('failback pay-new-01');
    await carried('commit pay-new-01');
    expect(await itemOf(bench)).toMatchObject({ sourceRegion: 'westus', activeLocation: 'target' });
    await carried('unprotect pay-new-01');

    expect(await itemOf(bench)).toBeUndefined();
    // What a step leaves for the bot itself is nothing to read.
    expect(stages[platform].sees('rob', 'dr').filter(({ text }) => text.includes('{'))).toEqual([]);
    expect(faults()).toEqual([]);
  });
});
