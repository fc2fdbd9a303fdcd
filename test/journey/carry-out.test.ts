import { expect, test } from 'vitest';
import { type AzureWorld, sending } from '../adapters/azure/azure-world.ts';
import { startBench } from '../harness/bench.ts';
import { describeOnEachRedis } from '../redis-servers.ts';

describeOnEachRedis('From the typed line to the end in Azure', (connect) => {
  const failoversIn = (world: AzureWorld) => world.arrived().filter((each) => each?.endsWith('_UnplannedFailover'));

  test('a machine fails over once, after somebody else agreed', async () => {
    const { world, say, carryOut, state, digest } = await startBench(connect);
    expect(await say('ana', 'failover pay-web-01 --reason "INC-88123"')).toMatch(/^DR-1001 waits for 1 approval/u);
    expect(await say('cleo', `approve DR-1001 ${await digest('DR-1001')}`)).toContain('Its steps: operation DR-');
    expect(failoversIn(world)).toEqual([]);

    await carryOut('DR-1001', { turns: 30, seconds: 60 });

    expect(await state('DR-1001')).toMatchObject({
      ended: { outcome: 'done' },
      steps: [{ standing: { kind: 'done' } }],
    });
    expect(failoversIn(world)).toHaveLength(1);
    const { value: items } = await world.connected.readers.recovery.items('fresh');
    expect(items.find(({ vmName }) => vmName === 'pay-web-01')).toMatchObject({ activeLocation: 'target' });
    expect(await say('ana', 'operation DR-1001')).toContain('approved by Cleo Wirth');
    expect(await say('ana', 'failover pay-web-01')).toContain('Azure does not allow a failover now');
  });

  test('a failover whose answer nobody heard is found in Azure, and not sent again', async () => {
    const { world, say, carryOut, state, digest } = await startBench(connect);
    await say('ana', 'failover pay-web-01');
    await say('cleo', `approve DR-1001 ${await digest('DR-1001')}`);
    const operation = 'ReplicationProtectedItems_UnplannedFailover';
    world.azure.faults.add({ operation, times: 1 }, { kind: 'drop-after-accepting' });

    await carryOut('DR-1001', { turns: 2, seconds: 1 });
    expect(await state('DR-1001')).toMatchObject({ steps: [{ standing: { kind: 'unknown' } }] });
    await carryOut('DR-1001', { turns: 30, seconds: 60 });

    expect(await state('DR-1001')).toMatchObject({ ended: { outcome: 'done' } });
    expect(failoversIn(world)).toHaveLength(1);
  });

  test('a restore point is copied to another region and followed until every disk is there', async () => {
    const { world, say, carryOut, state } = await startBench(connect);
    const collection = world.id('payments', 'Microsoft.Compute/restorePointCollections/pay-web-01');
    const vm = world.id('payments', 'Microsoft.Compute/virtualMachines/pay-web-01');
    const { copies } = world.connected.writers;
    await copies.createCollection({ id: collection, region: 'eastus', sourceId: vm }, sending());
    const point = { id: `${collection}/restorePoints/nightly`, consistency: 'crash', excludeDiskIds: [] } as const;
    await copies.createRestorePoint(point, sending());
    world.azure.clock.advance(600);

    expect(await say('ana', 'restore-point copy pay-web-01/nightly --to westus')).toMatch(
      /^DR-1001: copy .*\. Started/u,
    );
    await carryOut('DR-1001', { turns: 60, seconds: 900 });

    expect(await state('DR-1001')).toMatchObject({
      ended: { outcome: 'done' },
      steps: [
        { standing: { kind: 'done' } },
        { standing: { kind: 'done' } },
        { standing: { kind: 'done', evidence: expect.stringContaining('at 100 %') } },
      ],
    });
    const { value: collections } = await world.connected.readers.copies.collections('fresh');
    expect(collections.find(({ sourceCollectionId }) => sourceCollectionId)).toMatchObject({ region: 'westus' });
    expect(await say('ana', 'restore-point copy pay-web-01/nightly --to westus')).toContain('has a copy of it already');
  });
});
