import type { Check } from '../plans/plan.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import { checkConfidential, checkDisks } from '../readiness/machine.ts';
import { attempt, gapsIn, listIn, oldestOf } from './attempt.ts';
import type { Sight } from './sight.ts';
import { itemsById } from './standing.ts';

export interface ProtectableReport {
  readonly group: string;
  readonly machines: readonly ProtectableMachine[];
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

interface ProtectableMachine {
  readonly name: string;
  readonly region: string;
  readonly size: string;
  readonly disks: number;
  readonly item: ProtectedItem | undefined;
  /** What rules it out, by what it is; what surrounds it `check` tells. */
  readonly blocks: readonly Check[];
}

export const readProtectable = async (group: string, sight: Sight): Promise<ProtectableReport> => {
  const { readers, mayRead, now } = sight;
  const [vms, items] = await Promise.all([
    attempt('the machines', readers.estate.vms('shared')),
    attempt('Site Recovery', readers.recovery.items('shared')),
  ]);
  const itemOf = itemsById(listIn(items));
  const mine = listIn(vms).filter(
    ({ id, resourceGroup }) => resourceGroup.toLowerCase() === group.toLowerCase() && mayRead('recovery', id),
  );
  return {
    group,
    machines: mine.map((vm) => ({
      name: vm.name,
      region: vm.region,
      size: vm.size,
      disks: vm.disks.length,
      item: itemOf(vm.id),
      blocks: [checkConfidential(vm), ...checkDisks(vm)].filter(({ outcome }) => outcome === 'block'),
    })),
    missing: gapsIn([vms, items]),
    readAt: oldestOf([vms, items]),
    now: now(),
  };
};
