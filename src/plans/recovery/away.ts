import type { PlanContext } from '../../definitions/command.ts';
import type { Target } from '../../ports/names.ts';
import { attempt, listIn } from '../../protection/attempt.ts';
import { sameId } from '../../protection/resource-id.ts';
import { idsOf } from '../../protection/standing.ts';
import { blocked, passed } from '../../readiness/checks.ts';
import type { Check } from '../plan.ts';
import type { Machine } from './machines.ts';

/** Only what runs away from home can be failed back. */
export const awayChecks = async (
  machines: readonly Machine[],
  target: Target,
  context: PlanContext,
): Promise<readonly Check[]> => {
  const vms = listIn(await attempt('the machines', context.readers.estate.vms('shared')));
  const listed = new Set(context.policy.applications.flatMap((each) => each.vms.map((id) => id.toLowerCase())));
  return machines.map((machine) => {
    const { item, name } = machine;
    return isAway(machine, listed, vms)
      ? passed('where it runs', `${name} runs in ${item.sourceRegion}, away from home.`)
      : blocked(
          name,
          `it runs at home, in ${item.sourceRegion}: there is nothing to fail back.`,
          `To move it to ${item.targetRegion}: failover ${target.name}`,
        );
  });
};

/** At home is where the policy lists it; of a machine that is not listed, the place where none of it stands yet. */
const isAway = ({ item }: Machine, listed: ReadonlySet<string>, vms: readonly { readonly id: string }[]): boolean => {
  const known = idsOf(item).filter((id) => listed.has(id.toLowerCase()));
  if (known.length > 0) return !known.some((id) => sameId(id, item.vmId));
  const elsewhere = idsOf(item).filter((id) => !sameId(id, item.vmId));
  return vms.some((vm) => elsewhere.some((id) => sameId(id, vm.id)));
};
