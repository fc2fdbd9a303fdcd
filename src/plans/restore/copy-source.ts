import type { PlanContext } from '../../definitions/command.ts';
import type { RestorePoint, Snapshot } from '../../ports/azure/copies.ts';
import type { Point } from '../../protection/point.ts';
import { restorePointRestorable, snapshotRestorable } from '../../protection/restorable.ts';
import { listed } from '../../views/words.ts';

/** What a restore point or a snapshot has to restore from, read now. */
export interface CopySource {
  readonly region: string;
  readonly disks: readonly SourceDisk[];
  /** Why it cannot be restored now. */
  readonly notNow?: string;
  readonly os: 'linux' | 'windows' | 'unknown';
  readonly size?: string;
  readonly trustedLaunch: boolean;
}

interface SourceDisk {
  readonly name: string;
  readonly from: { readonly kind: 'disk-point' | 'snapshot'; readonly id: string };
  readonly type: string;
  readonly sizeBytes: number;
  /** Absent: it is the disk of the operating system. */
  readonly lun?: number;
}

const usualType = 'StandardSSD_LRS';

export const readCopySource = async (
  { mechanism, resourceId }: Point,
  { readers }: PlanContext,
): Promise<CopySource> =>
  mechanism === 'snapshot'
    ? fromSnapshot((await readers.copies.snapshot(resourceId)).value)
    : fromPoint((await readers.copies.restorePoint(resourceId)).value);

const fromPoint = (point: RestorePoint): CopySource => {
  const restorable = restorePointRestorable(point);
  const { machine } = point;
  return {
    region: point.region,
    disks: point.disks.map(({ id, diskName, type = usualType, sizeBytes = 0, lun }) => ({
      name: diskName,
      from: { kind: 'disk-point', id },
      type,
      sizeBytes,
      ...(lun !== undefined && { lun }),
    })),
    os: machine?.os ?? 'unknown',
    trustedLaunch: machine?.trustedLaunch ?? false,
    ...(machine?.size && { size: machine.size }),
    ...(!restorable.now && { notNow: unfinished(point) ?? restorable.why }),
  };
};

/** Azure makes a disk of whatever has arrived, and does not look. */
const unfinished = ({ copyOf, disks }: RestorePoint): string | undefined => {
  const short = disks.filter(({ percent }) => percent !== 100);
  if (!copyOf || short.length === 0) return undefined;
  const words = short.map(
    ({ diskName, percent }) => `${diskName} ${percent === undefined ? 'is not told' : `at ${percent} %`}`,
  );
  return `not every disk has arrived: ${listed(words)}. Azure would make a disk of it all the same, and it would be broken`;
};

const fromSnapshot = (snapshot: Snapshot): CopySource => {
  const { id, name, region, os, sizeBytes = 0 } = snapshot;
  const restorable = snapshotRestorable(snapshot);
  return {
    region,
    disks: [{ name, from: { kind: 'snapshot', id }, type: usualType, sizeBytes, ...(os === undefined && { lun: 0 }) }],
    os: os ?? 'unknown',
    trustedLaunch: false,
    ...(!restorable.now && { notNow: restorable.why }),
  };
};
