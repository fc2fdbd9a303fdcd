import { createHash } from 'node:crypto';
import type { PlanFacts } from '../plans/plan.ts';

/** What approvers agree to: the command, every decisive fact, and the limit of every bounded one. Nothing that is merely shown. */
export const digestOf = (command: string, { decisive, bounded }: Pick<PlanFacts, 'decisive' | 'bounded'>): string => {
  const limits = Object.entries(bounded).map(([name, { most, unit }]) => [name, most, unit]);
  const agreed = [
    command,
    sorted(Object.entries(decisive).map(([name, value]) => [name, inOrder(value)])),
    sorted(limits),
  ];
  return createHash('sha256').update(JSON.stringify(agreed)).digest('hex');
};

/** Sets of machines have no order of their own. */
const inOrder = (value: string | readonly string[]): string | readonly string[] =>
  typeof value === 'string' ? value : [...value].sort();

const sorted = (pairs: readonly (readonly unknown[])[]) =>
  [...pairs].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

/** What people see and type. */
export const shortDigest = (digest: string): string => digest.slice(0, 4);

/** Which facts differ, in words, for the card that shows old and new. */
export const differences = (before: PlanFacts, after: PlanFacts): readonly string[] => {
  const names = [...new Set([...Object.keys(before.decisive), ...Object.keys(after.decisive)])];
  const decisive = names.flatMap((name) => {
    const [old, now] = [shown(own(before.decisive, name)), shown(own(after.decisive, name))];
    return old === now ? [] : [`${name}: ${old} before, ${now} now`];
  });
  const limits = [...new Set([...Object.keys(before.bounded), ...Object.keys(after.bounded)])].flatMap((name) => {
    const [old, now] = [own(before.bounded, name), own(after.bounded, name)];
    return old?.most === now?.most && old?.unit === now?.unit
      ? []
      : [
          `${name}: at most ${old ? `${old.most} ${old.unit}` : 'nothing'} before, ${now ? `${now.most} ${now.unit}` : 'nothing'} now`,
        ];
  });
  return [...decisive, ...limits];
};

/** A fact may bear any name, `toString` too. */
const own = <Value>(facts: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(facts, name) ? facts[name] : undefined;

const shown = (value: string | readonly string[] | undefined): string => {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : [...value].sort().join(', ');
};

/** A fact that was shown with a limit has grown beyond it: the approval does not cover it any more. */
export const beyondBounds = (agreed: PlanFacts, now: PlanFacts): readonly string[] =>
  Object.entries(now.bounded).flatMap(([name, bound]) => {
    const most = own(agreed.bounded, name)?.most ?? Number.NEGATIVE_INFINITY;
    return bound.now > most ? [`${name}: ${bound.now} ${bound.unit} now, approved up to ${most} ${bound.unit}`] : [];
  });
