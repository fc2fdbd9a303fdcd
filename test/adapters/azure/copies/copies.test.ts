import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OperationToken } from '../../../../src/ports/azure/write.ts';
import { type AzureWorld, ended, reread, sending, startAzureWorld } from '../azure-world.ts';

let world: AzureWorld;
beforeEach(async () => {
  world = await startAzureWorld();
});
afterEach(() => world.close());

const vmId = () => world.id('app', 'Microsoft.Compute/virtualMachines/db-01');
const collection = () => world.id('app', 'Microsoft.Compute/restorePointCollections/db-01');
const copies = () => world.id('network-westus', 'Microsoft.Compute/restorePointCollections/db-01-copies');
const point = (name: string) => `${collection()}/restorePoints/${name}`;
const copyOf = (name: string) => `${copies()}/restorePoints/${name}`;

const finish = (token: OperationToken, seconds?: number) =>
  ended(world, () => world.connect().writers.copies.standing(reread(token)), seconds);

const createPoint = async (name: string) => {
  const { copies } = world.connected.writers;
  await copies.createCollection({ id: collection(), region: 'eastus', sourceId: vmId() }, sending());
  const order = { id: point(name), consistency: 'crash', excludeDiskIds: [] } as const;
  return finish(await copies.createRestorePoint(order, sending()));
};

test('a restore point is created, and another process hears from the token how it ended', async () => {
  const { copies } = world.connected.writers;
  const made = await copies.createCollection({ id: collection(), region: 'eastus', sourceId: vmId() }, sending());

  const order = { id: point('one'), consistency: 'crash', excludeDiskIds: [] } as const;
  const token = await copies.createRestorePoint(order, sending());
  const before = await copies.standing(token);
  const after = await finish(token);

  expect(made.kind).toBe('done');
  expect(token).toMatchObject({ kind: 'status-address', resource: point('one') });
  expect(before).toMatchObject({ state: 'running', askAgainInSeconds: 10 });
  expect(after).toEqual({ state: 'succeeded', result: point('one') });
});
