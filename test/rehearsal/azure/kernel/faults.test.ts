import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ProbeFixture, startProbe } from './probe.ts';

let fixture: ProbeFixture;
beforeEach(async () => {
  fixture = await startProbe();
});
afterEach(() => fixture.close());

const operation = 'Things_Put';

test('a fault strikes the calls it is meant for, after so many and so many times', async () => {
  fixture.azure.faults.add({ operation, after: 1, times: 1 }, { kind: 'throttle', retryAfter: 7 });

  const first = await put();
  const second = await put();
  const third = await put();

  expect([first.status, second.status, third.status]).toEqual([202, 429, 202]);
  expect(second.headers['retry-after']).toBe('7');
});

test('a fault by path and method leaves other calls alone', async () => {
  fixture.azure.faults.add(
    { method: 'put', path: /things\/one$/i },
    { kind: 'error', status: 409, code: 'Busy', message: 'no' },
  );

  expect(await fixture.code({ path: fixture.thing })).toEqual([404, 'ResourceNotFound']);
  expect(await put()).toMatchObject({ status: 409, body: { error: { code: 'Busy', message: 'no' } } });
});

test('a call refused after it was accepted has been carried out all the same', async () => {
  fixture.azure.faults.add({ operation }, { kind: 'error-after-accepting', status: 500 });

  expect((await put()).status).toBe(500);
  fixture.azure.clock.advance(100);

  expect((await fixture.send({ path: fixture.thing })).status).toBe(200);
});

test('a connection dropped after accepting leaves the work under way; dropped before, nothing', async () => {
  fixture.azure.faults.add({ operation, times: 1 }, { kind: 'drop-before-accepting' });
  await expect(put()).rejects.toThrow();
  fixture.azure.clock.advance(100);
  expect((await fixture.send({ path: fixture.thing })).status).toBe(404);

  fixture.azure.faults.add({ operation }, { kind: 'drop-after-accepting' });
  await expect(put()).rejects.toThrow();
  fixture.azure.clock.advance(100);
  expect((await fixture.send({ path: fixture.thing })).status).toBe(200);
});

test('a slow call is answered in the end', async () => {
  fixture.azure.faults.add({ operation }, { kind: 'slow', milliseconds: 20 });

  expect((await put()).status).toBe(202);
});

test('an operation that a struck call starts is stuck for ever', async () => {
  fixture.azure.faults.add({ operation, times: 1 }, { kind: 'stuck' });
  const stuck = await startedOperation();
  const sound = await startedOperation();

  fixture.azure.clock.advance(80_000);

  expect([stuck().status, sound().status]).toEqual(['InProgress', 'Succeeded']);
});

test('an operation fails at 60 percent of its time', async () => {
  fixture.azure.faults.add({ operation }, { kind: 'fail-at', percent: 60, code: 'Broken', message: 'broke' });
  const failing = await startedOperation();

  fixture.azure.clock.advance(59);
  expect(failing().status).toBe('InProgress');
  fixture.azure.clock.advance(1);

  expect(failing()).toMatchObject({ status: 'Failed', error: { code: 'Broken', message: 'broke' } });
});

test('cleared faults strike no more', async () => {
  fixture.azure.faults.add({}, { kind: 'error', status: 500, code: 'X', message: 'x' });
  fixture.azure.faults.clear();

  expect((await put()).status).toBe(202);
});

function put() {
  return fixture.send({ method: 'PUT', path: fixture.thing, body: '{}' });
}

async function startedOperation() {
  const { headers } = await put();
  return () => fixture.azure.world.operations.find('probe', headers['x-operation'] ?? '') ?? expect.fail('not started');
}
