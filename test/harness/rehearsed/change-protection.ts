import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const itemOf = async ({ world }: Bench, name: string) => {
  const { value: items } = await world.connected.readers.recovery.items('fresh');
  return items.find(({ vmName }) => vmName === name);
};

export const unprotect: Rehearsed = {
  workflow: 'change-protection',
  how: 'unprotect',
  line: 'unprotect wiki-01',
  seconds: 60,
  turns: 30,
  once: [],
  proves: async (bench) => {
    expect(await itemOf(bench, 'wiki-01')).toBeUndefined();
    expect(await itemOf(bench, 'wiki-db-01')).toMatchObject({ stateAsAzureSays: 'Protected' });
  },
};

export const resync: Rehearsed = {
  workflow: 'change-protection',
  how: 'resync',
  line: 'resync wiki-01',
  seconds: 60,
  turns: 30,
  once: [],
  proves: async (bench) => {
    const { value: jobs } = await bench.world.connected.readers.recovery.jobs(new Date(0));
    expect(jobs.filter(({ scenario }) => scenario === 'RepairReplication').map(({ state }) => state)).toContain(
      'succeeded',
    );
    expect(await itemOf(bench, 'wiki-01')).toMatchObject({ stateAsAzureSays: 'Protected' });
  },
};

export const protectionUpdate: Rehearsed = {
  workflow: 'change-protection',
  how: 'protection-update',
  line: 'protection-update wiki-01 --size Standard_D8s_v5',
  seconds: 60,
  turns: 30,
  once: [],
  proves: async (bench) => {
    expect(await itemOf(bench, 'wiki-01')).toMatchObject({ recoverySize: 'Standard_D8s_v5' });
  },
};
