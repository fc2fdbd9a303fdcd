import { sameId } from '../resource-id.ts';
import { type MachinePoints, madeAt, type PlacedPoint } from './machine-points.ts';

/**
 * What the next increment is told from, ids in lower case: the oldest of each collection, which holds everything; and,
 * for each region that copies went to, the last point that was copied and its copy, on both sides.
 */
export const nextNeeds = ({ points }: MachinePoints): ReadonlySet<string> => {
  const needed = new Set<string>();
  const keep = (each: PlacedPoint | undefined) => each && needed.add(each.point.id.toLowerCase());
  const collections = new Set(points.map(({ collection }) => collection.id));
  for (const id of collections) {
    const inside = points.filter(({ collection }) => collection.id === id).toSorted((a, b) => madeAt(a) - madeAt(b));
    keep(inside[0]);
    const last = inside.findLast(({ point }) => point.copyOf !== undefined);
    keep(last);
    keep(points.find(({ point }) => sameId(point.id, last?.point.copyOf)));
  }
  return needed;
};
