import { clocksApart } from '../operations/clocks-apart.ts';
import type { StoreClock } from '../ports/store.ts';

export interface Readiness {
  readonly ready: boolean;
  /** One sentence each, for whoever looks after the machine. */
  readonly because: readonly string[];
}

/** Whether this process can do its part now: the store answers, and its clock is near this one's. */
export const readinessOf = async (clock: StoreClock): Promise<Readiness> => {
  try {
    const apart = clocksApart(await clock.ahead());
    return { ready: apart === undefined, because: apart ? [apart] : [] };
  } catch {
    return { ready: false, because: ['Redis does not answer.'] };
  }
};
