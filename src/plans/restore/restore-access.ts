import type { Access } from '../../definitions/command.ts';
import type { Target } from '../../ports/names.ts';

/** Whoever restores needs the area of the mechanism, which a point's short id tells. */
export const restoreAccess = ({ name }: Target): Access => ({
  level: 'operator',
  area: /^(?:bk|xr)-/iu.test(name) ? 'backup' : 'copies',
});
