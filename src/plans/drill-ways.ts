import type { PlanContext } from '../definitions/command.ts';
import type { Area } from '../policy/policy.ts';
import { planCrossRegionDrill } from './backup/plan-cross-region-drill.ts';
import type { Plan } from './plan.ts';
import { planDrill } from './recovery/drill.ts';
import type { DrillWish } from './recovery/drill-wish.ts';

interface DrillWay {
  /** Whose Operators may drill by it. */
  readonly area: Area;
  readonly plan: (wish: DrillWish, context: PlanContext) => Promise<Plan>;
}

/** What a recovery can be practised with: the same that it would be done with. */
export const drillWays = {
  'site-recovery': { area: 'recovery', plan: planDrill },
  'cross-region-restore': { area: 'backup', plan: planCrossRegionDrill },
} as const satisfies Readonly<Record<string, DrillWay>>;
