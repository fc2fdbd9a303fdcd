import type { PlanAction, ProtectedItem, RecoveryPlanGroup } from '../../ports/azure/recovery.ts';
import { groupIn, nameIn, sameId } from '../../protection/resource-id.ts';
import { blocked } from '../../readiness/checks.ts';
import { shortened } from '../../views/words.ts';
import type { Check } from '../plan.ts';

export interface TypedGroups {
  /** Names of machines, one text a group: `pay-web-01, pay-web-02`. */
  readonly groups: readonly string[];
  /** `after 1: Check that the database answers`. */
  readonly manual: readonly string[];
  readonly runbook: readonly string[];
  readonly script: readonly string[];
}

interface Understood {
  readonly groups: readonly RecoveryPlanGroup[];
  readonly items: readonly ProtectedItem[];
  readonly checks: readonly Check[];
}

/** Groups as people type them, with their machines found among what is replicated. */
export const understandGroups = (typed: TypedGroups, all: readonly ProtectedItem[]): Understood => {
  const found = typed.groups.map((text) => namesIn(text).map((name) => findItem(name, all)));
  const items = found.flat().flatMap(({ item }) => item ?? []);
  const twice = items.filter((item, at) => items.indexOf(item) !== at).map(({ vmName }) => vmName);
  const actions = (['manual', 'runbook', 'script'] as const).flatMap((kind) =>
    typed[kind].map((text) => readAction(kind, text, found.length)),
  );
  return {
    items,
    groups: found.map((members, at) => ({
      kind: 'boot',
      itemIds: members.flatMap(({ item }) => item?.id ?? []),
      before: actionsAt(actions, 'before', at + 1),
      after: actionsAt(actions, 'after', at + 1),
    })),
    checks: [
      ...found.flat().flatMap(({ check }) => check ?? []),
      ...actions.flatMap(({ check }) => check ?? []),
      ...twice.map((name) => blocked(name, 'it is named twice.', 'Put each machine into one group.')),
      ...(items.length > 100 ? [blocked('machines', 'a recovery plan takes 100 at most.', 'Make several.')] : []),
    ],
  };
};

const namesIn = (text: string): readonly string[] => text.split(/[\s,]+/u).filter(Boolean);

const findItem = (
  name: string,
  all: readonly ProtectedItem[],
): { readonly item?: ProtectedItem; readonly check?: Check } => {
  const [item, ...others] = all.filter(
    ({ vmName, vmId }) => sameId(vmName, name) || sameId(`${groupIn(vmId)}/${vmName}`, name),
  );
  if (!item)
    return {
      check: blocked(name, 'Site Recovery replicates no machine of that name.', 'status shows all that it does.'),
    };
  if (others.length > 0)
    return { check: blocked(name, 'several machines are called that.', 'Name its group too: group/name.') };
  return { item };
};

interface ReadAction {
  readonly side?: 'before' | 'after';
  readonly group?: number;
  readonly action?: PlanAction;
  readonly check?: Check;
}

const form = /^(before|after)\s+(\d+)(?:\s+in\s+(drill|failover))?(?:\s+at\s+(source|target))?\s*:\s*(.+)$/iu;
const example =
  'Like this: --manual "after 1: Check that the database answers". Also "after 1 in drill: ..." and "before 2 at source: ...".';

const readAction = (kind: PlanAction['kind'], text: string, groups: number): ReadAction => {
  const [, side, number, during, at, what = ''] = form.exec(text.trim()) ?? [];
  if (!side) return { check: blocked(`--${kind}`, `I do not understand "${shortened(text, 60)}".`, example) };
  const group = Number(number);
  if (group < 1 || group > groups)
    return { check: blocked(`--${kind}`, `there is no group ${number}.`, `There are ${groups}.`) };
  return {
    side: side.toLowerCase() as 'before' | 'after',
    group,
    action: {
      name: shortened(kind === 'manual' ? what : nameIn(what.replaceAll('\\', '/')), 60),
      kind,
      ...(kind === 'manual'
        ? { instructions: what }
        : { runs: what, runsAt: at?.toLowerCase() === 'source' ? 'source' : 'target' }),
      ...(during && { during: [during.toLowerCase() as 'drill' | 'failover'] }),
    },
  };
};

const actionsAt = (read: readonly ReadAction[], side: 'before' | 'after', group: number): readonly PlanAction[] =>
  read.flatMap((each) => (each.side === side && each.group === group && each.action ? [each.action] : []));
