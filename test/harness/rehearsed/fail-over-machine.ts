import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';

export const failOverMachine: Rehearsed = {
  workflow: 'fail-over-machine',
  line: 'failover pay-web-01 --reason "INC-88123"',
  seconds: 60,
  turns: 40,
  once: ['ReplicationProtectedItems_UnplannedFailover'],
  proves: async ({ world }) => {
    const { value: items } = await world.connected.readers.recovery.items('fresh');

    expect(items.find(({ vmName }) => vmName === 'pay-web-01')).toMatchObject({ activeLocation: 'target' });
  },
};
