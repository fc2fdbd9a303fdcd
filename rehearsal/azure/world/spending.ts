import type { Clock } from './clock.ts';
import type { HourlyLimit } from './world.ts';

/** Counts a request and gives what is left of the limit. */
export type Spend = (limit: HourlyLimit) => number;

/** Counts requests against limits by window: a window opens with the first request and closes when its time is over. */
export function createSpending(clock: Clock): Spend {
  const windows = new Map<string, { opened: number; spent: number }>();

  return ({ key, most, windowSeconds, refuse }) => {
    const now = clock.now();
    let open = windows.get(key);
    if (open === undefined || now >= open.opened + windowSeconds * 1000) {
      open = { opened: now, spent: 0 };
      windows.set(key, open);
    }
    if (open.spent >= most) throw refuse(Math.ceil((open.opened + windowSeconds * 1000 - now) / 1000));
    open.spent += 1;
    return most - open.spent;
  };
}
