import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { Target } from '../../ports/names.ts';
import {
  type MachinePoints,
  type PlacedPoint,
  pointNamed,
  readMachinePoints,
} from '../../protection/copies/machine-points.ts';
import type { Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';

/** The machine whose point was named. */
export const machineOf = (point: Target): Target => ({ ...point, kind: 'vm', name: point.where, where: '' });

/** Plans for the restore point that was named, or says that there is none. */
export const forPoint = async (
  named: Target,
  verb: string,
  { readers }: PlanContext,
  plan: (found: PlacedPoint, all: MachinePoints) => Promise<Plan>,
): Promise<Plan> => {
  const all = await readMachinePoints(machineOf(named), readers.copies);
  const found = pointNamed(all, named.name);
  if (found) return plan(found, all);
  // Not found in half of Azure is not "there is none".
  if (all.missing.length > 0) throw new AzureReadInPart(`find ${named.name}`, all.missing);
  return refusedPlan({
    title: `${verb} ${named.name} of ${named.where}`,
    subject: named.where,
    why: `it has no restore point ${named.name}.`,
    fix: `Type: restore-point list ${named.where}`,
  });
};
