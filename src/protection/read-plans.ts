import type { Gaps } from '../ports/azure/reading.ts';
import type { RecoveryPlan } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { attempt, gapsIn, listIn, oldestOf } from './attempt.ts';
import { nameIn, sameId } from './resource-id.ts';
import type { Sight } from './sight.ts';

export interface SeenPlan {
  readonly plan: RecoveryPlan;
  /** Names of its machines, by the ids of their items in lower case. */
  readonly machines: ReadonlyMap<string, string>;
}

export interface PlansReport {
  readonly plans: readonly SeenPlan[];
  /** How many the asker may not see. */
  readonly leftOut: number;
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

/** Recovery plans with what is in them; lists leave that out, so each is read by itself. */
export const readPlans = async (target: Target | undefined, sight: Sight): Promise<PlansReport> => {
  const { recovery } = sight.readers;
  const [summaries, items] = await Promise.all([
    attempt('the recovery plans', recovery.plans('shared')),
    attempt('Site Recovery', recovery.items('shared')),
  ]);
  const wanted = listIn(summaries).filter(({ id }) => !target || target.resources.some((each) => sameId(each, id)));
  const tried = await Promise.all(
    wanted.map(({ id, name }) => attempt(`the recovery plan ${name}`, recovery.plan(id, 'shared'))),
  );
  const plans = tried.flatMap((each) => (each.read ? [each.value] : []));
  const seen = plans.flatMap((plan): readonly SeenPlan[] => {
    const ids = plan.groups.flatMap(({ itemIds }) => itemIds);
    const own = ids.map((id) => listIn(items).find((item) => sameId(item.id, id)));
    const mayRead =
      sight.mayRead('recovery', plan.id) ||
      (own.length > 0 && own.every((item) => item && sight.mayRead('recovery', item.vmId, item.id)));
    const machines = new Map(ids.map((id, at) => [id.toLowerCase(), own[at]?.vmName ?? nameIn(id)]));
    return mayRead ? [{ plan, machines }] : [];
  });
  return {
    plans: seen,
    leftOut: plans.length - seen.length,
    missing: gapsIn([summaries, items, ...tried]),
    readAt: oldestOf([summaries, items]),
    now: sight.now(),
  };
};
