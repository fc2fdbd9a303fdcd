import type { Journal } from '../../src/ports/journal.ts';

/** Time that goes faster than the machine's. All processes of a test share it. */
export interface FastTime {
  readonly epoch: number;
  readonly speed: number;
}

export const fast = ({ epoch, speed }: FastTime, real: number): number => epoch + (real - epoch) * speed;

export const fastNow = (time: FastTime): number => fast(time, Date.now());

export const real = ({ epoch, speed }: FastTime, then: number): number => epoch + (then - epoch) / speed;

/** The time of a clock that shows `shown` now. */
export const timeOf = ({ now: shown, speed }: { now: () => number; speed: number }): FastTime => {
  const now = Date.now();
  return { epoch: speed === 1 ? now : (speed * now - shown()) / (speed - 1), speed };
};

/** Waiting longer teaches nothing: whoever wakes too early looks, and goes on waiting. */
const longestWaitMs = 400;

/** A journal on the store's clock for somebody who lives in fast time. */
export const inFastTime = (journal: Journal, time: FastTime): Journal => {
  const soon = (wakeAt: number) => Date.now() + Math.min(longestWaitMs, Math.max(0, real(time, wakeAt) - Date.now()));
  return {
    create: (...given) => journal.create(...given),
    unfinished: () => journal.unfinished(),
    due: (most) => journal.due(most),
    recent: (most) => journal.recent(most),
    read: async (id) => {
      const recorded = await journal.read(id);
      return (
        recorded && { ...recorded, entries: recorded.entries.map((each) => ({ ...each, at: fast(time, each.at) })) }
      );
    },
    append: (id, version, entries, wakeAt, notes) =>
      journal.append(id, version, entries, wakeAt === null ? null : soon(wakeAt), notes),
    postpone: (id, version, wakeAt) => journal.postpone(id, version, soon(wakeAt)),
  };
};
