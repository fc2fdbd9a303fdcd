import { afterEach, expect, test } from 'vitest';
import type { Route } from '../../../../rehearsal/azure/wire/route.ts';
import { type ProbeFixture, startProbe } from './probe.ts';

let fixture: ProbeFixture;
afterEach(() => fixture.close());

test('a principal that reads too fast is refused, told how long to wait, and served again after that', async () => {
  const bucket = { size: 3, refillPerSecond: 0.5 };
  fixture = await startProbe({ limits: { reads: bucket, writes: bucket, deletes: bucket } });
  const list = { path: `/subscriptions/${fixture.subscriptionId}/providers/Microsoft.Probe/things` };
  for (let read = 0; read < 3; read += 1) expect((await fixture.send(list)).status).toBe(200);

  const refused = await fixture.send(list);

  expect(refused).toMatchObject({
    status: 429,
    headers: { 'retry-after': '2' },
    body: { error: { code: 'SubscriptionRequestsThrottled', message: expect.stringContaining("after '2' seconds") } },
  });
  expect((await fixture.send({ ...list, principal: 'reader' })).status).toBe(200);
  fixture.azure.clock.advance(2);
  expect((await fixture.send(list)).status).toBe(200);
});

test('answers tell what is left of the buckets, of Azure’s own size', async () => {
  fixture = await startProbe({ limits: 'azure' });
  const list = { path: `/subscriptions/${fixture.subscriptionId}/providers/Microsoft.Probe/things` };

  const first = await fixture.send(list);
  const second = await fixture.send(list);
  const written = await fixture.send({ method: 'PUT', path: fixture.thing, body: '{}' });

  expect(first.headers).toMatchObject({
    'x-ms-ratelimit-remaining-subscription-reads': '249',
    'x-ms-ratelimit-remaining-subscription-global-reads': '3749',
  });
  expect(second.headers['x-ms-ratelimit-remaining-subscription-reads']).toBe('248');
  expect(written.headers['x-ms-ratelimit-remaining-subscription-writes']).toBe('199');
});

test('Recovery Services counts some reads by the hour, and says so when there were too many', async () => {
  fixture = await startProbe({ limits: 'azure', extraRoutes: [backupJobsRoute] });
  const read = { path: `/subscriptions/${fixture.subscriptionId}/jobs` };
  const first = await fixture.send(read);
  fixture.azure.clock.advance(3276);
  for (let count = 1; count < 150; count += 1) await fixture.send(read);

  const refused = await fixture.send(read);

  expect(first.headers).toMatchObject({ 'x-ms-ratelimit-remaining-subscription-resource-requests': '149' });
  expect(first.headers).not.toHaveProperty('x-ms-ratelimit-remaining-subscription-reads');
  expect(refused.status).toBe(429);
  expect(refused.headers).not.toHaveProperty('retry-after');
  expect(refused.body).toHaveProperty('error.message', expect.stringContaining("try again after '324' seconds."));
  fixture.azure.clock.advance(324);
  expect((await fixture.send(read)).status).toBe(200);
});

const backupJobsRoute: Route = {
  operation: 'Probe_Jobs',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/jobs',
  action: 'Microsoft.RecoveryServices/vaults/backupJobs/read',
  coverage: 'supported',
  handle: () => ({ status: 200, body: {} }),
};
