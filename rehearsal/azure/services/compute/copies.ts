import type { World } from '../../world/world.ts';
import { type Copy, type CopyTrouble, computeState } from './state.ts';

const TWO_WEEKS = 14 * 24 * 3600;
const GIGABYTES_A_SECOND = 0.06;
/** How much of a disk changes between two points, where nothing else is said. */
const CHURN = 0.02;

interface CopyOrder {
  readonly targetId: string;
  readonly sourceId: string;
  readonly sizeGb: number;
  /** Only what changed since an earlier copy travels. */
  readonly incremental: boolean;
  readonly refreshSeconds: number;
  readonly trouble?: CopyTrouble | undefined;
}

export interface CopyProgress {
  readonly state: 'InProgress' | 'Succeeded' | 'Failed';
  /** Whole percent; a copy that failed tells none. */
  readonly percent: number | undefined;
}

export function startCopy(world: World, order: CopyOrder): void {
  const amount = order.incremental ? order.sizeGb * CHURN : order.sizeGb;
  const copy: Copy = {
    sourceId: order.sourceId,
    startedAt: world.clock.now(),
    seconds: Math.max(60, Math.round(amount / GIGABYTES_A_SECOND)),
    refreshSeconds: order.refreshSeconds,
    ...(order.trouble && { trouble: order.trouble }),
  };
  world.state(computeState).copies.set(order.targetId.toLowerCase(), copy);
}

/** Takes the trouble that a test or scenario laid on the next copy of this source. */
export function takeTrouble(world: World, sourceId: string): CopyTrouble | undefined {
  const troubles = world.state(computeState).copyTroubles;
  const at = troubles.findIndex((trouble) => trouble.sourceId.toLowerCase() === sourceId.toLowerCase());
  return at === -1 ? undefined : troubles.splice(at, 1)[0];
}

export function copyInto(world: World, targetId: string): Copy | undefined {
  return world.state(computeState).copies.get(targetId.toLowerCase());
}

/** How far a copy is as Azure shows it, which lags behind how far it is. */
export function shownProgress(world: World, copy: Copy): CopyProgress {
  const elapsed = elapsedSeconds(copy, world.clock.now());
  return progressAfter(copy, Math.floor(elapsed / copy.refreshSeconds) * copy.refreshSeconds);
}

/** Whether every byte is there, whatever is shown. */
export function isComplete(world: World, targetId: string): boolean {
  const copy = copyInto(world, targetId);
  return copy === undefined || progressAfter(copy, elapsedSeconds(copy, world.clock.now())).state === 'Succeeded';
}

function elapsedSeconds(copy: Copy, now: number): number {
  return ((copy.brokenAt ?? now) - copy.startedAt) / 1000;
}

function progressAfter(copy: Copy, elapsed: number): CopyProgress {
  const percent = Math.min(100, Math.floor((elapsed / copy.seconds) * 100));
  const { trouble } = copy;
  if (trouble?.kind === 'fail' && percent >= trouble.atPercent) return { state: 'Failed', percent: undefined };
  if (trouble === undefined && percent === 100) return { state: 'Succeeded', percent };
  if (elapsed >= TWO_WEEKS || copy.brokenAt !== undefined) return { state: 'Failed', percent: undefined };
  return { state: 'InProgress', percent: Math.min(percent, trouble?.atPercent ?? 100) };
}
