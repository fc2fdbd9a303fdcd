import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { recoveryPointNotFound } from './errors.ts';
import { filterOf, timeIn } from './filter.ts';
import { type ProtectedItem, requireItem } from './item.ts';
import { ITEM_ACTION, ITEM_PATH, POINT_PATH } from './names.ts';
import { recoveryPointView } from './recovery-point-view.ts';
import { findPoint, type RecoveryPoint, recoveryPointsOf } from './recovery-points.ts';

export const recoveryPointRoutes: readonly Route[] = [
  {
    operation: 'RecoveryPoints_List',
    method: 'GET',
    path: `${ITEM_PATH}/recoveryPoints`,
    action: `${ITEM_ACTION}/recoveryPoints/read`,
    coverage: 'partial',
    note: 'Filters by startDate and endDate; the tiers are InstantRP and HardenedRP, never the archive.',
    handle: list,
  },
  {
    operation: 'RecoveryPoints_Get',
    method: 'GET',
    path: POINT_PATH,
    action: `${ITEM_ACTION}/recoveryPoints/read`,
    coverage: 'supported',
    handle: get,
  },
];

function list(request: ArmRequest): ArmResponse {
  const { item } = requireItem(request);
  const points = within(request, recoveryPointsOf(request.world, item));
  const view = (point: RecoveryPoint) => recoveryPointView(request.world, item, point);
  return { status: 200, body: page(request, points, { size: 200, view }) };
}

/** Those that the filter's dates leave. */
export function within(request: ArmRequest, points: readonly RecoveryPoint[]): RecoveryPoint[] {
  const filter = filterOf(request);
  const from = timeIn(filter, 'startDate') ?? Number.NEGATIVE_INFINITY;
  const until = timeIn(filter, 'endDate') ?? Number.POSITIVE_INFINITY;
  return points.filter((point) => point.at >= from && point.at <= until);
}

function get(request: ArmRequest): ArmResponse {
  const { item } = requireItem(request);
  return { status: 200, body: recoveryPointView(request.world, item, requirePoint(request, item)) };
}

export function requirePoint(request: ArmRequest, item: ProtectedItem): RecoveryPoint {
  const id = `${request.params.recoveryPointId}`;
  const point = findPoint(request.world, item, id);
  if (point === undefined) throw recoveryPointNotFound(id);
  return point;
}
