import { commands } from '../../../commands/index.ts';
import { contoso } from '../../../rehearsal/azure/scenarios/contoso.ts';
import type { Scenario } from '../../../rehearsal/azure/world/scenario.ts';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import { createAzureNames } from '../../../src/names/azure-names.ts';
import { createCatalogue } from '../../../src/names/catalogue.ts';
import { createPolicyNames } from '../../../src/names/policy-names.ts';
import type { Plan } from '../../../src/plans/plan.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { AzureWorld } from '../../adapters/azure/azure-world.ts';
import { benchPolicy, sent } from '../../harness/bench.ts';
import { shown, startTalk } from '../../sample/talk.ts';

/** Contoso with a machine that nobody has protected yet, and a vault that knows nothing of its way. */
export const growing: Scenario = {
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

/** What a person is told, the plan that reached the desk, and what was written to Azure meanwhile. */
export const createAsking = (world: AzureWorld, policy: Policy = benchPolicy, principal = 'front') => {
  const { clock } = world.azure;
  const now = () => new Date(clock.now());
  // Some questions Azure answers later: whoever waits lets its time pass.
  const { readers } = world.connect({ principal, timing: { now, sleep: async () => clock.advance(5) } });
  const names = createCatalogue({
    policyNames: createPolicyNames(() => policy),
    source: createAzureNames({ readers, policy: () => policy, now }),
    every: () => () => {},
    report: () => {},
  });
  return async (
    line: string,
  ): Promise<{ readonly said: string; readonly plan?: Plan; readonly written: readonly string[] }> => {
    const talk = startTalk({ catalog: createCatalog(commands), names, readers, policy: () => policy, now });
    world.forget();
    const said = shown(await talk.say('ana', line));
    const plan = talk.proposals[0]?.plan;
    return { said, written: sent(world), ...(plan && { plan }) };
  };
};
