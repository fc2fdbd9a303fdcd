import { expect, test } from 'vitest';
import { contoso } from '../../rehearsal/azure/scenarios/contoso.ts';
import type { Scenario } from '../../rehearsal/azure/world/scenario.ts';
import { startBench } from '../harness/bench.ts';
import { describeOnRedis } from '../redis-servers.ts';

/** Contoso with a machine that nobody has protected yet, and a vault that knows nothing of its way. */
const growing: Scenario = {
  ...contoso,
  regions: [...contoso.regions, { name: 'westus2', network: '10.40' }],
  vaults: [
    ...contoso.vaults,
    { name: 'contoso-west2', location: 'westus2', redundancy: 'GeoRedundant', crossRegionRestore: false },
  ],
  applications: contoso.applications.map((each) =>
    each.name === 'payments'
      ? { ...each, machines: [...each.machines, { name: 'pay-new-01', dataDisks: [64], replication: 'none' as const }] }
      : each,
  ),
};

describeOnRedis('From an unprotected machine to a protected one', (connect) => {
  test('one command creates what is missing, replicates, and ends with the RPO', async () => {
    const bench = await startBench(connect, { scenario: growing });

    const id = await bench.ask('protect pay-new-01 --to westus2');
    const { ended } = await bench.carryOut(id, { turns: 120, seconds: 120 });

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
});
