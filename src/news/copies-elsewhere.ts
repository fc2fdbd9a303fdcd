import type { RestorePointCollection, Snapshot } from '../ports/azure/copies.ts';
import type { Vm } from '../ports/azure/estate.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { BegunCopy, CopyRecords } from '../ports/copy-records.ts';
import { attempt, listIn } from '../protection/attempt.ts';
import { begunCopy } from '../protection/copies/read-points.ts';
import { begunSnapshotCopy } from '../protection/copies/read-snapshots.ts';
import { isUnderWay, sourceOf } from '../protection/copies/snapshot-order.ts';
import { vmTag } from '../protection/copies/vm-tag.ts';
import { regionKey, sameId } from '../protection/resource-id.ts';
import { type Audience, isHeard, keyOfCopy } from './copy-sighting.ts';

export interface CopyParts {
  readonly readers: Readers;
  readonly kept: { readonly copies: CopyRecords };
}

interface Listing extends Audience {
  readonly now: Date;
}

export interface FoundCopy {
  readonly copy: BegunCopy;
  /** Nobody listed its place lately: it may have ended long before. */
  readonly mayBeOld: boolean;
}

/** Copies that somebody would hear of, as Azure lists them; which of them are known is for the caller to say. */
export const listCopies = async (parts: CopyParts, listing: Listing): Promise<readonly FoundCopy[]> => {
  const lists = await Promise.all([pointCopies(parts, listing), snapshotCopies(parts, listing)]);
  return lists.flat().filter(({ copy }) => isHeard(copy, listing));
};

/** One list a collection, and of those alone that somebody would hear of. */
const pointCopies = async ({ readers, kept }: CopyParts, listing: Listing): Promise<readonly FoundCopy[]> => {
  const all = listIn(await attempt('the collections', readers.copies.collections('fresh')));
  const targets = all.filter((each) => each.sourceCollectionId && isListed(each, machineOf(each, all), listing));
  const lists = await Promise.all(
    targets.map(async (collection) => {
      const points = await attempt('the copies', readers.copies.restorePoints(collection.id));
      if (!points.read) return [];
      const before = await kept.copies.listed(collection.id.toLowerCase(), listing.now);
      const copies = points.value.filter(({ copyOf }) => copyOf);
      return copies.map((point) => ({
        copy: begunCopy({ point, collection }, machineOf(collection, all), listing.now),
        mayBeOld: before === undefined,
      }));
    }),
  );
  return lists.flat();
};

/** A copy's collection knows only its source collection, and what this bot wrote on it. */
const machineOf = (
  { sourceCollectionId, tags }: RestorePointCollection,
  all: readonly RestorePointCollection[],
): string | undefined => all.find(({ id }) => sameId(id, sourceCollectionId))?.vmId ?? tags?.[vmTag];

const isListed = ({ id, region }: RestorePointCollection, vmId: string | undefined, listing: Listing): boolean =>
  listing.asked.some(({ about }) => about.startsWith(`${keyOfCopy({ copyId: id.toLowerCase() })}/`)) ||
  isHeard({ copyId: id, vmId, region }, listing);

/** One list tells of all how far they are, so that what ended before the last one costs nothing more. */
const snapshotCopies = async ({ readers, kept }: CopyParts, listing: Listing): Promise<readonly FoundCopy[]> => {
  const all = await attempt('the snapshots', readers.copies.snapshots('fresh'));
  if (!all.read) return [];
  const before = await kept.copies.listed('snapshots', listing.now);
  const fresh = all.value.filter((each) => isCopy(each, all.value) && (isUnderWay(each) || isSince(each, before)));
  const vms = fresh.length > 0 ? listIn(await attempt('the machines', readers.estate.vms('shared'))) : [];
  return fresh.map((snapshot) => ({
    copy: begunSnapshotCopy(snapshot, ownerOf(snapshot, all.value, vms), listing.now),
    mayBeOld: false,
  }));
};

/** Within a region, a snapshot of a snapshot is there at once. */
const isCopy = (snapshot: Snapshot, all: readonly Snapshot[]): boolean => {
  const source = sourceOf(snapshot, all);
  return snapshot.copyOf !== undefined && regionKey(source?.region ?? '') !== regionKey(snapshot.region);
};

/** A snapshot tells when its copy began; Azure's clock need not be ours. */
const isSince = ({ createdAt }: Snapshot, before: Date | undefined): boolean =>
  before !== undefined && createdAt !== undefined && createdAt.getTime() > before.getTime() - 60_000;

/** A snapshot knows its disk alone; whose that is the machines tell. */
const ownerOf = (copy: Snapshot, all: readonly Snapshot[], vms: readonly Vm[]): string | undefined => {
  const disk = sourceOf(copy, all)?.diskId;
  return vms.find(({ disks }) => disks.some(({ id }) => sameId(id, disk)))?.id.toLowerCase();
};
