import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import { ok } from '../routes.ts';
import { requireItem } from '../vault/lookup.ts';
import { itemView } from './item-view.ts';

/** The item as its own GET and the end of every operation on it show it. */
export function getItem(request: ArmRequest): ArmResponse {
  return ok(itemView(request.world, requireItem(request), 'get'));
}
