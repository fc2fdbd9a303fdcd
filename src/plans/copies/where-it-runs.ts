import type { Readers } from '../../ports/azure/readers.ts';
import { attempt, listIn } from '../../protection/attempt.ts';
import { groupIn, nameIn, sameId } from '../../protection/resource-id.ts';
import { idsOf } from '../../protection/standing.ts';
import { regionTitle } from '../../views/region-title.ts';

/** The machine that runs in the place of one that has failed over. */
export interface Elsewhere {
  readonly name: string;
  readonly group: string;
  /** As Azure titles it. */
  readonly region: string;
}

/** Undefined: the machine has not failed over, or Site Recovery cannot tell now. */
export const runningElsewhere = async (vmId: string, readers: Readers): Promise<Elsewhere | undefined> => {
  const items = listIn(await attempt('Site Recovery', readers.recovery.items('shared')));
  const item = items.find((each) => idsOf(each).some((id) => sameId(id, vmId)));
  if (!item) return undefined;
  const moved = item.activeLocation === 'target';
  const id = moved ? item.recoveryVmId : item.vmId;
  if (!id || sameId(id, vmId)) return undefined;
  const region = regionTitle(moved ? item.targetRegion : item.sourceRegion);
  return { name: nameIn(id), group: groupIn(id), region };
};
