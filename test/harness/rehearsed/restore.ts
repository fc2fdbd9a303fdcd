import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

/** The newest point of that kind, as somebody would type it after reading `points`. */
export const newestPoint = async (
  { say }: Pick<Bench, 'say'>,
  machine: string,
  prefix: 'bk' | 'xr',
): Promise<string> => {
  const shown = await say('ana', `points ${machine} --all`);
  const id = new RegExp(`\\b${prefix}-[0-9a-z]+`, 'u').exec(shown)?.[0];
  if (!id) throw new Error(`No such point:\n${shown}`);
  return `${machine}/${id}`;
};

const disksIn = async ({ world }: Bench, group: string): Promise<readonly string[]> => {
  const id = world.id(group, '').replace('/providers/', '');
  const { value: disks } = await world.connected.readers.estate.disksIn(id);
  return disks.map(({ name, region }) => `${name} ${region}`);
};

const restored = /^pay-web-01-osdisk-\d{8}-\d{6} /u;

const disks: Rehearsed = {
  workflow: 'restore-from-backup',
  how: 'restore-from-backup, disks',
  line: async (bench) => `restore disks ${await newestPoint(bench, 'pay-web-01', 'bk')}`,
  seconds: 120,
  turns: 40,
  once: ['Restores_Trigger'],
  proves: async (bench) => {
    expect((await disksIn(bench, 'payments')).filter((each) => restored.test(each))).toEqual([
      expect.stringMatching(/ eastus$/u),
    ]);
  },
};

const machine: Rehearsed = {
  workflow: 'restore-from-backup',
  how: 'restore-from-backup, a VM',
  line: async (bench) =>
    `restore vm ${await newestPoint(bench, 'pay-web-01', 'bk')} --name pay-web-01-r --network vnet-eastus`,
  seconds: 120,
  turns: 40,
  once: ['Restores_Trigger'],
  proves: async ({ world }) => {
    const { value: vms } = await world.connected.readers.estate.vms('fresh');

    expect(vms.filter(({ name }) => name === 'pay-web-01-r')).toMatchObject([{ region: 'eastus' }]);
  },
};

const elsewhere: Rehearsed = {
  workflow: 'restore-from-backup',
  how: 'restore-from-backup, disks in the secondary region while the primary is down',
  given: async ({ world }) => world.azure.faults.regionDown('eastus'),
  line: async (bench) => `restore disks ${await newestPoint(bench, 'pay-web-01', 'xr')}`,
  seconds: 180,
  turns: 40,
  once: ['CrossRegionRestore_Trigger'],
  proves: async (bench) => {
    expect(await disksIn(bench, 'payments-restored-westus')).toEqual([
      expect.stringMatching(/^pay-web-01-osdisk-.* westus$/u),
    ]);
  },
};

const machineElsewhere: Rehearsed = {
  workflow: 'restore-from-backup',
  how: 'restore-from-backup, a VM in the secondary region while the primary is down',
  given: async ({ world }) => world.azure.faults.regionDown('eastus'),
  line: async (bench) =>
    `restore vm ${await newestPoint(bench, 'pay-web-01', 'xr')} --name pay-web-01-r --network vnet-westus`,
  seconds: 180,
  turns: 40,
  once: ['CrossRegionRestore_Trigger'],
  proves: async ({ world }) => {
    const { value: vms } = await world.connected.readers.estate.vms('fresh');

    expect(vms.filter(({ name }) => name === 'pay-web-01-r')).toMatchObject([{ region: 'westus' }]);
  },
};

const inPlace: Rehearsed = {
  workflow: 'restore-in-place',
  line: async (bench) => `restore in-place ${await newestPoint(bench, 'pay-web-01', 'bk')}`,
  seconds: 180,
  turns: 40,
  once: ['Restores_Trigger'],
  proves: async (bench) => {
    const id = bench.world.id('payments', 'Microsoft.Compute/virtualMachines/pay-web-01');
    const { value: vm } = await bench.world.connected.readers.estate.vm(id);

    expect(vm.disks.map(({ name }) => `${name} `)).toEqual([expect.stringMatching(restored)]);
    expect(await disksIn(bench, 'payments')).toContain('pay-web-01-os eastus');
  },
};

/** From points of Azure Backup. */
export const restore: readonly Rehearsed[] = [inPlace, disks, machine, elsewhere, machineElsewhere];
