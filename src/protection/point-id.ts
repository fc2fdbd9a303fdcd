import { createHash } from 'node:crypto';
import type { Mechanism } from './point.ts';

/** Letters and digits that are not taken for one another. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const shortest = 6;

const prefixes = {
  'site-recovery': 'sr',
  backup: 'bk',
  'backup-secondary': 'xr',
  'restore-point': 'rp',
  snapshot: 'sn',
} satisfies Record<Mechanism, string>;

/** `sr-4k2m9q`: short enough to be typed, the same at every reading, and it tells what it is a point of. */
const shortPointId = (mechanism: Mechanism, resourceId: string, length = shortest): string => {
  const hash = createHash('sha256').update(resourceId.toLowerCase()).digest();
  const letters = [...hash].map((byte) => alphabet[byte % alphabet.length]);
  return `${prefixes[mechanism]}-${letters.slice(0, length).join('')}`;
};

/** A point of Azure Backup in the secondary region, by how people type it. */
export const isSecondaryPoint = (shortId: string): boolean =>
  shortId.toLowerCase().startsWith(`${prefixes['backup-secondary']}-`);

/** In both regions a backup point has one id: the mechanism tells them apart. */
export const pointKey = ({ mechanism, resourceId }: Unnamed): string => `${mechanism} ${resourceId.toLowerCase()}`;

interface Unnamed {
  readonly mechanism: Mechanism;
  readonly resourceId: string;
}

/** Short ids for a whole list; where two would be alike, both become longer. */
export const shortIdsOf = (points: readonly Unnamed[]): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  let left = points;
  for (let length = shortest; left.length > 0 && length <= 32; length += 2) {
    const named = left.map((point) => ({ point, id: shortPointId(point.mechanism, point.resourceId, length) }));
    const last = new Map(named.map(({ id }, at) => [id, at]));
    const alike = new Set(named.filter(({ id }, at) => last.get(id) !== at).map(({ id }) => id));
    const clear = new Set(named.filter(({ id }) => !alike.has(id)).map(({ point }) => point));
    for (const { point, id } of named) if (clear.has(point) || length === 32) ids.set(point.resourceId, id);
    left = left.filter((point) => !clear.has(point));
  }
  return ids;
};
