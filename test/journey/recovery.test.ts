import { expect, test } from 'vitest';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import type { Area, Policy } from '../../src/policy/policy.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { everything, gives, samplePolicy } from '../sample/policy.ts';
import { startBot } from './carry-out.ts';

const everywhere: readonly Area[] = ['recovery', 'backup', 'copies'];

/** Ana asks, Cleo and Rob agree; all three may do everything. Payments is four machines. */
const policyFor = (subscription: string): Policy => {
  const machine = (name: string) =>
    `/subscriptions/${subscription}/resourcegroups/payments/providers/microsoft.compute/virtualmachines/${name}`;
  return samplePolicy({
    applications: [
      {
        name: 'payments',
        title: 'Payments',
        vms: ['pay-web-01', 'pay-web-02', 'pay-app-01', 'pay-db-01'].map(machine),
        resourceGroups: [],
        rpoSeconds: 900,
        rtoSeconds: 1800,
      },
    ],
    grants: ['ana', 'cleo', 'rob'].map((who) => ({
      ...gives(who, 'contributor', everything),
      gives: { kind: 'level', level: 'contributor', areas: everywhere },
    })),
  });
};

const apart = 'vnet-drill-westus';

describeOnEachRedis('A machine that is replicated', (connect) => {
  const start = async () => startBot(await connect(), { scenario: contoso, policy: policyFor });

  test('is drilled apart from production, and the drill is cleaned up', async () => {
    const { say, order } = await start();

    expect(await say('ana', 'drill pay-web-01 --network vnet-westus')).toContain('it is a production network');
    const drill = await order(`drill pay-web-01 --network ${apart}`);

    expect(drill.ended).toMatchObject({ ended: { outcome: 'done' } });
    expect(drill.card).toContain('Clean up');
    expect(await say('ana', 'failover pay-web-01')).toContain('Azure does not allow a failover now');

    const cleanup = await order('drill-cleanup pay-web-01 --notes "the page came up"');

    expect(cleanup.ended).toMatchObject({ ended: { outcome: 'done' } });
    expect(await say('ana', 'status pay-web-01')).toContain('protected');
  });

  test('is failed over, moved to another point, committed, replicated back and failed back', async () => {
    const { world, say, order } = await start();
    const item = async () => {
      const { value: items } = await world.connected.readers.recovery.items('fresh');
      return items.find(({ vmName }) => vmName === 'pay-web-01');
    };
    const home = await item();

    const failover = await order('failover pay-web-01 --reason "INC-88123"');
    expect(failover.plan).toContain('Last proven: drill');
    expect(failover.card).toContain('[Commit pay-web-01]');
    expect(await item()).toMatchObject({ activeLocation: 'target' });
    const { value: points } = await world.connected.readers.recovery.recoveryPoints((await item())?.id ?? '');
    const older = points.at(-3)?.id.split('/').at(-1);
    const changed = await order(`change-point pay-web-01 --point ${older}`);
    expect(changed.ended).toMatchObject({ ended: { outcome: 'done' } });
    expect((await item())?.failoverPointId).toContain(older);
    expect(await say('ana', `change-point pay-web-01 --point ${older}`)).toContain('it runs from this recovery point');
    const committed = await order('commit pay-web-01');
    expect(committed.card).not.toContain('[Commit pay-web-01]');
    expect(committed.card).toContain('[Reprotect pay-web-01]');
    expect(await say('ana', 'change-point pay-web-01 --point latest')).toContain('Azure does not allow');

    const reprotected = await order('reprotect pay-web-01', { seconds: 900 });
    expect(reprotected.ended).toMatchObject({ ended: { outcome: 'done' } });
    expect(reprotected.card).toContain('[Fail pay-web-01 back]');
    expect(await item()).toMatchObject({
      lifecycleId: home?.lifecycleId,
      sourceRegion: home?.targetRegion,
      targetRegion: home?.sourceRegion,
      activeLocation: 'source',
    });

    const back = await order('failback pay-web-01');
    expect(back.ended).toMatchObject({ ended: { outcome: 'done' } });
    await order('commit pay-web-01');
    await order('reprotect pay-web-01', { seconds: 900 });
    expect(await item()).toMatchObject({ sourceRegion: home?.sourceRegion, activeLocation: 'source' });
    expect(await say('ana', 'failback pay-web-01')).toContain('there is nothing to fail back');
  });
});
