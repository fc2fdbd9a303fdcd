import { idsOf } from '../../protection/standing.ts';
import type { Machine } from './machines.ts';

/** Under every id that the machine may be known by: nobody else moves or changes it meanwhile, whatever they call it. */
export const movingLocks = (machines: readonly Machine[]) => {
  const ids = machines.flatMap(({ item }) => idsOf(item).map((id) => id.toLowerCase()));
  return [...new Set(ids)].map((machine) => ({ machine, kind: 'move' as const }));
};

/** What the approval is about, which no move changes. */
export const identityOf = ({ item }: Machine): string => item.lifecycleId ?? item.id.toLowerCase();
