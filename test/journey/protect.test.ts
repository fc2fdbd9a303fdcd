import { expect, test } from 'vitest';
import { createAvailabilitySet, findVirtualMachine } from '../../rehearsal/azure/services/compute/provision.ts';
import { initialise, protectVirtualMachine } from '../../rehearsal/azure/services/site-recovery/provision.ts';
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

  test('several machines stand on one foundation, and where some fail the others go on', async () => {
    const bench = await startBench(connect, { scenario: growing });
    const id = await bench.ask('protect build-02 test-01 ledger-file-01 --to westus --vault contoso-west2');
    const vm = bench.world.id('intranet', 'Microsoft.Compute/virtualMachines/test-01');
    // Its extension breaks after the plan was agreed to: the job of Azure fails, not the call.
    Object.assign(bench.world.azure.world.resources.get(vm)?.properties ?? {}, { provisioningState: 'Failed' });
    bench.world.forget();

    const { ended, steps } = await bench.carryOut(id, hours);

    expect(ended).toMatchObject({ outcome: 'failed' });
    expect(ended?.summary).toMatch(/build-02 is protected; RPO/u);
    expect(ended?.summary).toMatch(/What is there now: .*network vnet-eastus2-asr.*the replication of build-02/u);
    expect(ended?.summary).toMatch(/a broken item of test-01 and a broken item of ledger-file-01\./u);
    expect(ended?.next).toEqual([
      { label: 'Remove what is left of test-01', line: 'unprotect test-01' },
      { label: 'Remove what is left of ledger-file-01', line: 'unprotect ledger-file-01' },
      { label: 'End the replication of build-02', line: 'unprotect build-02' },
    ]);
    expect(taken(bench.world).filter((each) => each === 'VirtualNetworks_CreateOrUpdate')).toHaveLength(1);
    expect(new Set(steps?.map(({ lane }) => lane))).toEqual(new Set(['', 'build-02', 'test-01', 'ledger-file-01']));
  });

  test('of a machine that Azure refuses to take on nothing is left, and it is gone on with at once', async () => {
    const bench = await startBench(connect, { scenario: growing });
    const id = await bench.ask('protect build-02 test-01 --to westus --vault contoso-west2');
    const refused = { kind: 'error', status: 409, code: 'Conflict', message: 'The vault is busy.' } as const;
    bench.world.azure.faults.add({ operation: 'ReplicationProtectedItems_Create', path: /test-01/u }, refused);

    const { ended } = await bench.carryOut(id, hours);

    expect(ended?.summary).toContain('begin to replicate test-01: The vault is busy.');
    expect(ended?.summary).not.toContain('broken');
    expect(ended?.next).toEqual([
      { label: 'Go on', line: 'protect test-01 --to westus --vault contoso-west2' },
      { label: 'End the replication of build-02', line: 'unprotect build-02' },
    ]);
  });

  test('what a failed try leaves is told everywhere, removed, and out of the way of the next one', async () => {
    const bench = await startBench(connect);
    const { say, carryOut, ask } = bench;

    const id = await ask('protect test-01 ledger-file-01 --to westus');
    const { ended } = await carryOut(id, hours);

    const card = await say('ana', `operation ${id}`);
    expect(ended).toMatchObject({ outcome: 'failed' });
    expect(card).toMatch(/1 of 2 done\. begin to replicate ledger-file-01: The data disk .* was not found inside/u);
    expect(card).toMatch(/test-01 is protected; RPO \d/u);
    expect(card).toContain('Azure keeps an item of it that replicates nothing and is in the way of a new try.');
    expect(card).toMatch(/Possible causes: .* never initialised\. Azure recommends: Initialise the data disk/u);
    expect(card).toMatch(/What is there now: .*the replication of test-01 and a broken item of ledger-file-01\./u);
    expect(card).toContain('unprotect ledger-file-01. Then: protect ledger-file-01 --to westus');
    expect(card).toContain('[Remove what is left of ledger-file-01] [End the replication of test-01]');

    const told = {
      'status ledger-file-01': [
        'not protected, replication failed to begin, East US 2 -> West US. Replication is in trouble.',
        'was not found inside the machine (Azure 150039)',
        'Initialise the data disk inside the virtual machine',
        'Next: unprotect ledger-file-01',
        '[Remove what is left of ledger-file-01] [Check ledger-file-01]',
      ],
      'check ledger-file-01': [
        'It is in the vault contoso-recovery already, broken',
        '(Azure 150039)',
        'Put that right, then: unprotect ledger-file-01. Then: protect ledger-file-01',
        '[Remove what is left of ledger-file-01]',
      ],
      'protect ledger-file-01 --to westus': [
        'I cannot protect ledger-file-01',
        'broken: its replication failed to begin',
        'unprotect ledger-file-01',
      ],
      'protect --list ledger': ['broken: its replication to West US failed to begin'],
      'options ledger-file-01': ['nothing protects it', 'unprotect ledger-file-01, then protect ledger-file-01'],
      'drill ledger-file-01 --network vnet-drill-westus': ['Azure allows now: unprotect.'],
      'status test-01': ['test-01: protected, East US 2 -> West US.'],
    };
    for (const [line, words] of Object.entries(told)) {
      const answer = await say('ana', line);
      for (const each of words) expect(answer, line).toContain(each);
    }

    const [remove] = ended?.next ?? [];
    initialise(bench.world.azure.world, bench.world.id('ledger', 'Microsoft.Compute/disks/ledger-file-01-data-0'));
    const removal = await ask(remove?.line ?? '');
    expect(await say('ana', `approvals ${removal} --plan`)).toContain('What you lose: nothing.');
    const removed = await carryOut(removal, hours);
    const [again] = removed.ended?.next ?? [];
    expect(again).toEqual({
      label: 'Protect ledger-file-01 again',
      line: 'protect ledger-file-01 --to westus --vault contoso-recovery',
    });
    const second = await carryOut(await ask(again?.line ?? ''), hours);

    expect(second.ended?.summary).toMatch(/ledger-file-01 is protected; RPO \d/u);
    const { value: items } = await bench.world.connected.readers.recovery.items('fresh');
    expect(items.filter(({ vmName }) => ['test-01', 'ledger-file-01'].includes(vmName))).toMatchObject([
      { stateAsAzureSays: 'Protected' },
      { stateAsAzureSays: 'Protected' },
    ]);
  });

  test('a disk that Azure would stumble over is left out, and the rest of the machine is protected', async () => {
    const bench = await startBench(connect);
    const id = await bench.ask('protect ledger-file-01 --to westus --exclude-disk ledger-file-01-data-0');

    const { ended } = await bench.carryOut(id, hours);

    expect(ended?.summary).toMatch(/ledger-file-01 is protected; RPO \d/u);
  });

  test('what was left broken while nobody looked is not taken for a replication that goes on', async () => {
    const bench = await startBench(connect);
    const id = await bench.ask('protect test-01 --to westus');
    const isBegun = async () => (await bench.state(id)).steps?.some(({ standing }) => standing.kind === 'done');
    while (!(await isBegun())) {
      await bench.turn(id);
      bench.world.azure.clock.advance(5);
    }
    const itemName = (await bench.state(id)).steps?.find(({ name }) => name.startsWith('enable-'))?.name.slice(7) ?? '';
    protectVirtualMachine(bench.world.azure.world, {
      vaultId: bench.world.id('contoso-recovery', 'Microsoft.RecoveryServices/vaults/contoso-recovery'),
      vmId: bench.world.id('intranet', 'Microsoft.Compute/virtualMachines/test-01'),
      targetRegion: 'westus',
      recoveryResourceGroupId: `/subscriptions/${bench.world.subscriptionId}/resourceGroups/intranet-asr`,
      stage: 'enabling-failed',
      itemName,
    });

    const { ended } = await bench.carryOut(id, hours);

    expect(ended).toMatchObject({ outcome: 'failed' });
    expect(ended?.summary).toContain('The replication of test-01 failed to begin (Enabling protection failed).');
    expect(ended?.summary).toContain('a broken item of test-01.');
    expect(ended?.next).toEqual([{ label: 'Remove what is left of test-01', line: 'unprotect test-01' }]);
    expect(taken(bench.world)).not.toContain('ReplicationProtectedItems_Create');
  });
});
