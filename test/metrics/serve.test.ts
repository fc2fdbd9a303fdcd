import { Gauge, Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import type { Readiness } from '../../src/metrics/readiness.ts';
import { serveMetrics } from '../../src/metrics/serve.ts';

const start = async (readiness: Readiness = { ready: true, because: [] }) => {
  const registry = new Registry();
  const failures: unknown[] = [];
  const { port, close } = await serveMetrics({
    host: '127.0.0.1',
    port: 0,
    registry,
    readiness: async () => readiness,
    failed: (error) => failures.push(error),
  });
  onTestFinished(close);
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
  };
  return { registry, failures, get };
};

test('a process that runs is alive, and ready where nothing keeps it', async () => {
  const { get } = await start();

  expect(await get('/healthz')).toMatchObject({ status: 200, body: 'alive\n' });
  expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"ready":true,"because":[]}\n' });
});

test('one that is not ready says why, and is alive all the same', async () => {
  const { get } = await start({ ready: false, because: ['Redis does not answer.'] });

  expect(await get('/readyz')).toMatchObject({ status: 503, body: expect.stringContaining('Redis does not answer.') });
  expect(await get('/healthz')).toMatchObject({ status: 200 });
});

test('figures are told in the form that Prometheus reads', async () => {
  const { registry, get } = await start();
  new Gauge({ name: 'lifeboat_sample', help: 'A sample.', registers: [registry] }).set(3);

  const { status, type, body } = await get('/metrics');

  expect([status, type]).toEqual([200, registry.contentType]);
  expect(body).toContain('# HELP lifeboat_sample A sample.\n# TYPE lifeboat_sample gauge\nlifeboat_sample 3');
});

test('a figure that cannot be told is an answer and an entry in the log', async () => {
  const { registry, failures, get } = await start();
  const broken = () => {
    throw new Error('broken');
  };
  new Gauge({ name: 'lifeboat_sample', help: 'A sample.', registers: [registry], collect: broken });

  expect(await get('/metrics')).toMatchObject({ status: 500 });
  expect(failures).toHaveLength(1);
});

test.each([
  ['/', 'GET'],
  ['/metrics/', 'GET'],
  ['/constructor', 'GET'],
  ['/metrics', 'POST'],
])('there is nothing else: %s by %s', async (path, method) => {
  const { get } = await start();

  expect(await get(path, method)).toMatchObject({ status: 404 });
});
