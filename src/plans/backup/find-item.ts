import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { BackupItem } from '../../ports/azure/backup.ts';
import type { Target } from '../../ports/names.ts';

/** A machine may be left over in one vault while another backs it up: what is alive comes first. */
const byLife: readonly BackupItem['state'][] = ['protected', 'pending', 'stopped', 'other', 'soft-deleted'];

/** What Azure Backup knows of a machine, read now. */
export const findItem = async (vm: Target, { readers }: PlanContext): Promise<BackupItem | undefined> => {
  const { value: items, missing } = await readers.backup.items('fresh');
  const [found] = items
    .filter((each) => vm.resources.includes(each.vmId.toLowerCase()))
    .toSorted((a, b) => byLife.indexOf(a.state) - byLife.indexOf(b.state));
  // Not found in half of Azure is not "not backed up".
  if (!found && missing.length > 0) throw new AzureReadInPart(`see whether ${vm.name} is backed up`, missing);
  return found;
};
