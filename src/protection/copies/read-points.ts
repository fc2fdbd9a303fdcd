import type { Readers } from '../../ports/azure/readers.ts';
import type { BegunCopy, CopyRecord } from '../../ports/copy-records.ts';
import type { KeptReaders } from '../../ports/kept.ts';
import type { Target } from '../../ports/names.ts';
import { gapsIn } from '../../protection/attempt.ts';
import { readCopy } from './follow.ts';
import { type MachinePoints, madeAt, type PlacedPoint, pointNamed, readMachinePoints } from './machine-points.ts';
import { rememberedCopies } from './remembered.ts';
import type { CopyStanding } from './standing.ts';

interface Sources {
  readonly readers: Readers;
  readonly kept: KeptReaders;
}

export interface ListedPoint extends PlacedPoint {
  /** Of a copy: what the bot remembers of it. */
  readonly record?: CopyRecord;
  /** Of a copy that may still be on its way. */
  readonly standing?: CopyStanding;
}

export interface PointList extends MachinePoints {
  readonly points: readonly ListedPoint[];
}

/** How far a copy is costs a request each; of so many it is asked, the newest first. */
const mostAsked = 5;

/** Source and copies together, the newest first, a copy after its source. */
export const readPointList = async (vm: Target, { readers, kept }: Sources): Promise<PointList> => {
  const [all, remembered] = await Promise.all([
    readMachinePoints(vm, readers.copies),
    rememberedCopies(vm.resources[0] ?? '', kept.copies),
  ]);
  const points = all.points.toSorted(newestFirst).map((each): ListedPoint => {
    const record = remembered.records.get(each.point.id.toLowerCase());
    return { ...each, ...(record && { record }) };
  });
  const unsure = points.filter(({ point, record }) => point.copyOf && !record?.ended).slice(0, mostAsked);
  const standings = new Map(
    await Promise.all(
      unsure.map(
        async (each) => [each, await readCopy(begunCopy(each, vm.resources[0], all.readAt), readers, kept)] as const,
      ),
    ),
  );
  return {
    ...all,
    missing: gapsIn([all, remembered]),
    points: points.map((each) => {
      const standing = standings.get(each);
      return { ...each, ...(standing && { standing }) };
    }),
  };
};

const newestFirst = (a: PlacedPoint, b: PlacedPoint): number =>
  madeAt(b) - madeAt(a) || Number(a.point.copyOf !== undefined) - Number(b.point.copyOf !== undefined);

export const readOnePoint = async (named: Target, sources: Sources): Promise<ListedPoint | undefined> => {
  const { readers, kept } = sources;
  const machine: Target = { ...named, kind: 'vm', name: named.where, where: '' };
  const all = await readMachinePoints(machine, readers.copies);
  const one = pointNamed(all, named.name);
  if (!one?.point.copyOf) return one;
  const standing = await readCopy(begunCopy(one, machine.resources[0], all.readAt), readers, kept);
  const record = await kept.copies.read(one.point.id.toLowerCase());
  return { ...one, standing, ...(record && { record }) };
};

/** A copy as it is known before anything is remembered of it: begun elsewhere, and seen first now. */
export const begunCopy = (
  { point, collection }: Pick<PlacedPoint, 'point' | 'collection'>,
  vmId: string | undefined,
  seenAt: Date,
): BegunCopy => ({
  copyId: point.id.toLowerCase(),
  kind: 'restore-point',
  name: point.name,
  sourceId: (point.copyOf ?? '').toLowerCase(),
  region: point.region,
  place: collection.id.toLowerCase(),
  vmId,
  begunAt: seenAt,
});
