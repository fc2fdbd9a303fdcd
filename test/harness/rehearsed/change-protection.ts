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
  line: 'protection-update wiki-01 --size Standard_D8s_v5 --network vnet-westus --subnet app --address 10.30.1.77 --disk-type standard-ssd',
  seconds: 60,
  turns: 30,
  once: [],
  proves: async (bench) => {
    expect(await itemOf(bench, 'wiki-01')).toMatchObject({
      recoverySize: 'Standard_D8s_v5',
      nics: [{ recoverySubnet: 'app', recoveryAddress: '10.30.1.77' }],
    });
  },
};

const disk = 'wiki-db-01-data-0';
const withoutDisk = `protection-update wiki-db-01 --remove-disk ${disk}`;

const disksOf = async (bench: Bench) => (await itemOf(bench, 'wiki-db-01'))?.disks.map(({ name }) => name);

export const diskTakenOut: Rehearsed = {
  workflow: 'change-protection',
  how: 'protection-update --remove-disk',
  line: withoutDisk,
  seconds: 60,
  turns: 30,
  once: [],
  proves: async (bench) => expect(await disksOf(bench)).toEqual(['wiki-db-01-os']),
};

export const diskAdded: Rehearsed = {
  workflow: 'change-protection',
  how: 'protection-update --add-disk',
  given: async (bench) => {
    await bench.carryOut(await bench.ask(withoutDisk), { turns: 30, seconds: 60 });
  },
  line: `protection-update wiki-db-01 --add-disk ${disk}`,
  seconds: 60,
  turns: 30,
  once: [],
  proves: async (bench) => expect(await disksOf(bench)).toEqual(['wiki-db-01-os', disk]),
};
