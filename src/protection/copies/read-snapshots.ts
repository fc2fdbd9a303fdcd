import type { Snapshot } from '../../ports/azure/copies.ts';
import type { Target } from '../../ports/names.ts';
import type { Point } from '../point.ts';
import { readPoints } from '../read-points.ts';
import { nameIn, sameId } from '../resource-id.ts';
import type { Sight } from '../sight.ts';

export interface ListedSnapshot extends Snapshot {
  /** As people type it. */
  readonly shortId: string;
  readonly disk: string;
  readonly point: Point;
}

export interface SnapshotList {
  readonly machine: string;
  readonly snapshots: readonly ListedSnapshot[];
  readonly missing: readonly string[];
  readonly now: Date;
}

/** The newest first, a copy after its source. */
export const readSnapshotList = async (vm: Target, sight: Sight): Promise<SnapshotList> => {
  const [{ points, missing, now }, { value: all }] = await Promise.all([
    readPoints(vm, sight),
    sight.readers.copies.snapshots('shared'),
  ]);
  const diskOf = (snapshot: Snapshot): string => {
    const source = all.find(({ id }) => sameId(id, snapshot.copyOf));
    return nameIn(snapshot.diskId ?? source?.diskId ?? 'not known');
  };
  const snapshots = points.flatMap((point): readonly ListedSnapshot[] => {
    const snapshot = all.find(({ id }) => sameId(id, point.resourceId));
    return snapshot ? [{ ...snapshot, shortId: point.id, disk: diskOf(snapshot), point }] : [];
  });
  return { machine: vm.name, snapshots, missing, now };
};
