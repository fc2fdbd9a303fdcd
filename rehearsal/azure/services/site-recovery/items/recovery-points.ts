import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { guidOf, ITEM, parentOf, serviceId, spread, types } from '../names.ts';
import { ok, row } from '../routes.ts';
import { fineTime } from '../times.ts';
import { containerGuid, findPolicy, missing, requireItem } from '../vault/lookup.ts';
import type { ProtectedItem } from './item.ts';
import { lastHeard, rpoOf } from './progress.ts';
import { stageOf } from './stages.ts';

const MINUTE = 60_000;
const SLOT = 5 * MINUTE;
/** All points are kept this long; of the older ones about one an hour. */
const KEPT_WHOLE = 120 * MINUTE;
const SPARSE = 11;
const USUAL_RPO = 600;

/** A point in time to which the machine can be taken back. Never stored: it follows from the clock and the policy. */
export interface RecoveryPoint {
  readonly id: string;
  readonly time: number;
  readonly type: 'CrashConsistent' | 'ApplicationConsistent';
}

/** The oldest first, as Azure lists them. */
function recoveryPointsOf(world: World, item: ProtectedItem): RecoveryPoint[] {
  const stage = stageOf(world, item);
  if (stage !== 'protected' && stage !== 'test-failover-waiting' && stage !== 'failed-over') return [];
  const until = lastHeard(world, item) - behindMs(world, item);
  const policy = findPolicy(world, item.state.policyId)?.state;
  const retention = (policy?.retention ?? 0) * MINUTE;
  const first = Math.max(item.state.protectedAt, until - Math.max(retention, SLOT));
  const appEvery = policy?.appConsistentEvery ? Math.round(policy.appConsistentEvery / 5) : 0;
  const points: RecoveryPoint[] = [];
  for (let slot = Math.ceil(first / SLOT); slot * SLOT <= until; slot += 1) {
    const point = pointAt(item, slot, until, appEvery);
    if (point !== undefined && point.time <= until) points.push(point);
  }
  return points.length > 0 ? points : [firstPoint(item)];
}

/** A machine whose RPO is long has no newer point either. */
function behindMs(world: World, item: ProtectedItem): number {
  const { seconds } = rpoOf(world, item);
  return seconds !== null && seconds > USUAL_RPO ? seconds * 1000 : 20_000;
}

function pointAt(item: ProtectedItem, slot: number, until: number, appEvery: number): RecoveryPoint | undefined {
  const number = slot + spread(1000, item.state.lifecycleId);
  const isApp = appEvery > 0 && number % appEvery === 0;
  if (!isApp && until - slot * SLOT > KEPT_WHOLE && number % SPARSE !== 0) return undefined;
  const time = slot * SLOT + spread(40_000, item.state.lifecycleId, slot);
  return { id: pointId(item, slot), time, type: isApp ? 'ApplicationConsistent' : 'CrashConsistent' };
}

/** The point whose arrival made the item protected. */
function firstPoint(item: ProtectedItem): RecoveryPoint {
  return { id: pointId(item, 0), time: item.state.protectedAt - 20_000, type: 'CrashConsistent' };
}

function pointId({ state }: ProtectedItem, slot: number): string {
  return guidOf('point', state.lifecycleId, state.turn, slot);
}

/** By id, or by one of the names that plans use; the newest where nothing is said. */
export function choosePoint(world: World, item: ProtectedItem, wish: string | undefined): RecoveryPoint | undefined {
  const points = recoveryPointsOf(world, item);
  if (wish === undefined || wish === '' || wish === 'Latest' || wish === 'LatestProcessed') return points.at(-1);
  if (wish === 'LatestCrashConsistent')
    return points.findLast(({ type }) => type === 'CrashConsistent') ?? points.at(-1);
  if (wish === 'LatestApplicationConsistent') return points.findLast(({ type }) => type === 'ApplicationConsistent');
  const id = wish.slice(wish.lastIndexOf('/') + 1).toLowerCase();
  return points.find((point) => point.id === id);
}

/** Below the container's GUID, not its name. */
export function recoveryPointArmId(item: ProtectedItem, pointId: string): string {
  const containerId = parentOf(item.id);
  const container = `${parentOf(containerId)}/replicationProtectionContainers/${containerGuid(containerId)}`;
  return serviceId(`${container}/replicationProtectedItems/${item.name}/recoveryPoints/${pointId}`);
}

const ACTION = 'replicationFabrics/replicationProtectionContainers/replicationProtectedItems/recoveryPoints/read';

export const recoveryPointRoutes: readonly Route[] = [
  row('RecoveryPoints_ListByReplicationProtectedItems', 'GET', `${ITEM}/recoveryPoints`, ACTION, list),
  row('RecoveryPoints_Get', 'GET', `${ITEM}/recoveryPoints/{recoveryPointName}`, ACTION, get),
];

function list(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const value = recoveryPointsOf(request.world, item).map((point) => pointView(request.world, item, point));
  return ok({ value, nextLink: null });
}

function get(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const name = `${request.params.recoveryPointName}`.toLowerCase();
  const point = recoveryPointsOf(request.world, item).find(({ id }) => id === name);
  return point === undefined ? missing(request, 'recovery point', name) : ok(pointView(request.world, item, point));
}

function pointView(world: World, item: ProtectedItem, point: RecoveryPoint): Record<string, unknown> {
  const isShared = findPolicy(world, item.state.policyId)?.state.multiVmSync === 'Enabled';
  return {
    id: recoveryPointArmId(item, point.id),
    name: point.id,
    type: types.recoveryPoint,
    properties: {
      recoveryPointTime: fineTime(point.time),
      recoveryPointType: point.type,
      providerSpecificDetails: {
        instanceType: 'A2A',
        recoveryPointSyncType: isShared ? 'MultiVmSyncRecoveryPoint' : 'PerVmRecoveryPoint',
        disks: item.state.disks.map(({ name }) => name),
      },
    },
  };
}
