import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ProbeFixture, startProbe } from './probe.ts';

let fixture: ProbeFixture;
beforeEach(async () => {
  fixture = await startProbe();
});
afterEach(() => fixture.close());

test('the clock is advanced from outside', async () => {
  const before = fixture.azure.clock.now();

  const { status, body } = await order('clock', { advanceSeconds: 90 });

  expect(status).toBe(200);
  expect(body).toMatchObject({ now: new Date(before + 90_000).toISOString(), speed: 0 });
});

test('faults are scripted and cleared from outside', async () => {
  const fault = { kind: 'error', status: 503, code: 'Scripted', message: 'as ordered' };
  await order('faults', { match: { path: '/THINGS/' }, fault });
  expect(await fixture.code({ path: fixture.thing })).toEqual([503, 'Scripted']);

  await fixture.send({ method: 'DELETE', path: '/_rehearsal/faults' });

  expect(await fixture.code({ path: fixture.thing })).toEqual([404, 'ResourceNotFound']);
});

test('a region is lost and found from outside', async () => {
  await order('region/down', { region: 'eastus' });
  expect(fixture.azure.world.isDown('East US')).toBe(true);

  await order('region/up', { region: 'eastus' });

  expect(fixture.azure.world.isDown('eastus')).toBe(false);
});

test('a reset brings the scenario’s first state back at the same address', async () => {
  await fixture.send({ method: 'PUT', path: fixture.thing, body: '{}' });
  fixture.azure.clock.advance(100);
  const began = fixture.azure.clock.now() - 100_000;
  expect((await fixture.send({ path: fixture.thing })).status).toBe(200);

  await order('reset', {});

  expect((await fixture.send({ path: fixture.thing })).status).toBe(404);
  expect(fixture.azure.clock.now()).toBe(began);
});

test('the log tells the calls and their operations, and the coverage the routes', async () => {
  await fixture.send({ path: fixture.thing });

  const log = await fixture.send({ path: '/_rehearsal/log' });
  const coverage = await fixture.send({ path: '/_rehearsal/coverage' });

  expect(log.body).toEqual({
    value: [expect.objectContaining({ method: 'GET', path: fixture.thing, operation: 'Things_Get', status: 404 })],
  });
  expect(coverage.body).toHaveProperty('value');
});

test.each([
  ['clock', { advanceSeconds: 'soon' }, 400],
  ['faults', { fault: { kind: 'earthquake' } }, 400],
  ['faults', { match: { path: '(' }, fault: { kind: 'stuck' } }, 400],
  ['nothing', {}, 404],
])('a bad order to %s is refused: %j', async (door, body, status) => {
  expect((await order(door, body)).status).toBe(status);
});

test('the side door is not an ARM path', async () => {
  const path = `/subscriptions/${fixture.subscriptionId}/_rehearsal/reset`;

  expect((await fixture.send({ method: 'POST', path })).status).toBe(501);
});

function order(door: string, body: unknown) {
  return fixture.send({ method: 'POST', path: `/_rehearsal/${door}`, body: JSON.stringify(body) });
}
