import type { World } from '../../world/world.ts';
import { type ProtectedItem, rulesFor, type TakenBackup } from './item.ts';
import { numberFor } from './numbers.ts';
import { SECOND } from './times.ts';

/** Seconds, as measured: the snapshot of a machine, and the transfer of its data to the vault. */
export const SNAPSHOT_SECONDS = 458;
export const TRANSFER_SECONDS = 2017;

/** A point in time that a machine can be restored to. */
export interface RecoveryPoint extends TakenBackup {
  readonly id: string;
  readonly at: number;
}

/** All points that exist now, the newest first. */
export function recoveryPointsOf(world: World, item: ProtectedItem): RecoveryPoint[] {
  const now = world.clock.now();
  const stopped = item.history.rhythm === undefined;
  return [...regularBackups(world, item), ...item.history.taken]
    .filter((backup) => backup.startedAt + SNAPSHOT_SECONDS * SECOND <= now)
    .filter((backup) => stopped || backup.expiresAt > now)
    .map((backup) => pointOf(item, backup))
    .sort((one, other) => other.at - one.at);
}

export function newestPointOf(world: World, item: ProtectedItem): RecoveryPoint | undefined {
  const now = world.clock.now();
  const done = [...regularBackups(world, item, 2), ...item.history.taken].filter(
    (backup) => backup.startedAt + SNAPSHOT_SECONDS * SECOND <= now,
  );
  const newest = done.reduce<TakenBackup | undefined>(
    (best, backup) => (best === undefined || backup.startedAt > best.startedAt ? backup : best),
    undefined,
  );
  return newest === undefined ? undefined : pointOf(item, newest);
}

export function findPoint(world: World, item: ProtectedItem, id: string): RecoveryPoint | undefined {
  return recoveryPointsOf(world, item).find((point) => point.id === id);
}

/** Whether the point's data lie in the vault. */
export function isVaulted(point: RecoveryPoint, now: number): boolean {
  return point.vaultedAt !== undefined && point.vaultedAt <= now;
}

/** Whether the snapshot next to the machine is still there. */
export function isInstant(point: RecoveryPoint, now: number): boolean {
  return point.instantUntil > now;
}

/** Ends the rhythm and keeps what it has brought, so that another rhythm or none may follow. */
export function settleHistory(world: World, item: ProtectedItem): void {
  const now = world.clock.now();
  const begun = regularBackups(world, item).filter((backup) => backup.startedAt <= now);
  item.history.taken.push(...begun.map((backup) => ({ ...backup, regular: true as const })));
  item.history.rhythm = undefined;
}

function pointOf(item: ProtectedItem, backup: TakenBackup): RecoveryPoint {
  const at = backup.startedAt + 7 * SECOND;
  return { ...backup, at, id: numberFor(`${item.id} ${backup.startedAt}`) };
}

/** Those of the rhythm that have begun and are not expired; at most the last `most`. */
function regularBackups(world: World, item: ProtectedItem, most = Number.POSITIVE_INFINITY): TakenBackup[] {
  const { rhythm } = item.history;
  if (rhythm === undefined) return [];
  const { keptMs, instantMs } = rulesFor(world, item);
  const now = world.clock.now();
  const last = Math.floor((Math.min(now, rhythm.lastGoodAt ?? now) - rhythm.firstAt) / rhythm.everyMs);
  const oldest = Math.ceil((now - keptMs - rhythm.firstAt) / rhythm.everyMs);
  const first = Math.max(0, oldest, last - most + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const startedAt = rhythm.firstAt + (first + index) * rhythm.everyMs;
    return {
      startedAt,
      expiresAt: startedAt + keptMs,
      instantUntil: startedAt + instantMs,
      vaultedAt: startedAt + (SNAPSHOT_SECONDS + TRANSFER_SECONDS) * SECOND,
    };
  });
}
