import type { BegunCopy, CopyRecord } from '../ports/copy-records.ts';
import { attempt } from '../protection/attempt.ts';
import { followCopy, standingKept } from '../protection/copies/follow.ts';
import { type CopyStanding, nextLookSeconds, reportSeconds, roundSeconds } from '../protection/copies/standing.ts';
import { type CopyParts, type FoundCopy, listCopies } from './copies-elsewhere.ts';
import { type Audience, copySighting, isHeard, keyOfCopy } from './copy-sighting.ts';
import type { Sighting } from './sighting.ts';

interface Seeing extends Audience {
  /** What ended before that is old. */
  readonly since: Date;
  readonly now: Date;
}

/**
 * Copies to other regions. Those of this bot are followed by their operations, so of them what is remembered is read;
 * those begun elsewhere are looked for and looked at as often as Azure has news, and only where somebody would hear of
 * it. What has ended is shown until everybody has been told.
 */
export const createSeeCopies = (parts: CopyParts) => {
  const find = createFinder(parts);
  return async (seeing: Seeing): Promise<readonly Sighting[]> => {
    const { copies } = parts.kept;
    const [found, unfinished, untold] = await Promise.all([find(seeing), copies.unfinished(), copies.untold()]);
    const known = new Map([...unfinished, ...untold].map((record) => [record.copyId, record]));
    const fresh = found.filter(({ copy }) => !known.has(copy.copyId));
    const seen = await Promise.all([
      ...[...known.values()].map((record) => seeKnown(record, parts, seeing)),
      ...fresh.map((each) => seeFound(each, parts, seeing)),
    ]);
    return seen.flat();
  };
};

/** Looks for new ones as often as Azure has news, and whenever somebody has begun to watch something. */
const createFinder = (parts: CopyParts) => {
  let last: { readonly at: number; readonly asked: string; readonly found: readonly FoundCopy[] } | undefined;
  return async (seeing: Seeing): Promise<readonly FoundCopy[]> => {
    const asked = seeing.asked.map(({ id }) => id).join(' ');
    const at = seeing.now.getTime();
    if (last?.asked === asked && at - last.at < (reportSeconds - roundSeconds) * 1000) return last.found;
    last = { at, asked, found: await listCopies(parts, seeing) };
    return last.found;
  };
};

const seeKnown = async (record: CopyRecord, parts: CopyParts, seeing: Seeing): Promise<readonly Sighting[]> => {
  const own = record.operation !== undefined;
  const heard = own ? seeing.asked.some(({ about }) => about === keyOfCopy(record)) : isHeard(record, seeing);
  const old = record.ended && record.ended.at < seeing.since;
  if (!heard || old) {
    if (record.ended) await parts.kept.copies.told(record.copyId);
    return [];
  }
  const asks = !record.ended && isDue(record, seeing.now);
  const standing = (asks ? await look(record, parts) : undefined) ?? standingKept(record);
  return [asSighting(standing, parts, seeing)];
};

/** One of which nothing is remembered. */
const seeFound = async (
  { copy, mayBeOld }: FoundCopy,
  parts: CopyParts,
  seeing: Seeing,
): Promise<readonly Sighting[]> => {
  const { copies } = parts.kept;
  if (await copies.read(copy.copyId)) return [];
  const standing = await look(copy, parts);
  if (!standing) return [];
  if (!mayBeOld || standing.state === 'arriving') return [asSighting(standing, parts, seeing)];
  await copies.told(copy.copyId);
  return [];
};

const asSighting = (standing: CopyStanding, { kept }: CopyParts, { policy }: Seeing): Sighting =>
  copySighting(standing, { policy, settle: () => kept.copies.told(standing.copy.copyId) });

/** Undefined: Azure could not be asked, and the next round tries again. */
const look = async (copy: BegunCopy, { readers, kept }: CopyParts): Promise<CopyStanding | undefined> => {
  const following = followCopy(copy, readers, kept).then((value) => ({ value, readAt: value.seenAt, missing: [] }));
  const tried = await attempt('a copy', following);
  return tried.read ? tried.value : undefined;
};

/** Of a copy whose operation has not looked for so long, nobody else would notice the end. */
const operationSeconds = 2 * reportSeconds;

const isDue = (record: CopyRecord, now: Date): boolean => {
  const { lookedAt = record.operation ? record.begunAt : undefined } = record;
  if (!lookedAt) return true;
  const wait = record.operation ? operationSeconds : nextLookSeconds(standingKept(record));
  return now.getTime() - lookedAt.getTime() >= wait * 1000;
};
