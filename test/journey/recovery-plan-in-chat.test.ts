import { expect, test } from 'vitest';
import { describeOnRedis } from '../redis-servers.ts';
import { startOnBoth } from './stages/both.ts';
import { startConversation, type Told } from './stages/conversation.ts';
import { allOf, expectEach, machines, placesOf, policyOfPayments, unprotected } from './stages/payments.ts';
import { expectPage } from './stages/report-page.ts';

const long = { timeout: 240_000 };
const hours = 3600;
const groups = '--group "pay-db-01" --group "pay-app-01" --group "pay-web-01 pay-web-02"';
const byHand = '--manual "after 1 in failover: Check the database"';
const afterFailover = [
  'Commit plan-payments',
  'Change the recovery point...',
  'Reprotect plan-payments',
  'Undo the failover of plan-payments',
];

describeOnRedis('The whole life of a recovery plan of three groups, asked and decided', (connect) => {
  test.each(['slack', 'teams'] as const)('on %s', long, async (platform) => {
    const { bench, faults, ...stages } = await startOnBoth(connect, {
      scenario: unprotected,
      policy: policyOfPayments,
    });
    const stage = stages[platform];
    const conversation = startConversation(bench, stage);
    const { carried, reads, presses, request, decide, follow, endOf, cardOf } = conversation;
    const asPromised = { bench, conversation, machines, objectives: { time: 'met', data: 'met' } } as const;

    /** Azure does the first group, and goes on when somebody has pressed that the rest of it is done. */
    const throughTheHand = async (press: string): Promise<Told> => {
      const operation = await request({ press });
      const plan = await decide(operation);
      const before = await follow(operation, 60, /waits for the manual action/u);
      expect(before.at(-1)).toMatch(/complete Group 1: Start done: pay-db-01|Group 1: Start\s+pay-db-01/u);
      expect(before.at(-1)).toMatch(/(?:pending|waiting)\s+Group 2: Start/u);
      expect(before.at(-1)).toContain('It waits for somebody to do this by hand: Check the database.');
      expect(cardOf(operation)?.buttons).toEqual(['Done: Check the database', 'Stop after this step']);
      // Edits of a card wake nobody up.
      const told = stage.sees('dan', 'dr').filter(({ text }) => text.includes(`${operation} fail`));
      expect(told.map(({ text }) => text.includes('waits for the manual action'))).toEqual([true, true]);
      await carried({ press: 'Done: Check the database' });
      const after = await follow(operation, 60);
      return { ...(await endOf(operation)), operation, plan, progress: [...before, ...after] };
    };

    await carried(`protect ${machines.join(' ')} --to westus`, { seconds: 300 });
    bench.world.azure.clock.advance(6 * hours);
    const created = await carried(`recovery-plan create plan-payments ${groups} ${byHand}`);
    expect(created.plan).toMatch(/Group 1\s+pay-db-01; after: by hand: Check the database, only in a failover/u);
    expect(created.plan).toMatch(/Group 3\s+pay-web-01 and pay-web-02/u);
    expect(created.buttons).toEqual(['Show plan-payments', 'Drill plan-payments...']);

    const drilled = await carried({ press: 'Drill plan-payments...' }, { fields: { network: 'vnet-drill-westus' } });
    expect(drilled.progress.join()).toMatch(
      /Group 1: Start[\s\S]{1,20}pay-db-01[\s\S]*Group 3: Start[\s\S]{1,20}pay-web-01, pay-web-02/u,
    );
    expect(drilled.buttons).toEqual(['Clean up the drill of plan-payments...', 'Report']);
    const drillReport = await presses('Report', /Report of/u);
    expect(drillReport.text).toMatch(/Time to recover, as drilled: .*; objective 30 min: met/u);
    await expectPage({ ...asPromised, operation: drilled.operation });
    const notes = { notes: 'in order' };
    const cleaned = await carried({ press: 'Clean up the drill of plan-payments...' }, { fields: notes });
    expect(cleaned.buttons).toEqual(['Fail plan-payments over', 'Drill plan-payments...']);

    bench.world.forget();
    const failedOver = await throughTheHand('Fail plan-payments over');
    expectEach(failedOver.plan, (name) => `Group [123]: ${name}\\s+recovery point: latest; RPO \\d`);
    expect(failedOver.plan).toMatch(/Last proven: drill .* min .*\(objective 30 min\)/u);
    expect(failedOver.progress[0]).toMatch(/under way, .*, objective 30 min/u);
    expectEach(failedOver.text, (name) => `Data lost: up to .*\\d+ min \\(${name}\\)`);
    expect(failedOver.buttons).toEqual([...afterFailover, 'Report']);
    const sent = bench.world.arrived().filter((each) => each?.endsWith('UnplannedFailover'));
    expect(sent).toEqual(['ReplicationRecoveryPlans_UnplannedFailover']);
    expect(await placesOf(bench)).toEqual(allOf('target of eastus'));
    const report = await presses('Report', /Report of/u);
    expect(report.text).toMatch(
      /4 of 4 VMs done\. 4 VMs run in West US\.\s+Time to recover: .*; objective 30 min: met/u,
    );
    await expectPage({ ...asPromised, operation: failedOver.operation });

    const changed = await carried({ press: 'Change the recovery point...' }, { fields: { point: 'app-consistent' } });
    expect(changed.text).toMatch(/bring \S+ to another recovery point/u);
    expect(changed.buttons).toEqual(afterFailover);
    const committed = await carried({ press: 'Commit plan-payments' });
    expect(committed.buttons).toEqual(['Reprotect plan-payments']);
    await reads(
      'recovery-plan show plan-payments',
      /4 VMs, East US -> West US[\s\S]*Azure does not reprotect it as a whole/u,
    );
    const reprotected = await carried({ press: 'Reprotect plan-payments' }, { seconds: 900 });
    expect(reprotected.plan).toContain('Azure does not reprotect plan-payments as a whole');
    expectEach(reprotected.text, (name) => `turn the replication of ${name} around`);
    expectEach(reprotected.text, (name) => `${name} is protected in the other direction`);
    expect(reprotected.buttons).toEqual(['Fail plan-payments back', 'Drill plan-payments...']);
    expect(await placesOf(bench)).toEqual(allOf('source of westus'));

    const failedBack = await throughTheHand('Fail plan-payments back');
    expect(failedBack.text).toContain('fail back recovery plan plan-payments (4 VMs)');
    expect(failedBack.text).toContain('4 VMs run in East US.');
    expect(failedBack.buttons).toEqual([...afterFailover, 'Report']);
    await carried({ press: 'Commit plan-payments' });
    expect(await placesOf(bench)).toEqual(allOf('target of westus'));
    await reads('status pay-db-01', /failed over, committed/u);

    await carried('recovery-plan delete plan-payments');
    await carried(`unprotect ${machines.join(' ')}`);
    expect(await placesOf(bench)).toEqual([]);
    expect(faults()).toEqual([]);
  });
});
