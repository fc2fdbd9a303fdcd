import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleet } from '../../../sample/fleet.ts';
import type { AzureWorld } from '../azure-world.ts';
import { startRecoveryWorld } from './recovery-world.ts';

let world: AzureWorld;

beforeAll(async () => {
  world = await startRecoveryWorld(fleet);
});

afterAll(() => world.close());

const asked = async (act: () => Promise<unknown>): Promise<number> => {
  world.forget();
  await act();
  return world.arrived().length;
};

test('the status of a thousand machines in five vaults costs at most thirty requests', async () => {
  let machines = 0;

  const requests = await asked(async () => {
    machines = (await world.connect().readers.recovery.items('fresh')).value.length;
  });

  expect(machines).toBe(1000);
  expect(requests).toBeGreaterThan(0);
  expect(requests).toBeLessThanOrEqual(30);
});

test('the status of an application in one vault costs no more than its list', async () => {
  const vaultId = world.id('vault-1', 'Microsoft.RecoveryServices/vaults/vault-1');

  const requests = await asked(() => world.connect().readers.recovery.items('fresh', [vaultId]));

  expect(requests).toBeLessThanOrEqual(2);
});

test('all that is shown of one machine costs at most twelve requests', async () => {
  const { recovery } = world.connect().readers;
  const vaultId = world.id('vault-1', 'Microsoft.RecoveryServices/vaults/vault-1');
  const { value } = await recovery.items('fresh', [vaultId]);
  const { id = '' } = value[0] ?? {};
  const day = new Date(world.azure.clock.now() - 86_400_000);

  const requests = await asked(() =>
    Promise.all([
      recovery.item(id, 'fresh'),
      recovery.recoveryPoints(id),
      recovery.jobs(day),
      recovery.policies(vaultId),
    ]),
  );

  expect(requests).toBeLessThanOrEqual(12);
});

test('equal questions at the same time are asked once', async () => {
  const { recovery } = world.connect().readers;

  const one = await asked(() => recovery.plans('fresh'));
  const many = await asked(() =>
    Promise.all([recovery.plans('fresh'), recovery.plans('fresh'), recovery.plans('fresh')]),
  );

  expect(many).toBeLessThanOrEqual(one);
});
