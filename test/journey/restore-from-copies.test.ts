import { expect, test } from 'vitest';
import { ALL_CORES, setQuota } from '../../rehearsal/azure/services/compute/capacity.ts';
import { computeState } from '../../rehearsal/azure/services/compute/state.ts';
import { subscriptionIn } from '../../src/protection/resource-id.ts';
import { startBench } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';

const copyIn = (list: string): string =>
  /rp-\w+/u.exec(list.split('\n').find((row) => row.includes(', copy')) ?? '')?.[0] ?? 'none';

describeOnRedis('Restoring from a copy in another region', (connect) => {
  /** A copy of four disks, one of which is at 99 while the others have arrived. */
  const almostThere = async () => {
    const bench = await startBench(connect);
    const { azure } = bench.world;
    const id = await bench.ask('restore-point create pay-db-01 --copy-to westus');
    await bench.carryOut(id, { turns: 9, seconds: 15 });
    const [slow, ...others] = [...azure.world.state(computeState).copies.values()];
    for (const copy of others) Object.assign(copy, { seconds: 60, startedAt: azure.clock.now() });
    Object.assign(slow ?? {}, { seconds: 606, startedAt: azure.clock.now() });
    azure.clock.advance(600);
    const copy = `pay-db-01/${copyIn(await bench.say('ana', 'restore-point list pay-db-01'))}`;
    return { ...bench, copy };
  };

  test('it is refused while one disk is at 99, and allowed when every disk is at 100', async () => {
    const { say, ask, carryOut, world, copy } = await almostThere();
    const line = `restore vm ${copy} --name pay-db-01-r --network vnet-westus --resource-group rescued`;
    const early = await say('ana', line);
    world.azure.clock.advance(600);
    const { ended } = await carryOut(await ask(line), { turns: 60, seconds: 30 });

    expect(early).toMatch(/not every disk has arrived: pay-db-01\S* at 99 %/u);
    expect(ended).toMatchObject({ outcome: 'done' });
    const { value: vm } = await world.connected.readers.estate.vm(
      world.id('rescued', 'Microsoft.Compute/virtualMachines/pay-db-01-r'),
    );
    expect(vm).toMatchObject({ region: 'westus', size: 'Standard_E8s_v5' });
    expect(vm.disks).toHaveLength(4);
  });

  test('disks alone need no network, and a point of Site Recovery is for failing over', async () => {
    const { say, ask, carryOut, world, copy } = await almostThere();
    world.azure.clock.advance(600);
    const { ended } = await carryOut(await ask(`restore disks ${copy} --name rescued --zone 1`), {
      turns: 40,
      seconds: 30,
    });
    const points = await say('ana', 'points pay-web-01');
    const replicated = /sr-\w+/u.exec(points)?.[0] ?? 'none';

    expect(ended).toMatchObject({ outcome: 'done' });
    expect(await say('ana', `restore vm ${copy} --name new --network nowhere`)).toContain(
      'West US has no network nowhere',
    );
    expect(await say('ana', `restore disks pay-web-01/${replicated}`)).toContain(
      `Type: failover pay-web-01 --point ${replicated}`,
    );
  });

  test('a point typed without its machine is carried out by a worker that never listed it', async () => {
    const { ask, carryOut, approvals, world, learnPoint, copy } = await almostThere();
    world.azure.clock.advance(600);
    const alone = copy.slice(copy.indexOf('/') + 1);
    await learnPoint(alone);
    const id = await ask(`restore disks ${alone} --name rescued --zone 1`);

    expect((await approvals.read(id))?.line).toContain(`restore disks ${copy} `);
    expect((await carryOut(id, { turns: 40, seconds: 30 })).ended).toMatchObject({ outcome: 'done' });
  });

  test('a VM for whose cores the quota of that region has no room is refused before anything is made', async () => {
    const { say, world, copy } = await almostThere();
    world.azure.clock.advance(600);
    const line = `restore vm ${copy} --name big --network vnet-westus --size Standard_E8s_v5`;
    const before = await say('ana', line);
    const subscriptionId = subscriptionIn(world.id('app', 'Microsoft.Compute/disks/any'));
    setQuota(world.azure.world, { subscriptionId, location: 'westus', family: ALL_CORES, limit: 4 });

    expect(before).toMatch(/waits for/u);
    expect(await say('ana', line)).toMatch(/quota: .*needed for big/u);
  });
});
