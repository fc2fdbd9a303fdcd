import type { CopiesReader, RestorePoint, RestorePointCollection } from '../../ports/azure/copies.ts';
import type { Gaps } from '../../ports/azure/reading.ts';
import type { Target } from '../../ports/names.ts';
import { gapsIn } from '../../protection/attempt.ts';
import { pointKey, shortIdsOf } from '../point-id.ts';
import { regionKey, sameId } from '../resource-id.ts';
import { vmTag } from './vm-tag.ts';

/** A restore point, or a copy of one, with the id that people type. */
export interface PlacedPoint {
  readonly id: string;
  readonly point: RestorePoint;
  readonly collection: RestorePointCollection;
}

/** Every restore point of one machine, wherever it is. */
export interface MachinePoints {
  readonly machine: Target;
  /** The machine's own collections, and those that copies of theirs are in. */
  readonly collections: readonly RestorePointCollection[];
  readonly points: readonly PlacedPoint[];
  readonly missing: Gaps;
  readonly readAt: Date;
}

export const readMachinePoints = async (machine: Target, reader: CopiesReader): Promise<MachinePoints> => {
  const all = await reader.collections('fresh');
  const collections = collectionsOf(machine, all.value);
  const lists = await Promise.all(
    collections.map(async (collection) => ({ collection, ...(await reader.restorePoints(collection.id)) })),
  );
  const found = lists.flatMap(({ collection, value }) => value.map((point) => ({ point, collection })));
  const keyed = found.map((each) => ({
    ...each,
    key: pointKey({ mechanism: 'restore-point', resourceId: each.point.id }),
  }));
  const ids = shortIdsOf(keyed.map(({ key }) => ({ mechanism: 'restore-point', resourceId: key })));
  return {
    machine,
    collections,
    points: keyed.map(({ key, ...each }) => ({ ...each, id: ids.get(key) ?? each.point.id })),
    missing: gapsIn([all, ...lists]),
    readAt: all.readAt,
  };
};

const collectionsOf = (
  { resources }: Target,
  all: readonly RestorePointCollection[],
): readonly RestorePointCollection[] => {
  const isMine = (id: string | undefined) => resources.some((each) => sameId(each, id));
  const own = all.filter(({ vmId, tags }) => isMine(vmId) || isMine(tags?.[vmTag]));
  const copies = all.filter((each) => own.some(({ id }) => sameId(id, each.sourceCollectionId)));
  return [...new Set([...own, ...copies])];
};

/** The point that a short id stands for; a name does where it is borne alone, by an original before its copies. */
export const pointNamed = ({ points }: MachinePoints, typed: string): PlacedPoint | undefined => {
  const name = typed.toLowerCase();
  const called = points.filter(({ point }) => point.name.toLowerCase() === name);
  const originals = called.filter(({ point }) => !point.copyOf);
  const meant = originals.length > 0 ? originals : called;
  return points.find(({ id }) => id === name) ?? (meant.length === 1 ? meant[0] : undefined);
};

export const copiesIn = ({ points }: MachinePoints, region: string): readonly PlacedPoint[] =>
  points.filter(({ point }) => point.copyOf !== undefined && regionKey(point.region) === regionKey(region));

/** A copy shows the time of its source, so this is the order in which sources were made. */
export const madeAt = ({ point }: PlacedPoint): number => point.createdAt?.getTime() ?? 0;
