import type { ProtectedItem } from '../ports/azure/recovery.ts';

/** How much data would be lost, when Azure said so, and what is allowed. */
export interface Rpo {
  readonly seconds: number;
  readonly at: Date;
  /** Too old to be taken for what is so now. */
  readonly stale: boolean;
  readonly objectiveSeconds?: number;
  readonly overSince?: Date;
}

const staleAfterSeconds = 15 * 60;

/** Undefined while Azure has said none, and after a failover, when the figure only gets older. */
export const rpoOf = (item: ProtectedItem, objectiveSeconds: number | undefined, now: Date): Rpo | undefined => {
  const { rpoSeconds: seconds, rpoCalculatedAt: at } = item;
  if (seconds === undefined || at === undefined || item.activeLocation === 'target') return undefined;
  const stale = now.getTime() - at.getTime() > staleAfterSeconds * 1000;
  if (objectiveSeconds === undefined) return { seconds, at, stale };
  return {
    seconds,
    at,
    stale,
    objectiveSeconds,
    ...(seconds > objectiveSeconds && { overSince: overSince(at, seconds, objectiveSeconds) }),
  };
};

/** The last point was taken `seconds` before the figure; it was too old as soon as the objective had passed. */
const overSince = (at: Date, seconds: number, objectiveSeconds: number): Date =>
  new Date(at.getTime() + (objectiveSeconds - seconds) * 1000);
