import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const name = 'plan-payments';
const quick = { workflow: 'run-recovery-plan', seconds: 60, turns: 60 };

const after =
  (...lines: readonly string[]) =>
  async ({ ask, carryOut }: Bench): Promise<void> => {
    for (const line of lines) await carryOut(await ask(line), { turns: 60, seconds: 120 });
  };

const proves = (operation: string) => async ({ world }: Bench) => {
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
    how: 'the cleanup of the drill of a recovery plan',
    given: after(`drill ${name} --network vnet-drill-westus`),
    line: `drill-cleanup ${name}`,
    once: [],
    proves: proves('TestFailover'),
  },
  {
    ...quick,
    how: 'a failover of a recovery plan',
    line: `failover ${name}`,
    once: ['ReplicationRecoveryPlans_UnplannedFailover'],
    proves: proves('Commit'),
  },
  {
    ...quick,
    how: 'a commit of a recovery plan',
    given: after(`failover ${name}`),
    line: `commit ${name}`,
    once: ['ReplicationRecoveryPlans_FailoverCommit'],
    proves: proves('ReverseReplicate'),
  },
  {
    ...quick,
    how: 'the cancelling of the failover of a recovery plan',
    given: after(`failover ${name}`),
    line: `failover-cancel ${name}`,
    once: ['ReplicationRecoveryPlans_FailoverCancel'],
    proves: proves('UnplannedFailover'),
  },
];
