import { expect, test } from 'vitest';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import type { Application, Policy } from '../../src/policy/policy.ts';
import { type Bench, benchPolicy, startBench } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';

const subscription = contoso.subscriptions[0]?.id;
const machines = ['pay-web-01', 'pay-web-02', 'pay-app-01', 'pay-db-01'];
/** Many operations, each with many turns. */
const long = { timeout: 120_000 };
const apart = 'vnet-drill-westus';

const payments: Application = {
  name: 'payments',
  title: 'Payments',
  vms: machines.map(
    (name) =>
      `/subscriptions/${subscription}/resourcegroups/payments/providers/microsoft.compute/virtualmachines/${name}`,
  ),
  resourceGroups: [],
  rpoSeconds: 900,
  rtoSeconds: 1800,
};

const policy: Policy = { ...benchPolicy, applications: [payments] };

describeOnRedis('What is replicated', (connect) => {
  const start = async () => startBench(connect, { policy });

  /** Asked, agreed to, and carried out to its end: the card that everybody sees then. */
  const done = async ({ ask, carryOut, say }: Bench, line: string, seconds = 60): Promise<string> => {
    const id = await ask(line);
    const state = await carryOut(id, { turns: 90, seconds });
    const card = await say('ana', `operation ${id}`);
    expect(state.ended, card).toMatchObject({ outcome: 'done' });
    return card;
  };

  const itemsOf = async ({ world }: Bench) => {
    const { value: items } = await world.connected.readers.recovery.items('fresh');
    return machines.flatMap((name) => items.find(({ vmName }) => vmName === name) ?? []);
  };

  const placesOf = async (bench: Bench) =>
    (await itemsOf(bench)).map(({ activeLocation, sourceRegion }) => `${activeLocation} of ${sourceRegion}`);

  const allOf = (place: string) => machines.map(() => place);

  test('one machine is drilled apart from production, and the drill is cleaned up', long, async () => {
    const bench = await start();
    const { say } = bench;

    expect(await say('ana', 'drill pay-web-01 --network vnet-westus')).toContain('it is a production network');
    const drilled = await done(bench, `drill pay-web-01 --network ${apart}`);

    expect(drilled).toContain('[Clean up the drill of pay-web-01]');
    expect(await say('ana', 'failover pay-web-01')).toContain('Azure does not allow a failover now');
    const cleaned = await done(bench, 'drill-cleanup pay-web-01 --notes "the page came up"');
    expect(cleaned).toContain('[Fail pay-web-01 over]');
  });

  test('one machine goes to the other region and comes back', long, async () => {
    const bench = await start();
    const { say, world } = bench;
    const item = async () => (await itemsOf(bench))[0];
    const home = await item();

    const failedOver = await done(bench, 'failover pay-web-01 --reason "INC-88123"');
    expect(failedOver).toContain('[Commit pay-web-01] [Change the recovery point] [Reprotect pay-web-01]');
    expect(await item()).toMatchObject({ activeLocation: 'target' });

    const { value: points } = await world.connected.readers.recovery.recoveryPoints((await item())?.id ?? '');
    const older = points.at(-3)?.id.split('/').at(-1);
    await done(bench, `change-point pay-web-01 --point ${older}`);
    expect((await item())?.failoverPointId).toContain(older);
    expect(await say('ana', `change-point pay-web-01 --point ${older}`)).toContain('it runs from this recovery point');

    const committed = await done(bench, 'commit pay-web-01');
    expect(committed).not.toContain('[Commit pay-web-01]');
    expect(await say('ana', 'change-point pay-web-01 --point latest')).toContain('Azure does not allow');

    const reprotected = await done(bench, 'reprotect pay-web-01', 900);
    expect(reprotected).toContain('[Fail pay-web-01 back]');
    expect(await item()).toMatchObject({
      lifecycleId: home?.lifecycleId,
      sourceRegion: home?.targetRegion,
      targetRegion: home?.sourceRegion,
      activeLocation: 'source',
    });

    await done(bench, 'failback pay-web-01');
    await done(bench, 'commit pay-web-01');
    expect(await item()).toMatchObject({ sourceRegion: home?.targetRegion, activeLocation: 'target' });
  });

  test('an application of four machines goes to the other region and comes back', long, async () => {
    const bench = await start();

    await done(bench, `drill payments --network ${apart}`);
    await done(bench, 'drill-cleanup payments --notes "all four came up"');
    const failedOver = await done(bench, 'failover payments');
    expect(failedOver).toContain('[Commit payments]');
    expect(await placesOf(bench)).toEqual(allOf('target of eastus'));
    const report = await bench.say('ana', `report ${/DR-\d+/u.exec(failedOver)?.[0]}`);
    expect(report).toMatch(/Decision: asked until the first yes.*\n.*Start: .*\n.*Machine time: /u);
    expect(report).toMatch(/pay-db-01 +done +.*UTC/u);
    expect(report).toContain('4 of 4 VMs done');
    expect(report).toMatch(/Time to recover: .*; objective 30 min: met/u);
    expect(await bench.say('ana', 'change-point payments --point sr-1')).toContain('belongs to one machine alone');
    await done(bench, 'commit payments');
    await done(bench, 'reprotect payments', 900);
    expect(await placesOf(bench)).toEqual(allOf('source of westus'));
    await done(bench, 'failback payments');
    await done(bench, 'commit payments');

    expect(await placesOf(bench)).toEqual(allOf('target of westus'));
  });

  test(
    'a recovery plan of three groups goes as a whole, and its machines are reprotected one by one',
    long,
    async () => {
      const bench = await start();
      const { say, world } = bench;

      await done(bench, `drill plan-payments --network ${apart}`);
      await done(bench, 'drill-cleanup plan-payments --notes "in order"');
      world.forget();
      const failedOver = await done(bench, 'failover plan-payments');
      expect(failedOver).toContain('[Commit plan-payments]');
      expect(world.arrived().filter((each) => each?.endsWith('UnplannedFailover'))).toEqual([
        'ReplicationRecoveryPlans_UnplannedFailover',
      ]);
      expect(await placesOf(bench)).toEqual(allOf('target of eastus'));
      await done(bench, 'commit plan-payments');
      await done(bench, 'reprotect plan-payments', 900);
      expect(await placesOf(bench)).toEqual(allOf('source of westus'));
      await done(bench, 'failback plan-payments');
      await done(bench, 'commit plan-payments');

      expect(await placesOf(bench)).toEqual(allOf('target of westus'));
      expect(await say('ana', 'status pay-db-01')).toContain('failed over, committed');
    },
  );

  test('a recovery plan waits for what is done by hand, and goes on by a button', long, async () => {
    const bench = await start();
    const { ask, carryOut, say } = bench;
    const made =
      'recovery-plan create plan-shop --group "shop-db-01" --group "shop-web-01 shop-web-02" --manual "after 1 in failover: Check the database"';

    await done(bench, made);
    expect(await say('ana', 'recovery-plan show plan-shop')).toContain('by hand: Check the database');
    const id = await ask('failover plan-shop');
    await carryOut(id, { turns: 15, seconds: 60 });
    const waiting = await say('ana', `operation ${id}`);
    expect(waiting).toContain('waits for the manual action Check the database');
    expect(waiting).toContain('[Done: Check the database]');
    const job = (await bench.state(id)).steps?.[0]?.standing;
    if (job?.kind !== 'running') throw new Error(waiting);
    await done(bench, `job-resume ${job.token.at.split('/').at(-1)} --notes "it answers"`);
    const state = await carryOut(id, { turns: 15, seconds: 60 });

    expect(state.ended).toMatchObject({ outcome: 'done' });
    await done(bench, 'recovery-plan update plan-shop --group "shop-db-01 shop-web-01"');
    expect(await say('ana', 'recovery-plan list')).toContain('plan-shop');
    await done(bench, 'recovery-plan delete plan-shop');
    expect(await say('ana', 'recovery-plan list')).not.toContain('plan-shop');
  });

  test.each(['pay-web-01', 'plan-payments'])('the failover of %s is undone before its commit', async (name) => {
    const bench = await start();

    await done(bench, `failover ${name}`);
    const cancelled = await done(bench, `failover-cancel ${name}`);

    expect(cancelled).toContain(`[Fail ${name} over]`);
    expect(await placesOf(bench)).toEqual(allOf('source of eastus'));
  });

  test.each(['pay-web-01', 'payments', 'plan-payments'])('%s fails over while its region is down', async (name) => {
    const bench = await start();
    bench.world.azure.faults.regionDown('East US');

    const failedOver = await done(bench, `failover ${name} --reason "East US is down"`);

    expect(failedOver).toContain(`[Commit ${name}]`);
    expect((await placesOf(bench))[0]).toBe('target of eastus');
  });
});
