import type { BackupItem, BackupPoint } from '../ports/azure/backup.ts';
import type { RestorePoint, Snapshot } from '../ports/azure/copies.ts';
import type { ItemRecoveryPoint, ProtectedItem } from '../ports/azure/recovery.ts';
import type { Point, PointWithoutId } from './point.ts';
import { pointKey, shortIdsOf } from './point-id.ts';
import { sameId } from './resource-id.ts';
import { backupRestorable, restorePointRestorable, siteRecoveryRestorable, snapshotRestorable } from './restorable.ts';

interface Gathered {
  readonly item?: ProtectedItem;
  readonly itemPoints: readonly ItemRecoveryPoint[];
  readonly backupItem?: BackupItem;
  readonly backupRegion: string;
  readonly secondaryRegion: string;
  readonly backupPoints: readonly BackupPoint[];
  readonly restorePoints: readonly RestorePoint[];
  readonly snapshots: readonly Snapshot[];
}

/** One list over every mechanism, newest first. */
export const mergePoints = (gathered: Gathered): readonly Point[] => {
  const points = [
    ...siteRecoveryPoints(gathered),
    ...gathered.backupPoints.map((point) => backupPoint(point, gathered)),
    ...gathered.restorePoints.map((point) => restorePoint(point, gathered.restorePoints)),
    ...gathered.snapshots.map((snapshot) => snapshotPoint(snapshot, gathered.snapshots)),
  ];
  const once = [...new Map(points.map((point) => [pointKey(point), point])).values()];
  const ids = shortIdsOf(once.map((point) => ({ ...point, resourceId: pointKey(point) })));
  const idOf = (resourceId: string) => {
    const original = once.find((point) => sameId(point.resourceId, resourceId));
    return (original && ids.get(pointKey(original))) ?? resourceId;
  };
  return once
    .map((point) => ({
      ...point,
      id: ids.get(pointKey(point)) ?? point.resourceId,
      ...(point.copyOf && { copyOf: idOf(point.copyOf) }),
    }))
    .sort(newestFirst);
};

/** A point without a time comes last, a copy after what it was copied from. */
const newestFirst = (a: Point, b: Point): number =>
  (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0) ||
  Number(a.copyOf !== undefined) - Number(b.copyOf !== undefined) ||
  a.id.localeCompare(b.id);

const siteRecoveryPoints = ({ item, itemPoints }: Gathered): readonly PointWithoutId[] =>
  item
    ? itemPoints.map((point) => ({
        resourceId: point.id,
        mechanism: 'site-recovery',
        at: point.at,
        consistency: point.consistency,
        region: item.targetRegion,
        restorable: siteRecoveryRestorable(item),
      }))
    : [];

const backupPoint = (point: BackupPoint, { backupItem, ...gathered }: Gathered): PointWithoutId => {
  const secondary = point.where === 'secondary-region';
  return {
    resourceId: point.id,
    mechanism: secondary ? 'backup-secondary' : 'backup',
    at: point.at,
    consistency: point.consistency,
    region: secondary ? gathered.secondaryRegion : gathered.backupRegion,
    restorable: backupRestorable(point, backupItem),
  };
};

const restorePoint = (point: RestorePoint, all: readonly RestorePoint[]): PointWithoutId => {
  const source = sourceOf(point, all);
  return {
    ...ofCopy(point, source),
    mechanism: 'restore-point',
    consistency: point.consistency === 'unknown' ? (source?.consistency ?? 'unknown') : point.consistency,
    restorable: restorePointRestorable(point),
  };
};

const snapshotPoint = (snapshot: Snapshot, all: readonly Snapshot[]): PointWithoutId => ({
  ...ofCopy(snapshot, sourceOf(snapshot, all)),
  mechanism: 'snapshot',
  consistency: 'crash',
  restorable: snapshotRestorable(snapshot),
});

type Copied = RestorePoint | Snapshot;

const sourceOf = <Kind extends Copied>({ copyOf }: Kind, all: readonly Kind[]): Kind | undefined =>
  all.find(({ id }) => sameId(id, copyOf));

/** What it holds is of the time of its source. */
const ofCopy = ({ id, name, region, createdAt, copyOf }: Copied, source: Copied | undefined) => {
  const at = source?.createdAt ?? createdAt;
  return { resourceId: id, name, region, ...(at && { at }), ...(copyOf && { copyOf }) };
};
