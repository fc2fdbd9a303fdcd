import type { PlanContext } from '../../definitions/command.ts';
import type { Target } from '../../ports/names.ts';
import type { Point } from '../../protection/point.ts';
import type { Plan } from '../plan.ts';

/** What is to be made from a recovery point, as it was asked for. */
export interface RestoreWish {
  readonly what: 'disks' | 'vm';
  /** Named by its short id; its resource is the machine whose point it is. */
  readonly point: Target;
  /** Where to, in the region of the point; the machine's own group where nothing is said. */
  readonly resourceGroup: string | undefined;
  readonly network: string | undefined;
  readonly subnet: string | undefined;
  readonly zone: string | undefined;
  /** Of the new machine, or the beginning of the names of the new disks. */
  readonly name: string | undefined;
  readonly size: string | undefined;
  readonly stagingAccount: string | undefined;
}

/** One for each mechanism; `point` is what the short id stands for, to be read again where it decides. */
export type RestorePlanner = (wanted: RestoreWish, point: Point, context: PlanContext) => Promise<Plan>;
