import type { BegunCopy } from '../../ports/copy-records.ts';
import type { Target } from '../../ports/names.ts';
import type { Point } from '../point.ts';
import { readPoints } from '../read-points.ts';
import { nameIn, subscriptionIn } from '../resource-id.ts';
import type { Sight } from '../sight.ts';

interface FoundCopy {
  readonly copy: BegunCopy;
  readonly point: Point;
}

/** The copy in another region that a point's id stands for, whoever began it; undefined: it is none, or not there. */
export const findCopy = async (named: Target, sight: Sight): Promise<FoundCopy | undefined> => {
  const { points, vmId, now } = await readPoints({ ...named, kind: 'vm', name: named.where }, sight);
  const point = points.find(({ id }) => id === named.name.toLowerCase());
  if (!point?.copyOf || (point.mechanism !== 'restore-point' && point.mechanism !== 'snapshot')) return undefined;
  const copyId = point.resourceId.toLowerCase();
  const source = points.find(({ id }) => id === point.copyOf)?.resourceId ?? point.copyOf;
  const { mechanism: kind, region } = point;
  const place =
    kind === 'snapshot' ? `${subscriptionIn(copyId)}/${region}` : copyId.slice(0, copyId.indexOf('/restorepoints/'));
  const copy = {
    copyId,
    kind,
    name: point.name ?? nameIn(copyId),
    sourceId: source.toLowerCase(),
    region,
    place: place.toLowerCase(),
    vmId,
    // Azure does not say when a copy was begun, so it counts from now.
    begunAt: now,
  };
  return { copy, point };
};
