import type { KeptReaders } from '../../ports/kept.ts';
import type { Target } from '../../ports/names.ts';
import type { Sight } from '../sight.ts';
import { readOnePoint } from './read-points.ts';
import { readSnapshotList } from './read-snapshots.ts';
import type { CopyStanding } from './standing.ts';

interface NamedCopy {
  /** As people type it. */
  readonly id: string;
  readonly standing: CopyStanding;
}

/** The copy that was named, of a restore point or of a snapshot; undefined: it is none. */
export const readNamedCopy = async (
  named: Target,
  sources: Sight & { readonly kept: KeptReaders },
): Promise<NamedCopy | undefined> => {
  const point = await readOnePoint(named, sources);
  if (point) return point.standing && { id: point.id, standing: point.standing };
  const { snapshots } = await readSnapshotList({ ...named, kind: 'vm', name: named.where, where: '' }, sources);
  const typed = named.name.toLowerCase();
  const found = snapshots.find(({ shortId, name }) => shortId === typed || name.toLowerCase() === typed);
  return found?.standing && { id: found.shortId, standing: found.standing };
};
