import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { Target } from '../../ports/names.ts';
import type { Mechanism, Point } from '../../protection/point.ts';
import { isSecondaryPoint } from '../../protection/point-id.ts';
import { readPoints } from '../../protection/read-points.ts';
import { readSecondaryPoints } from '../../protection/secondary-points.ts';
import { planFromBackup } from '../backup/plan-from-backup.ts';
import type { Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';
import { restoreFromCopy } from './restore-copy.ts';
import type { RestorePlanner, RestoreWish } from './restore-planner.ts';

/** Site Recovery keeps its points for failovers alone. */
const failOverInstead: RestorePlanner = async (wanted) =>
  refusedPlan({
    title: titleOf(wanted),
    subject: wanted.point.name,
    why: 'it is a point of Site Recovery, which keeps its points for failing over.',
    fix: `Type: failover ${wanted.point.where} --point ${wanted.point.name}`,
  });

const planners: Readonly<Record<Mechanism, RestorePlanner>> = {
  'site-recovery': failOverInstead,
  backup: planFromBackup,
  'backup-secondary': planFromBackup,
  'restore-point': restoreFromCopy,
  snapshot: restoreFromCopy,
};

/** Restores from a point of whichever mechanism: its short id tells which. */
export const planRestore = async (wanted: RestoreWish, context: PlanContext): Promise<Plan> => {
  const { point, what } = wanted;
  const [elsewhere] = await fromSecondary(point, context);
  if (elsewhere) return planFromBackup(wanted, elsewhere, context);
  // Whether the asker may use it is judged by what the plan writes, and by the command's own floor.
  const { points, missing } = await readPoints({ ...point, kind: 'vm', name: point.where }, { ...context, mayRead });
  const found = points.find((each) => isNamed(each, point.name));
  if (found) return planners[found.mechanism](wanted, found, context);
  // Not found in half of Azure is not "there is none".
  if (missing.length > 0) throw new AzureReadInPart(`find ${point.name}`, missing);
  return refusedPlan({
    title: titleOf(wanted),
    subject: point.name,
    why: `${point.where} has no such point any more.`,
    fix: `Type: points ${point.where}, and then restore ${what} with one of those.`,
  });
};

/** Its id says where it is: the region that may be lost is not asked for it. */
const fromSecondary = async (point: Target, { readers }: PlanContext): Promise<readonly Point[]> =>
  isSecondaryPoint(point.name)
    ? (await readSecondaryPoints(point, readers)).filter((each) => isNamed(each, point.name))
    : [];

/** By its short id; a name that a person gave is its source's, never a copy's. */
const isNamed = ({ id, name, copyOf }: Point, typed: string): boolean =>
  id === typed.toLowerCase() || (!copyOf && name?.toLowerCase() === typed.toLowerCase());

const mayRead = () => true;

const titleOf = ({ what, point }: RestoreWish): string =>
  `restore ${what === 'vm' ? 'a VM' : 'disks'} from ${point.name} of ${point.where}`;
