import type { PlanContext } from '../../definitions/command.ts';
import type { BackupItem } from '../../ports/azure/backup.ts';
import type { Vault } from '../../ports/azure/places.ts';
import type { Target } from '../../ports/names.ts';
import { counted, moment } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { backUpWork, itemAction } from './back-up-work.ts';
import { findItem } from './find-item.ts';
import { notBackedUp } from './not-backed-up.ts';

/** What deleting all of a machine's backups would do. */
export const planDeleteData = async (vm: Target, context: PlanContext): Promise<Plan> => {
  const title = `delete every backup of ${vm.name}, and back it up no more`;
  const { readers } = context;
  const item = await findItem(vm, context);
  if (!item) return notBackedUp(vm, title);
  const [{ value: vault }, { value: points }] = await Promise.all([
    readers.places.vault(item.vaultId),
    readers.backup.points(item.id),
  ]);
  const oldest = points.at(-1);
  return {
    title,
    lines: [
      {
        title: vm.name,
        detail: `${counted(points.length, 'point')} in vault ${vault.name}${oldest ? `, the oldest of ${moment(oldest.at, context.now())}` : ''}`,
        ...(vault.crossRegionRestore && { warning: 'Their copies in the paired region go with them.' }),
      },
    ],
    consequences: [whatIsLost(vm, vault), 'Disks, restore points, snapshots and replication are not touched.'],
    checks: [stateCheck(item, vm)],
    facts: {
      decisive: {
        item: item.id.toLowerCase(),
        'can be brought back for':
          vault.softDeleteDays === undefined ? 'not known' : counted(vault.softDeleteDays, 'day'),
      },
      bounded: {},
      shown: { points: String(points.length) },
    },
    writes: [
      {
        action: `${itemAction}/delete`,
        resource: item.id,
        of: item.vmId,
        call: { method: 'DELETE' },
        az: `az backup protection disable --ids "${item.id}" --delete-backup-data true --yes`,
      },
    ],
    ...backUpWork(vm, 'delete-backup-data', {
      itemId: item.id,
      vaultId: item.vaultId,
      vmId: item.vmId,
      machine: vm.name,
    }),
  };
};

const whatIsLost = (vm: Target, { name, softDeleteDays }: Vault): string => {
  if (softDeleteDays === 0)
    return `What you lose: all of them, at once and for good. Vault ${name} has no soft delete.`;
  if (softDeleteDays === undefined)
    return `What you lose: all of them. Azure does not say whether vault ${name} keeps deleted backups for a while.`;
  return `What you lose: all of them, for good after ${counted(softDeleteDays, 'day')}. Until then: backup undelete ${vm.name}`;
};

const stateCheck = ({ state, deleteAt }: BackupItem, vm: Target): Check =>
  state === 'soft-deleted'
    ? {
        outcome: 'block',
        subject: vm.name,
        why: `its backups are deleted already, and gone for good ${deleteAt ? `on ${deleteAt.toISOString().slice(0, 10)}` : 'soon'}.`,
        fix: `To bring them back: backup undelete ${vm.name}`,
      }
    : { outcome: 'passed', subject: vm.name, why: 'its backups are there.' };
