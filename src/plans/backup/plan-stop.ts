import { stopBackupBody } from '../../azure-bodies/backup.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { BackupItem } from '../../ports/azure/backup.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { counted } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { backUpWork, itemAction } from './back-up-work.ts';
import { findItem } from './find-item.ts';
import { notBackedUp } from './not-backed-up.ts';

/** What ending a machine's backups would do, while those that there are stay. */
export const planStop = async (vm: Target, context: PlanContext): Promise<Plan> => {
  const title = `stop backing up ${vm.name}, and keep the backups that it has`;
  const item = await findItem(vm, context);
  if (!item) return notBackedUp(vm, title);
  const points = (await context.readers.backup.points(item.id)).value.length;
  return {
    title,
    lines: [{ title: vm.name, detail: `in vault ${nameIn(item.vaultId)}: ${counted(points, 'point')} stay` }],
    consequences: [
      'What you lose: from now on there are no new backups, so that every further day of data has none.',
      `The points stay and cost their storage until somebody deletes them. To go on: backup enable ${vm.name}`,
    ],
    checks: [stateCheck(item, vm)],
    facts: { decisive: { item: item.id.toLowerCase(), 'the backups that it has': 'stay' }, bounded: {}, shown: {} },
    writes: [
      {
        action: `${itemAction}/write`,
        resource: item.id,
        of: item.vmId,
        call: { method: 'PUT', body: stopBackupBody(item.vmId) },
        az: `az backup protection disable --ids "${item.id}" --yes`,
      },
    ],
    ...backUpWork(vm, 'stop-backup', { itemId: item.id, vaultId: item.vaultId, vmId: item.vmId, machine: vm.name }),
  };
};

const stateCheck = ({ state, stateAsAzureSays }: BackupItem, vm: Target): Check =>
  state === 'stopped' || state === 'soft-deleted'
    ? {
        outcome: 'block',
        subject: vm.name,
        why: state === 'stopped' ? 'its backups are stopped already.' : 'its backups are deleted already.',
        fix: `To see what is left: points ${vm.name}`,
      }
    : { outcome: 'passed', subject: vm.name, why: `its backups are on (${stateAsAzureSays}).` };
