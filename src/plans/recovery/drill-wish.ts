import type { PointSelector } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';

export interface DrillWish {
  readonly target: Target;
  /** Where test machines may stand; a drill that starts none needs none. */
  readonly network: string | undefined;
  readonly point: PointSelector;
}
