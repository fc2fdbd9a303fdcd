import type { Policy } from '../policy/policy.ts';
import type { RecoveryReader } from '../ports/azure/recovery.ts';
import { type LastPoints, lastIn, type RememberedPoints } from './last-points.ts';
import { idsOf } from './standing.ts';

interface Parts {
  readonly recovery: Pick<RecoveryReader, 'items' | 'recoveryPoints'>;
  readonly policy: () => Policy;
  /** A read failed: what was known of the machine before stays known. */
  readonly report: (problem: unknown) => void;
}

interface PointMemory extends RememberedPoints {
  /** Reads the points of what applications list, machine by machine, so that nobody who asks waits behind them. */
  look(): Promise<void>;
}

/** So many reads a round at most: more machines take their turns. */
const mostEachRound = 500;

export const createPointMemory = ({ recovery, policy, report }: Parts): PointMemory => {
  let known = new Map<string, LastPoints>();
  let turn = 0;
  let looking = false;

  const itemsOfApplications = async (): Promise<readonly string[]> => {
    const listed = new Set(policy().applications.flatMap(({ vms }) => vms.map((id) => id.toLowerCase())));
    const { value, missing } = await recovery.items('shared');
    const ids = value
      .filter((item) => idsOf(item).some((id) => listed.has(id.toLowerCase())))
      .map(({ id }) => id.toLowerCase());
    // What a vault does not tell just now is not taken for gone.
    if (missing.length === 0) known = new Map([...known].filter(([id]) => ids.includes(id)));
    return ids;
  };

  const learn = async (id: string): Promise<void> => {
    const { value, readAt } = await recovery.recoveryPoints(id);
    known.set(id, lastIn(value, readAt));
  };

  const round = async (): Promise<void> => {
    const ids = await itemsOfApplications();
    for (let count = 0; count < Math.min(mostEachRound, ids.length); count += 1) {
      const id = ids[turn % ids.length];
      turn += 1;
      if (id) await learn(id).catch(report);
    }
  };

  return {
    of: (itemId) => known.get(itemId.toLowerCase()),
    look: async () => {
      if (looking) return;
      looking = true;
      await round().catch(report);
      looking = false;
    },
  };
};
