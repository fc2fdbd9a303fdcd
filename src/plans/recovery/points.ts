import type { PlanContext } from '../../definitions/command.ts';
import type { ItemRecoveryPoint, PointSelector, ProtectedItem } from '../../ports/azure/recovery.ts';
import { mergePoints } from '../../protection/merge-points.ts';
import { blocked } from '../../readiness/checks.ts';
import { ago, inWords, moment, secondsBetween } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import type { Machine, Moving } from './machines.ts';

/** Azure takes the latest by itself; every other rule is a point, chosen when the plan is made. */
type Chosen = 'latest' | 'none' | ItemRecoveryPoint;

export interface MachineAtPoint extends Machine {
  readonly chosen: Chosen;
}

export const choosePoints = (
  machines: readonly Machine[],
  point: PointSelector,
  context: PlanContext,
): Promise<readonly MachineAtPoint[]> =>
  Promise.all(
    machines.map(async (machine) => ({ ...machine, chosen: await chosenPoint(machine.item, point, context) })),
  );

export const chosenPoint = async (
  item: ProtectedItem,
  point: PointSelector,
  { readers }: PlanContext,
): Promise<Chosen> => {
  if (point.kind === 'latest') return 'latest';
  const { value: points } = await readers.recovery.recoveryPoints(item.id);
  if (point.kind === 'id') return pointNamed(point.id, item, points) ?? 'none';
  return newestOf(points, point.kind) ?? 'none';
};

const newestOf = (
  points: readonly ItemRecoveryPoint[],
  kind: keyof typeof consistencies,
): ItemRecoveryPoint | undefined => {
  const wanted = consistencies[kind];
  return points
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .find(({ consistency }) => wanted === undefined || consistency === wanted);
};

const consistencies = {
  latest: undefined,
  'latest-processed': undefined,
  'app-consistent': 'application',
  'crash-consistent': 'crash',
} as const;

const nothingElse = { backupPoints: [], restorePoints: [], snapshots: [], backupRegion: '', secondaryRegion: '' };

/** By the short id that `points` shows, or by Azure's own. */
const pointNamed = (typed: string, item: ProtectedItem, itemPoints: readonly ItemRecoveryPoint[]) => {
  const shown = mergePoints({ ...nothingElse, item, itemPoints });
  const names = (each: ItemRecoveryPoint) => [
    each.id,
    each.id.split('/').at(-1),
    shown.find(({ resourceId }) => resourceId === each.id)?.id,
  ];
  return itemPoints.find((each) => names(each).some((name) => name?.toLowerCase() === typed.toLowerCase()));
};

export const pointIdOf = ({ chosen }: Pick<MachineAtPoint, 'chosen'>): string | undefined =>
  typeof chosen === 'object' ? chosen.id : undefined;

/** In minutes; undefined where Azure gives no figure. */
export const lossOf = ({ item, chosen }: Pick<MachineAtPoint, 'item' | 'chosen'>, now: Date): number | undefined => {
  const seconds = typeof chosen === 'object' ? secondsBetween(chosen.at, now) : behind(item, now);
  return seconds === undefined ? undefined : Math.max(0, Math.ceil(seconds / 60));
};

const oldAfterSeconds = 600;

/** Where a figure is old, nothing says that anything has come since it was taken. */
const behind = (item: ProtectedItem, now: Date): number | undefined =>
  item.rpoSeconds === undefined ? undefined : item.rpoSeconds + (oldFigure(item, now) ?? 0);

const oldFigure = ({ rpoCalculatedAt }: ProtectedItem, now: Date): number | undefined => {
  const age = rpoCalculatedAt && secondsBetween(rpoCalculatedAt, now);
  return age !== undefined && age > oldAfterSeconds ? age : undefined;
};

export const pointInWords = ({ item, chosen }: MachineAtPoint, point: PointSelector, now: Date): string => {
  if (typeof chosen === 'object') {
    const which = point.kind === 'id' ? '' : `${point.kind}, now `;
    return `recovery point: ${which}${moment(chosen.at, now)} (${ago(chosen.at, now)})`;
  }
  const figure = item.rpoSeconds === undefined ? 'no figure yet' : inWords(item.rpoSeconds);
  const age =
    item.rpoCalculatedAt && oldFigure(item, now) !== undefined ? ` (as of ${ago(item.rpoCalculatedAt, now)})` : '';
  return `recovery point: ${point.kind === 'id' ? point.id : point.kind}; RPO ${figure}${age}`;
};

/** The rule, not what it chooses now: Azure makes a new point every five minutes. */
export const pointFact = (machines: readonly MachineAtPoint[], point: PointSelector): string => {
  const [first] = machines;
  return point.kind === 'id' ? ((first && pointIdOf(first)) ?? point.id).toLowerCase() : point.kind;
};

export const pointChecks = (
  machines: readonly MachineAtPoint[],
  point: PointSelector,
  { target }: Moving,
): readonly Check[] => {
  const wanted = point.kind === 'id' ? point.id : point.kind;
  if (point.kind === 'id' && target.kind !== 'vm') {
    const fix = 'Name a kind of point, such as latest-processed, or that machine.';
    return [blocked(target.name, `the point ${wanted} belongs to one machine alone.`, fix)];
  }
  return machines
    .filter(({ chosen }) => chosen === 'none')
    .map(({ name }) =>
      blocked(name, `it has no recovery point ${wanted}.`, `Choose another: points ${name} shows them.`),
    );
};

/** With its group, where a recovery plan gives it one. */
export const titleOf = ({ name, group }: Machine): string => (group === undefined ? name : `Group ${group}: ${name}`);
