import type { Scenario } from '../world/scenario.ts';
import { empty } from './empty.ts';

/** One subscription with four machines, nothing of which is protected yet: enough for a test of a whole workflow. */
export const small: Scenario = {
  ...empty,
  name: 'small',
  regions: [
    { name: 'eastus', network: '10.10' },
    { name: 'westus', network: '10.20' },
  ],
  vaults: [
    { name: 'vault-recovery', location: 'westus', redundancy: 'GeoRedundant', crossRegionRestore: false },
    { name: 'vault-backup', location: 'eastus', redundancy: 'GeoRedundant', crossRegionRestore: true },
  ],
  applications: [
    {
      name: 'app',
      location: 'eastus',
      machines: [
        { name: 'web-01' },
        { name: 'web-02' },
        { name: 'app-01', osType: 'Windows' },
        { name: 'db-01', size: 'Standard_D4s_v5', dataDisks: [128, 256] },
      ],
    },
  ],
};
