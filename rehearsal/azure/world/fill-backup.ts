import { type BackupWish, enableBackup } from '../services/backup/provision.ts';
import type { Places } from './places.ts';
import type { BackupStage, ScenarioApplication } from './scenario.ts';
import type { World } from './world.ts';

const DAYS_WITHOUT = 3;

const WISHES: Readonly<Record<Exclude<BackupStage, 'none'>, Partial<BackupWish>>> = {
  daily: {},
  failing: { lastBackupHoursAgo: 24 * DAYS_WITHOUT },
  'first-pending': { points: 0 },
  stopped: { state: 'stopped' },
};

/** Puts the application's machines under backup. */
export function fillBackup(world: World, places: Places, { name, backup, machines }: ScenarioApplication): void {
  if (backup === undefined) return;
  for (const machine of machines) {
    const stage = machine.backup ?? 'daily';
    if (stage === 'none') continue;
    enableBackup(world, {
      vaultId: places.vault(backup),
      vmId: places.machine(name, machine.name),
      ...WISHES[stage],
    });
  }
}
