import { expect, test } from 'vitest';
import { describeOnRedis } from '../redis-servers.ts';
import { startOnBoth } from './stages/both.ts';
import { startConversation } from './stages/conversation.ts';
import { allOf, expectEach, machines, placesOf, policyOfPayments, unprotected } from './stages/payments.ts';
import { expectPage } from './stages/report-page.ts';

const long = { timeout: 240_000 };
const hours = 3600;
const afterFailover = [
  'Commit payments',
  'Change the recovery point...',
  'Reprotect payments',
  'Undo the failover of payments',
];

describeOnRedis('The whole life of an application of four machines, asked and decided', (connect) => {
  test.each(['slack', 'teams'] as const)('on %s', long, async (platform) => {
    const { bench, faults, ...stages } = await startOnBoth(connect, {
      scenario: unprotected,
      policy: policyOfPayments,
    });
    const conversation = startConversation(bench, stages[platform]);
    const { carried, reads, presses } = conversation;
    const asPromised = { bench, conversation, machines, objectives: { time: 'met', data: 'met' } } as const;

    const isProtected = await carried(`protect ${machines.join(' ')} --to westus`, { seconds: 300 });
    expectEach(isProtected.plan, (name) => `${name}\\s+\\d disks? .*into payments-asr`);
    expect(isProtected.progress.join()).toMatch(/\d+ %, [0-3] of 4 done/u);
    expectEach(isProtected.text, (name) => `${name} is protected; RPO \\d`);
    expect(isProtected.buttons).toEqual(['Show pay-web-01', ...machines.map((name) => `Drill ${name}...`)]);
    bench.world.azure.clock.advance(6 * hours);

    await reads('drill payments --network vnet-eastus-asr', /it is a production network/u);
    const drilled = await carried('drill payments --network vnet-drill-westus');
    expect(drilled.progress[0]).toContain('0 of 4 done');
    expectEach(drilled.progress.join(), (name) => `test machine of ${name}\\s+(?:running: )?Creating the test virtual`);
    expectEach(drilled.text, (name) => `test machine of ${name}\\s+(?:done: )?\\d+ s`);
    expect(drilled.text).toMatch(/Next: test it\..* until then the test machines cost money/u);
    expect(drilled.buttons).toEqual(['Clean up the drill of payments...', 'Report']);
    const drillReport = await presses('Report', /Report of/u);
    expect(drillReport.text).toMatch(/Time to recover, as drilled: .*; objective 30 min: met/u);
    expect(drillReport.text).toMatch(/Data that would be lost: up to .*; objective 15 min: met/u);
    expect(drillReport.buttons).toEqual([
      'Clean up the drill of payments...',
      'Make a page of it',
      `Show ${drilled.operation}`,
    ]);
    await expectPage({ ...asPromised, operation: drilled.operation });

    const notes = { notes: 'all four came up' };
    const cleaned = await carried({ press: 'Clean up the drill of payments...' }, { fields: notes });
    expect(cleaned.text).toContain('everything can be failed over again');
    expect(cleaned.buttons).toEqual(['Fail payments over', 'Drill payments...']);

    const failedOver = await carried({ press: 'Fail payments over' });
    expectEach(failedOver.plan, (name) => `${name}\\s+recovery point: latest; RPO \\d`);
    expect(failedOver.plan).toMatch(/What you lose: .*\n.*What stops: /u);
    expect(failedOver.plan).toMatch(/Last proven: drill .* min.* \(objective 30 min\)/u);
    expectEach(failedOver.progress[0] ?? '', (name) => `fail ${name} over to West US`);
    expect(failedOver.progress[0]).toMatch(/East US -> West US: 0 of 4 done, .*, objective 30 min/u);
    expectEach(failedOver.progress.join(), (name) => `${name} over to West US\\s+(?:running: )?Shut down the virtual`);
    expect(failedOver.text).toMatch(/\(objective 30 min\): .* waiting for approval, .* in Azure\./u);
    expectEach(failedOver.text, (name) => `fail ${name} over to West US\\s+(?:done: )?\\d+ s`);
    expectEach(failedOver.text, (name) => `Data lost: up to .*\\d+ min \\(${name}\\)`);
    expect(failedOver.text).toContain('4 VMs run in West US.');
    expect(failedOver.buttons).toEqual([...afterFailover, 'Report']);
    expect(await placesOf(bench)).toEqual(allOf('target of eastus'));

    const report = await presses('Report', /Report of/u);
    expect(report.text).toMatch(/Decision: asked until the first yes[\s\S]*Start: until[\s\S]*Machine time: in Azure/u);
    expect(report.text).toMatch(
      /4 of 4 VMs done\. 4 VMs run in West US\.\s+Time to recover: .*; objective 30 min: met/u,
    );
    expect(report.text).toMatch(/Data lost: up to .*; objective 15 min: met/u);
    expectEach(report.text, (name) => `${name}\\s+done\\s+\\d+ s\\s+\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\s+\\d+ `);
    expect(report.buttons).toEqual([...afterFailover, 'Make a page of it', `Show ${failedOver.operation}`]);
    await expectPage({ ...asPromised, operation: failedOver.operation });

    await reads('change-point payments --point sr-1', /belongs to one machine alone/u);
    const changed = await carried({ press: 'Change the recovery point...' }, { fields: { point: 'app-consistent' } });
    const counted = /recovery point of payments \((?<count>\d) VM/u.exec(changed.text)?.groups?.count;
    expect(changed.text.match(/bring \S+ to another recovery point/gu)).toHaveLength(Number(counted));
    expect(changed.plan).toMatch(/UTC \(.*\), application-consistent/u);
    expect(changed.buttons).toEqual(afterFailover);

    const committed = await carried({ press: 'Commit payments' });
    expectEach(committed.plan, (name) => `${name}\\s+stays in West US; its recovery points go`);
    expect(committed.text).toContain('Next: reprotect. Until that, nothing protects what runs there now.');
    expect(committed.buttons).toEqual(['Reprotect payments']);
    await reads('change-point payments --point latest', /Azure does not allow/u);

    const reprotected = await carried({ press: 'Reprotect payments' }, { seconds: 900 });
    expectEach(reprotected.text, (name) => `${name} is protected in the other direction`);
    expect(reprotected.progress.join()).not.toContain('does not let me look');
    expect(reprotected.buttons).toEqual(['Fail payments back', 'Drill payments...']);
    expect(await placesOf(bench)).toEqual(allOf('source of westus'));

    const failedBack = await carried({ press: 'Fail payments back' });
    expectEach(failedBack.text, (name) => `fail ${name} back to East US\\s+(?:done: )?\\d+ s`);
    expect(failedBack.text).toContain('4 VMs run in East US.');
    expect(failedBack.buttons).toEqual([...afterFailover, 'Report']);
    const home = await carried({ press: 'Commit payments' });
    expect(home.buttons).toEqual(['Reprotect payments']);
    expect(await placesOf(bench)).toEqual(allOf('target of westus'));

    const ended = await carried(`unprotect ${machines.join(' ')}`);
    expectEach(ended.plan, (name) => `${name}\\s+West US -> East US, \\d replica disk`);
    expect(ended.plan).toContain('What you lose: every recovery point and the replica disks.');
    expect(ended.buttons).toEqual(['Protect them again']);
    expect(await placesOf(bench)).toEqual([]);
    // What a step leaves for the bot itself is nothing to read.
    expect(stages[platform].sees('rob', 'dr').filter(({ text }) => /DR-\d+ .*\{"/u.test(text))).toEqual([]);
    expect(faults()).toEqual([]);
  });
});
