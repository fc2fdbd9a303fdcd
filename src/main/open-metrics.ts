import { readinessOf } from '../metrics/readiness.ts';
import { serveMetrics } from '../metrics/serve.ts';
import type { Core } from './open-core.ts';

/** Figures and probes, where the environment wants them; by now the policy is loaded and Redis has answered. */
export const openMetrics = async ({ environment, log, registry, store }: Core): Promise<() => Promise<void>> => {
  if (!environment.metrics) return async () => {};
  const { host, port } = environment.metrics;
  const { close } = await serveMetrics({
    host,
    port,
    registry,
    readiness: () => readinessOf(store.clock),
    failed: (error) => log.warn({ err: error }, 'a figure could not be told'),
  });
  log.info({ host, port }, 'offers /metrics, /healthz and /readyz');
  return close;
};
