import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import { ok } from '../routes.ts';
import { requirePlan } from '../vault/lookup.ts';
import { planView } from './plan-view.ts';

/** The plan as its own GET and the end of every operation on it show it. */
export function getPlan(request: ArmRequest): ArmResponse {
  return ok(planView(request.world, requirePlan(request), 'get'));
}
