import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { recoveryPointNotFound } from '../backup/errors.ts';
import type { ProtectedItem } from '../backup/item.ts';
import { ITEM_ACTION, ITEM_PATH, POINT_PATH } from '../backup/names.ts';
import { within } from '../backup/recovery-point-routes.ts';
import { secondaryPointView } from '../backup/recovery-point-view.ts';
import type { RecoveryPoint } from '../backup/recovery-points.ts';
import { asksSecondary, requireSecondaryItem, secondaryPointsOf, secondaryRegionIn } from './secondary.ts';

export const secondaryPointRoutes: readonly Route[] = [
  {
    operation: 'RecoveryPointsCrr_List',
    method: 'GET',
    path: `${ITEM_PATH}/recoveryPoints/`,
    action: `${ITEM_ACTION}/recoveryPoints/read`,
    versions: asksSecondary,
    region: secondaryRegionIn,
    coverage: 'supported',
    handle: list,
  },
  {
    operation: 'RecoveryPointsCrr_Get',
    method: 'GET',
    path: POINT_PATH,
    action: `${ITEM_ACTION}/recoveryPoints/read`,
    versions: asksSecondary,
    region: secondaryRegionIn,
    coverage: 'supported',
    handle: get,
  },
];

function list(request: ArmRequest): ArmResponse {
  const { item } = requireSecondaryItem(request);
  const points = within(request, secondaryPointsOf(request.world, item));
  const view = (point: RecoveryPoint) => secondaryPointView(item, point);
  return { status: 200, body: page(request, points, { size: 200, view }) };
}

function get(request: ArmRequest): ArmResponse {
  const { item } = requireSecondaryItem(request);
  return { status: 200, body: secondaryPointView(item, requireSecondaryPoint(request, item)) };
}

export function requireSecondaryPoint(request: ArmRequest, item: ProtectedItem): RecoveryPoint {
  const id = `${request.params.recoveryPointId}`;
  const point = secondaryPointsOf(request.world, item).find((one) => one.id === id);
  if (point === undefined) throw recoveryPointNotFound(id);
  return point;
}
