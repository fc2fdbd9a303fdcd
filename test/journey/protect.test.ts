import { expect, test } from 'vitest';
import { createAvailabilitySet, findVirtualMachine } from '../../rehearsal/azure/services/compute/provision.ts';
import { startBench, taken } from '../harness/bench.ts';
import { growing } from '../plans/protect/growing.ts';
import { describeOnRedis } from '../redis-servers.ts';

describeOnRedis('From an unprotected machine to a protected one', (connect) => {
  const hours = { turns: 150, seconds: 120 };

  test('one command creates what is missing, replicates, and ends with the RPO', async () => {
    const bench = await startBench(connect, { scenario: growing });

    const id = await bench.ask('protect pay-new-01 --to westus2');
    const { ended } = await bench.carryOut(id, hours);

    expect(ended).toMatchObject({ outcome: 'done' });
    expect(ended?.summary).toMatch(/pay-new-01 is protected; RPO \d+/u);
    const { value: items } = await bench.world.connected.readers.recovery.items('fresh');
    expect(items.find(({ vmName }) => vmName === 'pay-new-01')).toMatchObject({
      sourceRegion: 'eastus',
      targetRegion: 'westus2',
      recoveryResourceGroupId: expect.stringMatching(/payments-asr$/iu),
      recoveryNetworkId: expect.stringMatching(/payments-asr.*vnet-eastus-asr$/iu),
    });
    expect(await bench.say('ana', 'protect pay-new-01 --to westus2')).toContain('It is replicated already');
  });

  test('a machine of an availability set is replicated into one, which is created for it', async () => {
    const bench = await startBench(connect, { scenario: growing });
    const inner = bench.world.azure.world;
    const here = bench.world.id('payments', 'Microsoft.Compute/availabilitySets/pay-new');
    createAvailabilitySet(inner, { id: here, location: 'eastus' });
    const machine = findVirtualMachine(
      inner,
      bench.world.id('payments', 'Microsoft.Compute/virtualMachines/pay-new-01'),
    );
    if (machine) machine.properties.availabilitySet = { id: here };

    const { ended } = await bench.carryOut(await bench.ask('protect pay-new-01 --to westus2'), hours);

    expect(ended).toMatchObject({ outcome: 'done' });
    const { value: items } = await bench.world.connected.readers.recovery.items('fresh');
    const there = items.find(({ vmName }) => vmName === 'pay-new-01')?.recoveryAvailabilitySetId ?? '';
    expect(there).toMatch(/payments-asr.*pay-new-asr$/iu);
    expect(inner.resources.get(there)?.location).toBe('westus2');
  });

  test('several machines stand on one foundation, and where one fails the others go on', async () => {
    const bench = await startBench(connect, { scenario: growing });
    const id = await bench.ask('protect build-02 test-01 ledger-file-01 --to westus --vault contoso-west2');
    const vm = bench.world.id('intranet', 'Microsoft.Compute/virtualMachines/test-01');
    // Its extension breaks after the plan was agreed to: the job of Azure fails, not the call.
    Object.assign(bench.world.azure.world.resources.get(vm)?.properties ?? {}, { provisioningState: 'Failed' });
    bench.world.forget();

    const { ended, steps } = await bench.carryOut(id, hours);

    expect(ended).toMatchObject({ outcome: 'failed' });
    expect(ended?.summary).toMatch(/build-02 is protected; RPO/u);
    expect(ended?.summary).toContain('What is there now: ');
    expect(ended?.summary).toContain('network vnet-eastus2-asr');
    expect(ended?.summary).toMatch(/To take replication back: .*unprotect build-02/u);
    expect(ended?.next).toContainEqual({ label: 'End the replication of build-02', line: 'unprotect build-02' });
    expect(ended?.next).toContainEqual({
      label: 'Go on',
      line: 'protect test-01 --to westus --vault contoso-west2',
    });
    expect(taken(bench.world).filter((each) => each === 'VirtualNetworks_CreateOrUpdate')).toHaveLength(1);
    expect(new Set(steps?.map(({ lane }) => lane))).toEqual(new Set(['', 'build-02', 'test-01', 'ledger-file-01']));
  });
});
