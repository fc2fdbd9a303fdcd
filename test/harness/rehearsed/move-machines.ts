import { expect } from 'vitest';
import type { ProtectedItem } from '../../../src/ports/azure/recovery.ts';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const name = 'pay-web-01';
const workflow = 'move-machines';
const quick = { workflow, seconds: 60, turns: 24 };

const item = async ({ world }: Bench): Promise<ProtectedItem | undefined> => {
  const { value: items } = await world.connected.readers.recovery.items('fresh');
  return items.find(({ vmName }) => vmName === name);
};

/** What has to have happened before, done with the same commands. */
const after =
  (...lines: readonly string[]) =>
  async ({ ask, carryOut }: Bench): Promise<void> => {
    for (const line of lines) await carryOut(await ask(line), { turns: 60, seconds: 120 });
  };

const proves = (expected: Partial<ProtectedItem>) => async (bench: Bench) =>
  expect(await item(bench)).toMatchObject(expected);

export const moves: readonly Rehearsed[] = [
  {
    ...quick,
    how: 'a failover',
    line: `failover ${name} --reason "INC-88123"`,
    once: ['ReplicationProtectedItems_UnplannedFailover'],
    proves: proves({ activeLocation: 'target' }),
  },
  {
    ...quick,
    how: 'a drill',
    line: `drill ${name} --network vnet-drill-westus`,
    once: [],
    proves: proves({ drillWaitsForCleanup: true, activeLocation: 'source' }),
  },
  {
    ...quick,
    how: 'the cleanup of a drill',
    given: after(`drill ${name} --network vnet-drill-westus`),
    line: `drill-cleanup ${name} --notes "it came up"`,
    once: [],
    proves: proves({ drillWaitsForCleanup: false, activeLocation: 'source' }),
  },
  {
    ...quick,
    how: 'a change of the recovery point',
    given: after(`failover ${name}`),
    line: async (bench) => {
      const { value: points } = await bench.world.connected.readers.recovery.recoveryPoints(
        (await item(bench))?.id ?? '',
      );
      return `change-point ${name} --point ${points.at(-3)?.id.split('/').at(-1)}`;
    },
    once: ['ReplicationProtectedItems_ApplyRecoveryPoint'],
    proves: proves({ activeLocation: 'target', stateAsAzureSays: 'Failover completed' }),
  },
  {
    ...quick,
    how: 'a commit',
    given: after(`failover ${name}`),
    line: `commit ${name}`,
    once: ['ReplicationProtectedItems_FailoverCommit'],
    proves: proves({ activeLocation: 'target', stateAsAzureSays: 'Failover committed' }),
  },
  {
    ...quick,
    how: 'a reprotection',
    given: after(`failover ${name}`),
    line: `reprotect ${name}`,
    seconds: 1800,
    turns: 16,
    once: ['ReplicationProtectionContainers_SwitchProtection'],
    proves: proves({ activeLocation: 'source', sourceRegion: 'westus' }),
  },
];
