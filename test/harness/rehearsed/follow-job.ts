import { expect } from 'vitest';
import { sending } from '../../adapters/azure/azure-world.ts';
import type { Rehearsed } from '../rehearsed.ts';

export const followJob: Rehearsed = {
  workflow: 'follow-job',
  line: async ({ world }) => {
    const { value: items } = await world.connected.readers.recovery.items('fresh');
    const item = items.find(({ vmName }) => vmName === 'pay-web-01');
    const { recovery } = world.connected.writers;
    const { at } = await recovery.failover({ itemId: item?.id ?? '', shutdownSource: false }, sending());
    return `adopt ${at.split('/').at(-1)}`;
  },
  seconds: 60,
  turns: 40,
  once: [],
  proves: async ({ say }) => {
    expect(await say('ana', 'operation DR-1001')).toContain('done');
  },
};
