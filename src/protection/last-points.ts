import type { ItemRecoveryPoint } from '../ports/azure/recovery.ts';
import { type Attempt, attempt } from './attempt.ts';
import type { MachineStatus } from './machine-status.ts';
import type { Sight } from './sight.ts';

/** The newest recovery points of Site Recovery. */
export interface LastPoints {
  readonly newest: Date;
  readonly applicationConsistent?: Date;
}

/**
 * Points cost a read for each machine, and what is told of an application costs twelve at most, in five vaults too: of
 * more machines than this, `points` tells for one.
 */
export const mostAsked = 3;

interface WithPoints {
  readonly machines: readonly MachineStatus[];
  readonly tried: readonly Attempt<unknown>[];
}

export const withLastPoints = async (
  machines: readonly MachineStatus[],
  { readers }: Pick<Sight, 'readers'>,
): Promise<WithPoints> => {
  if (machines.filter(({ item }) => item).length > mostAsked) return { machines, tried: [] };
  const asked = await Promise.all(
    machines.map(async (machine) => {
      if (!machine.item) return { machine };
      const tried = await attempt('the recovery points', readers.recovery.recoveryPoints(machine.item.id));
      const lastPoints = tried.read ? lastIn(tried.value) : undefined;
      return { machine: { ...machine, ...(lastPoints && { lastPoints }) }, tried };
    }),
  );
  return { machines: asked.map(({ machine }) => machine), tried: asked.flatMap(({ tried }) => tried ?? []) };
};

const lastIn = (points: readonly ItemRecoveryPoint[]): LastPoints | undefined => {
  const newestFirst = points.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const [newest] = newestFirst;
  const application = newestFirst.find(({ consistency }) => consistency === 'application');
  return newest && { newest: newest.at, ...(application && { applicationConsistent: application.at }) };
};
