import type { PlanContext } from '../../definitions/command.ts';
import type { BackupItem } from '../../ports/azure/backup.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { ago, counted } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { backUpWork, itemAction } from './back-up-work.ts';
import { findItem } from './find-item.ts';
import { notBackedUp } from './not-backed-up.ts';

interface Wanted {
  readonly vm: Target;
  readonly keepDays: number;
}

/** What one backup beside the schedule would do. */
export const planBackUpNow = async ({ vm, keepDays }: Wanted, context: PlanContext): Promise<Plan> => {
  const item = await findItem(vm, context);
  if (!item) return notBackedUp(vm, `back up ${vm.name} now`);
  return {
    title: `back up ${vm.name} now, kept ${counted(keepDays, 'day')}`,
    lines: [{ title: vm.name, detail: `into vault ${nameIn(item.vaultId)}; ${lastWords(item, context.now())}` }],
    consequences: [
      'Nothing stops. A snapshot is taken within minutes; its way into the vault can take hours, and only there it outlives a disaster of the region.',
    ],
    checks: [stateCheck(item, vm)],
    facts: {
      decisive: { item: item.id.toLowerCase(), 'kept for': counted(keepDays, 'day') },
      bounded: {},
      shown: {},
    },
    writes: [
      {
        action: `${itemAction}/backup/action`,
        resource: item.id,
        of: item.vmId,
        call: { method: 'POST' },
        az: `az backup protection backup-now --ids "${item.id}" --retain-until $(date -u -d "+${keepDays} days" +%d-%m-%Y)`,
      },
    ],
    ...backUpWork(vm, 'back-up-now', {
      itemId: item.id,
      vaultId: item.vaultId,
      vmId: item.vmId,
      machine: vm.name,
      keepDays,
    }),
  };
};

const lastWords = ({ lastBackupAt, lastBackupSucceeded }: BackupItem, now: Date): string => {
  if (!lastBackupAt) return 'the first backup';
  return `the last one ${ago(lastBackupAt, now)}${lastBackupSucceeded === false ? ', which failed' : ''}`;
};

const stateCheck = ({ state, stateAsAzureSays }: BackupItem, vm: Target): Check => {
  if (state === 'protected' || state === 'pending')
    return { outcome: 'passed', subject: vm.name, why: `its backups are on (${stateAsAzureSays}).` };
  const fix =
    state === 'soft-deleted' ? `First: backup undelete ${vm.name}` : `First: backup enable ${vm.name}, which goes on.`;
  return { outcome: 'block', subject: vm.name, why: `its backups are not on (${stateAsAzureSays}).`, fix };
};
