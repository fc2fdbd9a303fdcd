import type { ItemRecoveryPoint } from '../ports/azure/recovery.ts';
import { type Attempt, attempt } from './attempt.ts';
import type { MachineStatus } from './machine-status.ts';
import type { Sight } from './sight.ts';

/** The newest recovery points of Site Recovery. */
export interface LastPoints {
  /** Absent: there is none yet. */
  readonly newest?: Date;
  readonly applicationConsistent?: Date;
  readonly readAt: Date;
}

/** By the id of the protected item. */
export interface RememberedPoints {
  of(itemId: string): LastPoints | undefined;
}

/** Points cost a read for each machine, and what is told of an application costs twelve at most, in five vaults too. */
const mostAsked = 3;

interface WithPoints {
  readonly machines: readonly MachineStatus[];
  readonly tried: readonly Attempt<unknown>[];
  /** Names of machines of which nothing is remembered yet. */
  readonly notYetRead: readonly string[];
}

/** Of few machines as Azure has them now, of more as they are remembered. */
export const withLastPoints = async (
  machines: readonly MachineStatus[],
  { readers, lastPoints }: Pick<Sight, 'readers'> & { readonly lastPoints: RememberedPoints },
): Promise<WithPoints> => {
  if (machines.filter(mayHavePoints).length > mostAsked) return remembered(machines, lastPoints);
  const asked = await Promise.all(
    machines.map(async (machine) => {
      if (!machine.item || !mayHavePoints(machine)) return { machine };
      const tried = await attempt('the recovery points', readers.recovery.recoveryPoints(machine.item.id));
      return { machine: withPoints(machine, tried.read ? lastIn(tried.value, tried.readAt) : undefined), tried };
    }),
  );
  const tried = asked.flatMap((each) => each.tried ?? []);
  return { machines: asked.map(({ machine }) => machine), tried, notYetRead: [] };
};

/** What a failed try has left never had any. */
const mayHavePoints = ({ item }: MachineStatus): boolean => item !== undefined && !item.failedToBegin;

const remembered = (machines: readonly MachineStatus[], lastPoints: RememberedPoints): WithPoints => {
  const all = machines.map((machine) => withPoints(machine, machine.item && lastPoints.of(machine.item.id)));
  const notYetRead = all.filter((each) => mayHavePoints(each) && !each.lastPoints).map(({ name }) => name);
  return { machines: all, tried: [], notYetRead };
};

const withPoints = (machine: MachineStatus, lastPoints: LastPoints | undefined): MachineStatus => ({
  ...machine,
  ...(lastPoints && { lastPoints }),
});

export const lastIn = (points: readonly ItemRecoveryPoint[], readAt: Date): LastPoints => {
  const newestFirst = points.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const [newest] = newestFirst;
  const application = newestFirst.find(({ consistency }) => consistency === 'application');
  return {
    readAt,
    ...(newest && { newest: newest.at }),
    ...(application && { applicationConsistent: application.at }),
  };
};
