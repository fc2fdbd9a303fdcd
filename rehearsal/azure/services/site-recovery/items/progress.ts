import type { World } from '../../../world/world.ts';
import { spread } from '../names.ts';
import type { ItemDisk, ProtectedItem } from './item.ts';
import { isBeforeFirstPoint, stageOf } from './stages.ts';

const GIGABYTE = 1024 ** 3;
const RESYNC_SECONDS = 900;

/** 13 to 28 minutes, by what there is to copy. The job that enables has taken 7 before. */
export function initialReplicationSeconds(lifecycleId: string, disks: readonly ItemDisk[]): number {
  const gigabytes = disks.reduce((sum, { bytes }) => sum + bytes / GIGABYTE, 0);
  return 780 + Math.min(600, Math.round(gigabytes)) + spread(300, lifecycleId, 'initial replication');
}

/** From here on the item goes by the clock alone: initial replication, first recovery point, protected. */
export function beginReplication(world: World, { state }: ProtectedItem): void {
  state.phase = 'replicating';
  state.since = world.clock.now();
  state.protectedAt = state.since + initialReplicationSeconds(state.lifecycleId, state.disks) * 1000;
}

interface Progress {
  readonly percent: number | null;
  readonly job: string | null;
}

/**
 * The percentage as Azure shows it: null, then 0, then it stops at 9 (or, with much data, a little further) and stays
 * there, even when the item is protected. It never is 100.
 */
export function progressOf(world: World, item: ProtectedItem): Progress {
  const { state } = item;
  if (isResyncing(world, item)) return resyncProgress(world, item);
  if (state.phase !== 'replicating') return { percent: null, job: null };
  return initialProgress(world, item);
}

function initialProgress(world: World, { state }: ProtectedItem): Progress {
  const seconds = (world.clock.now() - state.since) / 1000;
  if (seconds < 90) return { percent: null, job: null };
  const share = Math.min(1, seconds / ((state.protectedAt - state.since) / 1000));
  const most = state.disks.reduce((sum, { bytes }) => sum + bytes, 0) > 512 * GIGABYTE ? 43 : 9;
  const percent = share < 0.3 ? 0 : share < 0.5 ? Math.floor(most / 2) : most;
  return { percent, job: 'InitialReplication' };
}

export function isResyncing(world: World, { state }: ProtectedItem): boolean {
  return state.resyncSince !== undefined && world.clock.now() < state.resyncSince + RESYNC_SECONDS * 1000;
}

function resyncProgress(world: World, { state }: ProtectedItem): Progress {
  const share = (world.clock.now() - (state.resyncSince ?? 0)) / (RESYNC_SECONDS * 1000);
  return { percent: Math.min(97, Math.floor(share * 100)), job: 'Resynchronization' };
}

/** A disk's own percentage is null where the item's is 0, and gone when the disk is through. */
export function diskProgress(
  world: World,
  item: ProtectedItem,
  disk: ItemDisk,
): Progress & { readonly ready: boolean } {
  const ready = world.clock.now() >= (disk.readyAt ?? item.state.protectedAt) && item.state.phase !== 'enabling';
  const { percent, job } = progressOf(world, item);
  if (isResyncing(world, item)) return { percent, job, ready };
  return ready || disk.readyAt !== undefined
    ? { percent: null, job: null, ready }
    : { percent: percent === 0 ? null : percent, job, ready };
}

interface Rpo {
  readonly seconds: number | null;
  readonly calculatedAt: number | null;
}

/** Calculated anew each minute; stale from the moment at which nothing is heard of the machine any more. */
export function rpoOf(world: World, item: ProtectedItem): Rpo {
  const { state } = item;
  const stage = stageOf(world, item);
  if (isBeforeFirstPoint(stage)) return { seconds: null, calculatedAt: null };
  const heard = lastHeard(world, item);
  const calculatedAt = Math.max(state.protectedAt, heard - (heard % 60_000) - 9_000 + spread(999, state.lifecycleId));
  return { seconds: rpoSeconds(item, calculatedAt), calculatedAt };
}

/** With too much churn the points fall further and further behind. */
function rpoSeconds({ state }: ProtectedItem, at: number): number {
  if (state.rpoSeconds !== undefined) return state.rpoSeconds;
  const usual = 40 + spread(260, state.lifecycleId, Math.floor(at / 300_000));
  const behind = state.troubles.find(({ kind }) => kind === 'churn' || kind === 'cache-throttled');
  return behind === undefined ? usual : usual + Math.max(0, Math.floor((at - behind.since) / 1000 / 2));
}

/** When the machine's agent last reported: now, unless it is lost or the item has failed over. */
export function lastHeard(world: World, item: ProtectedItem): number {
  const { state } = item;
  const now = world.clock.now();
  const lost = state.troubles.find(({ kind }) => kind === 'heartbeat-lost')?.since ?? now;
  const failedOver =
    state.phase === 'failed-over' || state.phase === 'committed' ? (state.failover?.at ?? state.since) : now;
  return Math.min(now, lost, failedOver);
}

export function lastHeartbeat(world: World, item: ProtectedItem): number {
  const heard = lastHeard(world, item);
  return heard - spread(240_000, item.state.lifecycleId, Math.floor(heard / 270_000));
}
