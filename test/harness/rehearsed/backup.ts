import { expect } from 'vitest';
import { enableBackup } from '../../../rehearsal/azure/services/backup/provision.ts';
import type { BackupItem } from '../../../src/ports/azure/backup.ts';
import type { Bench } from '../bench.ts';
import type { Rehearsed } from '../rehearsed.ts';

const itemOf = async ({ world }: Bench, name: string): Promise<BackupItem | undefined> => {
  const { value: items } = await world.connected.readers.backup.items('fresh');
  return items.find(({ vmName }) => vmName === name);
};

const isNow =
  (name: string, state: BackupItem['state']): Rehearsed['proves'] =>
  async (bench) => {
    expect(await itemOf(bench, name)).toMatchObject({ state });
  };

const enable: Rehearsed = {
  workflow: 'enable-backup',
  line: 'backup enable shop-web-03 --vault contoso-backup',
  seconds: 30,
  turns: 20,
  once: [],
  proves: isNow('shop-web-03', 'pending'),
};

const resume: Rehearsed = {
  workflow: 'enable-backup',
  how: 'enable-backup, after a stop',
  given: async (bench) => {
    await bench.carryOut(await bench.ask('backup stop pay-web-01'), { turns: 20, seconds: 30 });
  },
  line: 'backup enable pay-web-01 --vault contoso-backup',
  seconds: 30,
  turns: 20,
  once: [],
  proves: isNow('pay-web-01', 'protected'),
};

const now: Rehearsed = {
  workflow: 'back-up-now',
  line: 'backup now pay-web-01 --keep 60d',
  seconds: 600,
  turns: 40,
  once: [],
  proves: async (bench) => {
    const item = await itemOf(bench, 'pay-web-01');
    const { value: points } = await bench.world.connected.readers.backup.points(item?.id ?? '');

    expect(points.filter(({ at }) => at.getTime() > Date.now() - 3_600_000)).toHaveLength(1);
  },
};

const stop: Rehearsed = {
  workflow: 'stop-backup',
  line: 'backup stop pay-web-01',
  seconds: 30,
  turns: 20,
  once: [],
  proves: isNow('pay-web-01', 'stopped'),
};

const deleteData: Rehearsed = {
  workflow: 'delete-backup-data',
  line: 'backup delete-data pay-web-01',
  seconds: 60,
  turns: 30,
  once: ['ProtectedItems_Delete'],
  proves: isNow('pay-web-01', 'soft-deleted'),
};

const undelete: Rehearsed = {
  workflow: 'undelete-backup',
  given: async ({ world }) => {
    const vmId = world.id('shop', 'Microsoft.Compute/virtualMachines/shop-web-03');
    const vaultId = world.id('contoso-backup', 'Microsoft.RecoveryServices/vaults/contoso-backup');
    enableBackup(world.azure.world, { vaultId, vmId, state: 'soft-deleted' });
  },
  line: 'backup undelete shop-web-03',
  seconds: 30,
  turns: 20,
  once: [],
  proves: isNow('shop-web-03', 'stopped'),
};

/** What is done with one protected item. */
export const backup: readonly Rehearsed[] = [enable, resume, now, stop, deleteData, undelete];
