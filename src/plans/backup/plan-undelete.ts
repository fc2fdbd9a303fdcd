import { undeleteBackupBody } from '../../azure-bodies/backup.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { moment } from '../../views/words.ts';
import type { Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';
import { backUpWork, itemAction } from './back-up-work.ts';
import { findItem } from './find-item.ts';
import { notBackedUp } from './not-backed-up.ts';

/** What bringing deleted backups back would do. */
export const planUndelete = async (vm: Target, context: PlanContext): Promise<Plan> => {
  const title = `bring the deleted backups of ${vm.name} back`;
  const item = await findItem(vm, context);
  if (!item) return notBackedUp(vm, title);
  if (item.state !== 'soft-deleted')
    return refusedPlan({
      title,
      subject: vm.name,
      why: `its backups are not deleted (${item.stateAsAzureSays}).`,
      fix: `To see them: points ${vm.name}`,
    });
  const until = item.deleteAt ? `kept until ${moment(item.deleteAt, context.now())}` : 'kept for some days more';
  return {
    title,
    lines: [{ title: vm.name, detail: `in vault ${nameIn(item.vaultId)}, ${until}` }],
    consequences: [`Backups do not go on by themselves. Afterwards: backup enable ${vm.name}`],
    checks: [{ outcome: 'passed', subject: vm.name, why: 'its deleted backups are there.' }],
    facts: { decisive: { item: item.id.toLowerCase() }, bounded: {}, shown: {} },
    writes: [
      {
        action: `${itemAction}/write`,
        resource: item.id,
        of: item.vmId,
        call: { method: 'PUT', body: undeleteBackupBody(item.vmId) },
        az: `az backup protection undelete --ids "${item.id}"`,
      },
    ],
    ...backUpWork(vm, 'undelete-backup', { itemId: item.id, vaultId: item.vaultId, vmId: item.vmId, machine: vm.name }),
  };
};
