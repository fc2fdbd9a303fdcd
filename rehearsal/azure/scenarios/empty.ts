import type { Scenario } from '../world/scenario.ts';
import { usualPrincipals } from './principals.ts';

/** A subscription with nothing in it: what tests that make their own things begin with. */
export const empty: Scenario = {
  name: 'empty',
  tenantId: '7a1d0c52-4f0e-4b4b-9d0a-51f3c1a6e001',
  subscriptions: [{ id: '5b2f6d3e-0c1a-4e57-8a64-2d9be7f10001', displayName: 'Rehearsal' }],
  seed: 1,
  start: '2026-03-02T08:00:00Z',
  principals: usualPrincipals,
  regions: [],
  vaults: [],
  applications: [],
};
