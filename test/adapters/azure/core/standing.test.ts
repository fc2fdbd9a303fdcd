import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OperationToken } from '../../../../src/ports/azure/write.ts';
import { type AzureWorld, reread, sending, startAzureWorld } from '../azure-world.ts';

let world: AzureWorld;
beforeEach(async () => {
  world = await startAzureWorld();
});
afterEach(() => world.close());

const id = () => world.id('app', 'Microsoft.Compute/snapshots/one');
const status = 'Compute_GetDiskOperation';

const snapshot = () => {
  const diskId = world.id('app', 'Microsoft.Compute/disks/web-01-os');
  const order = { id: id(), region: 'eastus', diskId, incremental: true };
  return world.connected.writers.copies.createSnapshot(order, sending());
};

/** In another process, some time later. */
const standing = (token: OperationToken, seconds = 0) => {
  world.azure.clock.advance(seconds);
  return world.connect().writers.copies.standing(reread(token));
};

test('a token is small and leads to no other server', async () => {
  const token = await snapshot();

  expect(JSON.stringify(token).length).toBeLessThan(8_000);
  expect(token.at).toMatch(/^\/subscriptions\//);
});

test.each([403, 404])('where the status answers %s, the resource says how it stands', async (code) => {
  const token = await snapshot();
  world.azure.faults.add({ operation: status }, { kind: 'error', status: code, code: 'No', message: 'no' });

  const before = await standing(token);
  const after = await standing(token, 600);

  expect([before.state, after]).toEqual(['running', { state: 'succeeded', result: id() }]);
});

test.each([
  { kind: 'error', status: 500, code: 'Broken', message: 'broken' },
  { kind: 'error', status: 503, code: 'ServiceUnavailable', message: 'away' },
  { kind: 'throttle', retryAfter: 40 },
] as const)('a status that cannot be told now says nothing of the operation: %o', async (fault) => {
  const token = await snapshot();
  world.azure.faults.add({ operation: status }, fault);

  const said = await standing(token, 600);
  world.azure.faults.clear();

  expect(said).toMatchObject({ state: 'running', askAgainInSeconds: fault.kind === 'throttle' ? 40 : 10 });
  expect(await standing(token)).toMatchObject({ state: 'succeeded' });
});

test('an operation that fails says why', async () => {
  const fault = { kind: 'fail-at', percent: 50, code: 'QuotaExceeded', message: 'No room left.' } as const;
  world.azure.faults.add({ operation: 'Snapshots_CreateOrUpdate' }, fault);
  const token = await snapshot();

  expect(await standing(token, 600)).toMatchObject({
    state: 'failed',
    problem: { what: 'write one', code: 'QuotaExceeded', message: 'No room left.', next: 'check' },
  });
});

test('an operation that is stuck goes on', async () => {
  world.azure.faults.add({ operation: 'Snapshots_CreateOrUpdate' }, { kind: 'stuck' });
  const token = await snapshot();

  expect(await standing(token, 1_000_000)).toMatchObject({ state: 'running' });
});

test('a deletion is over when the resource is gone, even where nobody may ask for its status', async () => {
  await standing(await snapshot(), 600);
  const token = await world.connected.writers.copies.deleteSnapshot({ id: id() }, sending());
  world.azure.faults.add({ operation: status }, { kind: 'error', status: 403, code: 'No', message: 'no' });

  const before = await standing(token);
  const after = await standing(token, 600);

  expect([token.deletes, before.state, after.state]).toEqual([true, 'running', 'succeeded']);
});

test('what is not there need not be deleted', async () => {
  const nowhere = world.id('nowhere', 'Microsoft.Compute/snapshots/one');

  const token = await world.connected.writers.copies.deleteSnapshot({ id: nowhere }, sending());

  expect(token).toMatchObject({ kind: 'done', deletes: true });
  expect(await standing(token)).toMatchObject({ state: 'succeeded' });
});

test.each(['@elsewhere.example/subscriptions/s', '.elsewhere.example/subscriptions/s', '//elsewhere.example/s'])(
  'a forged token leads to no other server: %s',
  async (at) => {
    const forged: OperationToken = { kind: 'status-address', at, resource: id(), acceptedAt: '' };

    await expect(standing(forged)).rejects.toThrow('Not a path');
  },
);
