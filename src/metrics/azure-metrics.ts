import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** One request to Azure, as it ended. */
interface CallMade {
  /** In Azure's words, which are few; never the resource. */
  readonly action: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly milliseconds: number;
}

/** What Azure last said of its limits. */
interface Limits {
  readonly remaining: readonly { readonly subscription: string; readonly bucket: string; readonly remaining: number }[];
  readonly waiting: readonly { readonly key: string; readonly seconds: number }[];
}

export interface AzureMetrics {
  note(identity: string, call: CallMade): void;
  /** Asked at each scrape. */
  watch(identity: string, limits: () => Limits): void;
}

export const createAzureMetrics = (registry: Registry): AzureMetrics => {
  const registers = [registry];
  const watched = new Map<string, () => Limits>();
  const calls = new Counter({
    name: 'lifeboat_azure_calls_total',
    help: 'Requests to Azure by action and outcome, retries included.',
    labelNames: ['identity', 'action', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'lifeboat_azure_call_seconds',
    help: 'How long Azure took to answer.',
    labelNames: ['identity'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  new Gauge({
    name: 'lifeboat_azure_remaining',
    help: 'What Azure last said is left of a limit, e.g. of bucket subscription-reads.',
    labelNames: ['identity', 'subscription', 'bucket'],
    registers,
    collect() {
      this.reset();
      for (const [identity, limits] of watched) {
        for (const { subscription, bucket, remaining } of limits().remaining) {
          this.set({ identity, subscription, bucket }, remaining);
        }
      }
    },
  });
  new Gauge({
    name: 'lifeboat_azure_waiting_seconds',
    help: 'For how much longer Azure asked not to be asked at all, the longest of its requests.',
    labelNames: ['identity'],
    registers,
    collect() {
      for (const [identity, limits] of watched) {
        this.set({ identity }, Math.max(0, ...limits().waiting.map((each) => each.seconds)));
      }
    },
  });
  return {
    note(identity, { action, status, milliseconds }) {
      calls.inc({ identity, action, outcome: outcomeOf(status) });
      seconds.observe({ identity }, milliseconds / 1000);
    },
    watch: (identity, limits) => void watched.set(identity, limits),
  };
};

const outcomeOf = (status: number | undefined): string => {
  if (status === undefined) return 'no-answer';
  if (status === 429) return 'throttled';
  if (status < 400) return 'ok';
  return status < 500 ? 'refused' : 'failed';
};
