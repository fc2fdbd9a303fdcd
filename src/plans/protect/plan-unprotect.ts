import type { PlanContext } from '../../definitions/command.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { wayWords } from '../../views/machine-words.ts';
import { counted, listed } from '../../views/words.ts';
import type { Plan } from '../plan.ts';
import { allowedCheck, atRestCheck, changePlan, common, type Replicated, readReplicated } from './replicated.ts';

/** Ends replication the clean way: what Azure calls disabling, never its purge. */
export const planUnprotect = async (vms: readonly Target[], context: PlanContext): Promise<Plan> => {
  const { found, blocks } = await readReplicated(vms, context);
  const names = vms.map(({ name }) => name).join(', ');
  const moved = found.filter(({ item }) => item.activeLocation === 'target');
  return changePlan({
    title: `end the replication of ${names} (${counted(vms.length, 'VM')})`,
    machines: found,
    changes: found.map((each) => ({ call: 'unprotect', ...common(each) })),
    lines: found.map(({ vm, item }) => ({
      title: vm.name,
      detail: item.failedToBegin
        ? `${wayWords(item)}, failed to begin: nothing was copied`
        : `${wayWords(item)}, ${counted(item.disks.length, 'replica disk')}`,
      ...(item.multiVmGroup && { warning: `it leaves the group ${item.multiVmGroup}` }),
    })),
    consequences: [
      found.length > 0 && found.every(({ item }) => item.failedToBegin)
        ? 'What you lose: nothing. There is no recovery point, and no replica disk that anything was copied to.'
        : 'What you lose: every recovery point and the replica disks. Azure deletes them, and nobody brings them back.',
      moved.length > 0
        ? `What runs in the target region stays there, and nothing replicates it back: ${listed(moved.map(({ vm }) => vm.name))}.`
        : 'What stops: nothing. The machines run on; they cannot be failed over without replication.',
      'Group, network and accounts in the target region stay.',
    ],
    checks: [...blocks, ...found.map((each) => allowedCheck(each, 'DisableProtection', 'end its replication'))],
    next: protectAgain(found),
  });
};

const protectAgain = (found: readonly Replicated[]) => {
  const names = found.map(({ vm }) => vm.name);
  if (names.length === 0) return [];
  const label = `Protect ${names.length > 1 ? 'them' : names[0]} again`;
  return [{ label, line: ['protect', ...names, ...sameWay(found)].join(' ') }];
};

/** As it was tried before; what has moved goes another way. */
const sameWay = (found: readonly Replicated[]): readonly string[] => {
  const ways = new Set(found.map(({ item }) => `--to ${item.targetRegion} --vault ${nameIn(item.vaultId)}`));
  return found.every(({ item }) => item.failedToBegin) && ways.size === 1 ? [...ways] : [];
};

/** Copies everything again: what Azure calls repairing replication. */
export const planResync = async (vms: readonly Target[], context: PlanContext): Promise<Plan> => {
  const { found, blocks } = await readReplicated(vms, context);
  return changePlan({
    title: `resynchronise ${vms.map(({ name }) => name).join(', ')} (${counted(vms.length, 'VM')})`,
    machines: found,
    changes: found.map((each) => ({ call: 'resync', ...common(each) })),
    lines: found.map(({ vm, item }) => ({
      title: vm.name,
      detail: item.disks.some((disk) => disk.resyncRequired) ? 'Azure asks for it' : 'Azure does not ask for it',
    })),
    consequences: [
      'Nothing stops and nothing is lost: the recovery points that there are stay, as long as the policy keeps them.',
      'Until it is over no new recovery point comes, so the RPO grows; large disks take hours.',
    ],
    checks: [...blocks, ...found.map((each) => atRestCheck(each, 'resynchronise it'))],
    next: found.slice(0, 1).map(({ vm }) => ({ label: `Show ${vm.name}`, line: `status ${vm.name}` })),
  });
};
