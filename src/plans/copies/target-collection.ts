import { createHash } from 'node:crypto';
import type { RestorePointCollection } from '../../ports/azure/copies.ts';
import { regionKey, sameId } from '../../protection/resource-id.ts';

/** Where copies of a collection go in another region. */
export interface TargetCollection {
  readonly id: string;
  readonly region: string;
  readonly there: boolean;
  /** Somebody else's bears the name that it would get. */
  readonly taken: boolean;
}

/** The one that is there, whoever made it; else its name follows from the source, so that asking twice means the same. */
export const targetCollection = (
  source: { readonly id: string; readonly name: string },
  region: string,
  all: readonly RestorePointCollection[],
): TargetCollection => {
  const id = source.id.replace(/[^/]+$/u, conventional(source, region));
  const there = all.filter(
    (each) => sameId(each.sourceCollectionId, source.id) && regionKey(each.region) === regionKey(region),
  );
  const chosen = there.find((each) => sameId(each.id, id)) ?? there[0];
  const named = all.find((each) => sameId(each.id, id));
  return {
    id: chosen?.id ?? id,
    region,
    there: chosen !== undefined,
    taken: chosen === undefined && named !== undefined,
  };
};

const conventional = ({ id, name }: { readonly id: string; readonly name: string }, region: string): string => {
  const hash = createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 6);
  return `${name.slice(0, 50)}-${region}-${hash}`;
};
