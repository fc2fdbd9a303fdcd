import type { StoreClock } from '../ports/store.ts';
import { clocksApart } from './clocks-apart.ts';

type Handler = (id: string) => Promise<void>;

/** Where the clocks are apart nothing is taken up: it stays due, and another process or a later sweep takes it. */
export const inTime =
  (clock: StoreClock, handle: Handler): Handler =>
  async (id) => {
    const apart = clocksApart(await clock.ahead());
    if (apart) throw new Error(apart);
    return handle(id);
  };
