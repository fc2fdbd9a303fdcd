import type { Snapshot } from '../../ports/azure/copies.ts';
import { regionTitle } from '../../views/region-title.ts';
import { regionKey, sameId, subscriptionIn } from '../resource-id.ts';

/** Azure copies so many at once into one region of a subscription. */
const mostSnapshotCopies = 100;

export const isUnderWay = ({ percent, copyError }: Snapshot): boolean =>
  percent !== undefined && percent < 100 && !copyError;

/** Copies in a region, of any disk of the snapshot's subscription. */
const copiesInto = (snapshot: Snapshot, region: string, all: readonly Snapshot[]): readonly Snapshot[] =>
  all.filter(
    (each) =>
      each.copyOf !== undefined &&
      regionKey(each.region) === regionKey(region) &&
      subscriptionIn(each.id).toLowerCase() === subscriptionIn(snapshot.id).toLowerCase(),
  );

export const sourceOf = (copy: Snapshot, all: readonly Snapshot[]): Snapshot | undefined =>
  all.find(({ id }) => sameId(id, copy.copyOf));

const made = (snapshot: Snapshot | undefined): number => snapshot?.createdAt?.getTime() ?? 0;

/** Copies in the region of the same disk's snapshots. */
const ofSameDisk = (snapshot: Snapshot, region: string, all: readonly Snapshot[]): readonly Snapshot[] =>
  copiesInto(snapshot, region, all).filter((copy) => sameId(sourceOf(copy, all)?.diskId, snapshot.diskId));

export const copyOfIn = (snapshot: Snapshot, region: string, all: readonly Snapshot[]): Snapshot | undefined =>
  copiesInto(snapshot, region, all).find(({ copyOf }) => sameId(copyOf, snapshot.id));

/** One that was made after it and is there already: then the order cannot be kept any more. */
export const laterIn = (snapshot: Snapshot, region: string, all: readonly Snapshot[]): Snapshot | undefined =>
  ofSameDisk(snapshot, region, all).find((copy) => made(sourceOf(copy, all)) > made(snapshot));

/** What it has to wait for: another copy of its disk, or the number of all. */
export const waitsFor = (snapshot: Snapshot, region: string, all: readonly Snapshot[]): string | undefined => {
  const same = ofSameDisk(snapshot, region, all).find(isUnderWay);
  if (same) return `${same.name}, another copy of the same disk, is under way, and Azure takes one at a time`;
  const count = copiesInto(snapshot, region, all).filter(isUnderWay).length;
  return count >= mostSnapshotCopies
    ? `${count} copies into ${regionTitle(region)} are under way, the most that Azure takes at once`
    : undefined;
};

export const copiesUnderWayOf = (snapshot: Snapshot, all: readonly Snapshot[]): readonly Snapshot[] =>
  all.filter((each) => sameId(each.copyOf, snapshot.id) && isUnderWay(each));
