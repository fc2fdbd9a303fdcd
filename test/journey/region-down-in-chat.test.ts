import { expect, test } from 'vitest';
import { describeOnRedis } from '../redis-servers.ts';
import { startOnBoth } from './stages/both.ts';
import { startConversation } from './stages/conversation.ts';
import { machines, paymentsAlone, placesOf, policyOfPayments } from './stages/payments.ts';
import { expectPage } from './stages/report-page.ts';

/** What is failed over, and which machines that are. */
const movedBy: Readonly<Record<string, readonly string[]>> = {
  'pay-web-01': ['pay-web-01'],
  payments: machines,
  'plan-payments': machines,
};
/** The practice score: the drills were 40 days ago, and one machine has never been in any. */
const proven = {
  one: /Last proven: drill 40 days ago, time not known \(objective 30 min\)\./u,
  all: /Not proven: no drill yet of pay-db-01\./u,
};
const silent = 'Missing here: East US does not answer: what is read from there is missing.';
const onEach = Object.keys(movedBy).flatMap((name) =>
  (['slack', 'teams'] as const).map((platform) => [name, platform] as const),
);

describeOnRedis('While the source region is down, in chat', (connect) => {
  test.each(onEach)('%s is failed over and committed on %s', async (name, platform) => {
    const moved = movedBy[name] ?? [];
    const { bench, faults, ...stages } = await startOnBoth(connect, {
      scenario: paymentsAlone,
      policy: policyOfPayments,
    });
    const conversation = startConversation(bench, stages[platform]);
    const { carried, reads, presses } = conversation;
    bench.world.azure.faults.regionDown('East US');
    await reads('status payments', /Missing here: East US does not answer: what is read from there/u);
    for (const line of ['status payments', 'points pay-web-01', 'jobs'])
      expect((await bench.say('ana', line)).match(/Missing here: .*/gu), line).toEqual([silent]);
    const unsure = await bench.say('ana', 'failover pay-web-99');
    expect(unsure).toContain('I wanted to look up pay-web-99, and cannot be sure from what I see.');
    expect(unsure).toContain(silent);

    const failedOver = await carried(`failover ${name} --reason "East US is down"`);

    for (const vm of moved) {
      expect(failedOver.plan).toMatch(new RegExp(`${vm}\\s+recovery point: latest; RPO \\d`, 'u'));
      expect(failedOver.text).toMatch(new RegExp(`Data lost: up to .*\\d min(?: \\(${vm}\\))?`, 'u'));
    }
    expect(failedOver.plan).toMatch(proven[moved.length > 1 ? 'all' : 'one']);
    expect(failedOver.plan).toMatch(/shut down if (?:they|it) can be reached/u);
    expect(failedOver.progress.join()).not.toContain('Shut down the virtual machine');
    expect(failedOver.buttons).toEqual([
      `Commit ${name}`,
      'Change the recovery point...',
      `Reprotect ${name}`,
      `Undo the failover of ${name}`,
      'Report',
    ]);
    const places = await placesOf(bench);
    expect(places).toEqual(machines.map((vm) => (moved.includes(vm) ? 'target of eastus' : 'source of eastus')));
    const report = await presses('Report', /Report of/u);
    const isMet = moved.length > 1 ? 'not met' : 'met';
    expect(report.text).toMatch(new RegExp(`Data lost: up to .*; objective 15 min: ${isMet}\\.`, 'u'));
    const objectives = { time: 'met', data: isMet } as const;
    await expectPage({ bench, conversation, operation: failedOver.operation, machines: moved, objectives });
    const committed = await carried({ press: `Commit ${name}` });
    expect(committed.buttons).toEqual([`Reprotect ${name}`]);
    const refused = await presses(`Reprotect ${name}`, /does not answer/u);
    expect(refused.text).toContain(`When East US is back: reprotect ${name}.`);
    expect(faults()).toEqual([]);
  });
});
