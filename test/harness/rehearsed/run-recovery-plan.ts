import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const name = 'plan-payments';
const quick = { workflow: 'run-recovery-plan', seconds: 120, turns: 20 };

const proves =
  (operation: string) =>
  async ({ world }: Bench) => {
    const { value: plans } = await world.connected.readers.recovery.plans('fresh');
    expect(plans.find((plan) => plan.name === name)?.allowed).toContain(operation);
  };

export const planRuns: readonly Rehearsed[] = [
  {
    ...quick,
    how: 'a drill of a recovery plan',
    line: `drill ${name} --network vnet-drill-westus`,
    once: [],
    proves: proves('TestFailoverCleanup'),
  },
  {
    ...quick,
    how: 'a failover of a recovery plan',
    line: `failover ${name}`,
    once: ['ReplicationRecoveryPlans_UnplannedFailover'],
    proves: proves('Commit'),
  },
];
