import { expect, test } from 'vitest';
import type { AzureWorld } from '../adapters/azure/azure-world.ts';
import { startBench } from '../harness/bench.ts';
import { describeOnEachRedis } from '../redis-servers.ts';

const minutes = 60_000;
const failover = 'ReplicationProtectedItems_UnplannedFailover';

describeOnEachRedis('Going on with an operation', (connect) => {
  const arrivals = (world: AzureWorld) => world.arrived().filter((each) => each === failover).length;

  const start = async () => {
    const bench = await startBench(connect);
    const { say, digest } = bench;
    const approve = async (id: string) => say('cleo', `approve ${id} ${await digest(id)}`);
    await say('ana', 'failover pay-web-01');
    await approve('DR-1001');
    return { ...bench, approve };
  };

  test('what could not begin in time waits for consent, and goes on after two people gave it', async () => {
    const { world, say, carryOut, turn, clock, state, approve } = await start();
    await turn('DR-1001');
    clock.aheadMs = 11 * minutes;
    await turn('DR-1001');
    clock.aheadMs = 0;
    expect(await state('DR-1001')).toMatchObject({
      consentAsked: expect.stringContaining('could not begin in the time'),
    });
    expect(await say('ana', 'operation DR-1001')).toContain('[Go on...]');

    expect(await say('ana', 'resume DR-1001')).toMatch(/^DR-1002 waits for 1 approval by Operator \(recovery\)/u);
    await carryOut('DR-1001', { turns: 2, seconds: 60 });
    expect(arrivals(world)).toBe(0);
    expect(await say('ana', 'approvals DR-1002')).toContain('go on with DR-1001');
    await approve('DR-1002');
    await carryOut('DR-1002', { turns: 5, seconds: 1 });
    await carryOut('DR-1001', { turns: 30, seconds: 60 });

    expect(await state('DR-1002')).toMatchObject({ ended: { outcome: 'done' } });
    expect(await state('DR-1001')).toMatchObject({ ended: { outcome: 'done' } });
    expect(arrivals(world)).toBe(1);
  });

  test('a call that Azure never got is sent again only after two people said so', async () => {
    const { world, say, carryOut, turn, clock, state, approve } = await start();
    world.azure.faults.add({ operation: failover, times: 1 }, { kind: 'drop-before-accepting' });
    await carryOut('DR-1001', { turns: 2, seconds: 1 });
    expect(await say('ana', 'send-again DR-1001')).toContain('Azure may still show it until');
    clock.aheadMs = 5 * minutes;
    await turn('DR-1001');
    expect(await state('DR-1001')).toMatchObject({ steps: [{ standing: { kind: 'unknown' } }] });
    const before = arrivals(world);

    expect(await say('ana', 'send-again DR-1001')).toMatch(/^DR-1002 waits for 1 approval/u);
    await turn('DR-1001');
    expect(arrivals(world)).toBe(before);
    await approve('DR-1002');
    await carryOut('DR-1002', { turns: 5, seconds: 1 });
    await carryOut('DR-1001', { turns: 30, seconds: 60 });

    expect(await state('DR-1001')).toMatchObject({ ended: { outcome: 'done' } });
    expect(arrivals(world)).toBe(before + 1);
  });

  test('what has ended is not resumed, and the line to plan it again is offered', async () => {
    const { say, carryOut, turn, state } = await start();
    await turn('DR-1001');
    await say('ana', 'stop DR-1001');
    await carryOut('DR-1001', { turns: 5, seconds: 60 });
    expect(await state('DR-1001')).toMatchObject({ ended: { outcome: 'stopped' } });

    const answer = await say('ana', 'resume DR-1001');

    expect(answer).toContain('it has ended: Stopped by Ana Ruiz');
    expect(answer).toContain('[Run: failover pay-web-01]');
    expect(await say('ana', 'resume DR-1999')).toContain('I know no such operation.');
  });

  test('who is no Operator of what it is about lets nothing go on', async () => {
    const { say, turn, clock } = await start();
    await turn('DR-1001');
    clock.aheadMs = 11 * minutes;
    await turn('DR-1001');

    expect(await say('dan', 'resume DR-1001')).toContain('You may not do this: resume needs more.');
  });
});
