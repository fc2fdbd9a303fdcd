import type { Snapshot } from '../../ports/azure/copies.ts';
import type { Gaps } from '../../ports/azure/reading.ts';
import type { BegunCopy, CopyRecord } from '../../ports/copy-records.ts';
import type { KeptReaders } from '../../ports/kept.ts';
import type { Target } from '../../ports/names.ts';
import { gapsIn } from '../../protection/attempt.ts';
import type { Point } from '../point.ts';
import { readPoints } from '../read-points.ts';
import { nameIn, sameId, subscriptionIn } from '../resource-id.ts';
import type { Sight } from '../sight.ts';
import { rememberedCopies } from './remembered.ts';
import { sourceOf } from './snapshot-order.ts';
import { type CopyStanding, standingOfCopy } from './standing.ts';

export interface ListedSnapshot extends Snapshot {
  /** As people type it. */
  readonly shortId: string;
  readonly disk: string;
  readonly point: Point;
  /** Of a copy from another region. */
  readonly standing?: CopyStanding;
}

export interface SnapshotList {
  readonly machine: string;
  readonly snapshots: readonly ListedSnapshot[];
  readonly missing: Gaps;
  readonly now: Date;
}

/** The newest first, a copy after its source. */
export const readSnapshotList = async (
  vm: Target,
  sight: Sight & { readonly kept: KeptReaders },
): Promise<SnapshotList> => {
  const vmId = vm.resources[0] ?? '';
  const [listed, { value: all, readAt }, remembered] = await Promise.all([
    readPoints(vm, sight),
    sight.readers.copies.snapshots('shared'),
    rememberedCopies(vmId, sight.kept.copies),
  ]);
  const snapshots = listed.points.flatMap((point): readonly ListedSnapshot[] => {
    const snapshot = all.find(({ id }) => sameId(id, point.resourceId));
    if (!snapshot) return [];
    const disk = nameIn(snapshot.diskId ?? sourceOf(snapshot, all)?.diskId ?? 'not known');
    const record = remembered.records.get(snapshot.id.toLowerCase());
    const standing = snapshot.copyOf && snapshotStanding(snapshot, { vmId, record, at: readAt });
    return [{ ...snapshot, shortId: point.id, disk, point, ...(standing && { standing }) }];
  });
  return { machine: vm.name, snapshots, missing: gapsIn([listed, remembered]), now: listed.now };
};

interface Known {
  readonly vmId: string;
  readonly record: CopyRecord | undefined;
  readonly at: Date;
}

/** A list tells how far each is, so that none is asked for by itself. */
const snapshotStanding = (snapshot: Snapshot, { vmId, record, at }: Known): CopyStanding => {
  const { name, percent, sizeBytes, encryption, copyError } = snapshot;
  return standingOfCopy(record ?? begunSnapshotCopy(snapshot, vmId, at), record, {
    gone: false,
    failed: copyError !== undefined,
    why: copyError,
    disks: [{ name, percent, sizeBytes, encryption }],
    at,
  });
};

/** A copy as it is known before anything is remembered of it: begun elsewhere, and seen first now. */
export const begunSnapshotCopy = (
  { id, name, copyOf = '', region }: Snapshot,
  vmId: string | undefined,
  seenAt: Date,
): BegunCopy => ({
  copyId: id.toLowerCase(),
  kind: 'snapshot',
  name,
  sourceId: copyOf.toLowerCase(),
  region,
  place: `${subscriptionIn(id)}/${region}`.toLowerCase(),
  vmId,
  begunAt: seenAt,
});
