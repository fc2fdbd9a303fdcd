import type { CopiesReader } from '../../ports/azure/copies.ts';
import { sameId } from '../resource-id.ts';
import { type MachinePoints, madeAt, type PlacedPoint } from './machine-points.ts';
import { nextNeeds } from './needed.ts';

/** Points that a schedule has made, told by how their names begin; in every region the newest stay. */
export const prunable = async (
  all: MachinePoints,
  { prefix, keep }: { readonly prefix: string; readonly keep: number },
  reader: CopiesReader,
): Promise<readonly PlacedPoint[]> => {
  const mine = all.points.filter(({ point }) => point.name.startsWith(prefix));
  const needed = nextNeeds(all);
  const old = [...new Set(mine.map(({ collection }) => collection.id))].flatMap((id) =>
    mine
      .filter(({ collection }) => collection.id === id)
      .toSorted((a, b) => madeAt(b) - madeAt(a))
      .slice(keep),
  );
  const free = old.filter(({ point }) => !needed.has(point.id.toLowerCase()));
  const travelling = await Promise.all(free.map((each) => isTravelling(each, all, reader)));
  return free.filter((_, at) => !travelling[at]);
};

/** It is a copy that has not arrived, or the source of one. */
const isTravelling = async (
  { point }: PlacedPoint,
  { points }: MachinePoints,
  reader: CopiesReader,
): Promise<boolean> => {
  const copies = point.copyOf
    ? [point]
    : points.map((each) => each.point).filter((each) => sameId(each.copyOf, point.id));
  const progress = await Promise.all(copies.map(({ id }) => reader.progress(id)));
  return progress.some(({ value }) => value?.disks.some(({ percent = 0, copyFailed }) => percent < 100 && !copyFailed));
};
