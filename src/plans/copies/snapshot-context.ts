import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { Snapshot } from '../../ports/azure/copies.ts';
import type { Target } from '../../ports/names.ts';
import { readPoints } from '../../protection/read-points.ts';
import type { Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';
import { machineOf } from './point-context.ts';

interface NamedSnapshot {
  readonly snapshot: Snapshot;
  /** All that there are, to tell order and number by. */
  readonly all: readonly Snapshot[];
}

/** Plans for the snapshot that was named, or says that there is none. */
export const forSnapshot = async (
  named: Target,
  verb: string,
  context: PlanContext,
  plan: (found: NamedSnapshot) => Plan | Promise<Plan>,
): Promise<Plan> => {
  const { points, missing } = await readPoints(machineOf(named), { ...context, mayRead: () => true });
  const typed = named.name.toLowerCase();
  const found = points.find(
    ({ mechanism, id, name }) => mechanism === 'snapshot' && (id === typed || name?.toLowerCase() === typed),
  );
  if (found) {
    const [{ value: snapshot }, { value: all }] = await Promise.all([
      context.readers.copies.snapshot(found.resourceId),
      context.readers.copies.snapshots('fresh'),
    ]);
    return plan({ snapshot, all });
  }
  // Not found in half of Azure is not "there is none".
  if (missing.length > 0) throw new AzureReadInPart(`find ${named.name}`, missing);
  return refusedPlan({
    title: `${verb} ${named.name} of ${named.where}`,
    subject: named.where,
    why: `it has no snapshot ${named.name}.`,
    fix: `Type: snapshot list ${named.where}`,
  });
};
