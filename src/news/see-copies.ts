import type { Policy } from '../policy/policy.ts';
import type { CopiesReader, RestorePointCollection } from '../ports/azure/copies.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { BegunCopy, CopyRecord, CopyRecords } from '../ports/copy-records.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import { attempt, listIn } from '../protection/attempt.ts';
import { followCopy, standingKept } from '../protection/copies/follow.ts';
import { begunCopy } from '../protection/copies/read-points.ts';
import { type CopyStanding, nextLookSeconds, reportSeconds } from '../protection/copies/standing.ts';
import { vmTag } from '../protection/copies/vm-tag.ts';
import { pointKey, shortIdsOf } from '../protection/point-id.ts';
import { nameIn, sameId } from '../protection/resource-id.ts';
import { copyNews } from '../views/copy.ts';
import { type About, aboutTargets, hearersOf } from './hearers.ts';
import type { Sighting } from './sighting.ts';

interface Parts {
  readonly readers: Readers;
  readonly kept: { readonly copies: CopyRecords };
}

interface Seeing {
  readonly asked: readonly Subscription[];
  readonly policy: Policy;
  /** What ended before that is old. */
  readonly since: Date;
  readonly now: Date;
}

/**
 * Copies of restore points to other regions. Those of this bot are followed by their operations, so of them only what
 * is remembered is read; those begun elsewhere are looked for and looked at as often as Azure has news, and only where
 * somebody would hear of it.
 */
export const createSeeCopies = ({ readers, kept }: Parts) => {
  let listed: { readonly at: number; readonly copies: readonly BegunCopy[] } | undefined;
  const list = async ({ now, ...seeing }: Seeing): Promise<readonly BegunCopy[]> => {
    if (listed && now.getTime() - listed.at < reportSeconds * 1000) return listed.copies;
    listed = { at: now.getTime(), copies: await listCopies(readers.copies, { now, ...seeing }) };
    return listed.copies;
  };
  return async (seeing: Seeing): Promise<readonly Sighting[]> => {
    const [found, unfinished] = await Promise.all([list(seeing), kept.copies.unfinished()]);
    const known = new Map([...found, ...unfinished].map((copy) => [copy.copyId, copy]));
    const seen = await Promise.all([...known.values()].map((copy) => seeCopy(copy, { readers, kept }, seeing)));
    return seen.flat();
  };
};

const seeCopy = async (copy: BegunCopy, parts: Parts, seeing: Seeing): Promise<readonly Sighting[]> => {
  const record = await parts.kept.copies.read(copy.copyId);
  if (copy.kind !== 'restore-point' || (record?.ended && record.ended.at < seeing.since)) return [];
  const own = record?.operation !== undefined;
  if (!own && !isHeard(copy, seeing)) return [];
  const asks = !own && !record?.ended && isDue(record, seeing.now);
  const standing = (asks ? await look(copy, parts) : undefined) ?? (record && standingKept(record));
  return standing ? [asSighting(standing, own, seeing.policy)] : [];
};

/** Undefined: Azure could not be asked, and the next round tries again. */
const look = async (copy: BegunCopy, { readers, kept }: Parts): Promise<CopyStanding | undefined> => {
  const following = followCopy(copy, readers, kept).then((value) => ({ value, readAt: value.seenAt, missing: [] }));
  const tried = await attempt('a copy', following);
  return tried.read ? tried.value : undefined;
};

const isDue = (record: CopyRecord | undefined, now: Date): boolean =>
  !record?.lookedAt || now.getTime() - record.lookedAt.getTime() >= nextLookSeconds(standingKept(record)) * 1000;

/** One list a collection, and of those alone that somebody would hear of. */
const listCopies = async (reader: CopiesReader, seeing: Seeing): Promise<readonly BegunCopy[]> => {
  const all = listIn(await attempt('the collections', reader.collections('shared')));
  const targets = all.flatMap((collection) => {
    const vmId = machineOf(collection, all);
    return collection.sourceCollectionId && isListed(collection, vmId, seeing) ? [{ collection, vmId }] : [];
  });
  const lists = await Promise.all(
    targets.map(async ({ collection, vmId }) => {
      const points = listIn(await attempt('the copies', reader.restorePoints(collection.id)));
      return points.filter(({ copyOf }) => copyOf).map((point) => begunCopy({ point, collection }, vmId, seeing.now));
    }),
  );
  return lists.flat();
};

/** A copy's collection knows only its source collection, and what this bot wrote on it. */
const machineOf = (
  { sourceCollectionId, tags }: RestorePointCollection,
  all: readonly RestorePointCollection[],
): string | undefined => all.find(({ id }) => sameId(id, sourceCollectionId))?.vmId ?? tags?.[vmTag];

const isListed = ({ id, region }: RestorePointCollection, vmId: string | undefined, seeing: Seeing): boolean =>
  seeing.asked.some(({ about }) => about.startsWith(`copy:${id.toLowerCase()}/`)) ||
  isHeard({ copyId: id, vmId, region }, seeing);

const isHeard = (copy: Pick<BegunCopy, 'copyId' | 'vmId' | 'region'>, { asked, policy }: Seeing): boolean => {
  const about = aboutCopy(copy, policy);
  const subjects = [...about.subjects, keyOf(copy)];
  return (
    hearersOf(
      about,
      asked.filter((each) => subjects.includes(each.about)),
      policy,
    ).length > 0
  );
};

const aboutCopy = ({ vmId, region }: Pick<BegunCopy, 'vmId' | 'region'>, policy: Policy): About =>
  aboutTargets(
    [
      ...(vmId ? [{ kind: 'vm', name: nameIn(vmId), where: '', resources: [vmId] } as const] : []),
      { kind: 'region', name: region, where: '', resources: [] },
    ],
    policy,
  );

const keyOf = ({ copyId }: Pick<BegunCopy, 'copyId'>): string => `copy:${copyId}`;

const asSighting = (standing: CopyStanding, own: boolean, policy: Policy): Sighting => {
  const { copy, state, percent, seenAt } = standing;
  const vm = copy.vmId ? nameIn(copy.vmId) : 'a VM that is gone';
  const ended = state !== 'arriving';
  return {
    key: keyOf(copy),
    title: `copy of ${copy.name} of ${vm} to ${copy.region}`,
    about: aboutCopy(copy, policy),
    state: `${state} ${percent}`,
    ended,
    percent,
    event: eventOf(standing),
    kind: 'work',
    card: copyNews(standing, vm, shortId(copy.copyId)),
    ...(ended && { endedAt: seenAt }),
    ...(own && { own }),
  };
};

const eventOf = ({ state }: CopyStanding) => {
  if (state === 'arriving') return 'progress';
  return state === 'arrived' ? 'completed' : 'failed';
};

const shortId = (copyId: string): string => {
  const key = pointKey({ mechanism: 'restore-point', resourceId: copyId });
  return shortIdsOf([{ mechanism: 'restore-point', resourceId: key }]).get(key) ?? copyId;
};
