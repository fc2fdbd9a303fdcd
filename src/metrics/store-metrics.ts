import { Gauge, type Registry } from 'prom-client';
import type { Approvals } from '../ports/approvals.ts';
import type { Journal } from '../ports/journal.ts';
import type { StoreClock, StoreHealth } from '../ports/store.ts';
import type { StoreGuard } from '../ports/store-guard.ts';
import type { Wakeups } from '../ports/wakeups.ts';

interface Watched {
  readonly approvals: Pick<Approvals, 'waiting'>;
  readonly journal: Pick<Journal, 'unfinished'>;
  readonly wakeups: Pick<Wakeups, 'lag'>;
  readonly guard: Pick<StoreGuard, 'state'>;
  readonly health: StoreHealth;
  readonly clock: StoreClock;
}

/** What every process sees alike, read from the store at each scrape. */
export const watchStore = (registry: Registry, watched: Watched): void => {
  const { approvals, journal, wakeups, guard, health, clock } = watched;
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name: `lifeboat_${name}`,
      help,
      registers: [registry],
      async collect() {
        // Without an answer there is no figure: an old one would look like a new one.
        await read().then(
          (value) => this.set(value),
          () => this.remove(),
        );
      },
    });
  gauge('open_requests', 'Requests that wait for a decision.', async () => (await approvals.waiting()).pending.length);
  gauge('running_operations', 'Operations that have not ended.', async () => (await journal.unfinished()).length);
  gauge('wake_up_lag_seconds', 'How long the longest overdue has waited.', async () => (await wakeups.lag()) / 1000);
  gauge('clock_ahead_seconds', "This machine's clock against Redis'.", async () => (await clock.ahead()) / 1000);
  gauge('store_reachable', '1 while Redis answers.', async () => (health.state().reachable ? 1 : 0));
  gauge('store_held', '1 while nothing is decided, because Redis went back in time.', async () =>
    guard.state().kind === 'sound' ? 0 : 1,
  );
};
