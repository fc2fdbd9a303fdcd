import { small } from '../../rehearsal/azure/scenarios/small.ts';
import type { Scenario, ScenarioApplication } from '../../rehearsal/azure/world/scenario.ts';

const vaults = ['vault-1', 'vault-2', 'vault-3', 'vault-4', 'vault-5'];

const application = (vault: string): ScenarioApplication => ({
  name: `app-of-${vault}`,
  location: 'eastus',
  replication: { vault, target: 'westus', replicaDisks: false },
  machines: Array.from({ length: 200 }, (_, index) => ({ name: `${vault}-vm-${index}` })),
});

/** A thousand replicated machines, two hundred in each of five vaults. */
export const fleet: Scenario = {
  ...small,
  name: 'fleet',
  vaults: vaults.map((name) => ({
    name,
    location: 'westus',
    redundancy: 'GeoRedundant' as const,
    crossRegionRestore: false,
  })),
  applications: vaults.map(application),
};
