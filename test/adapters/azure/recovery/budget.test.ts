import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleet } from '../../../sample/fleet.ts';
import type { AzureWorld } from '../azure-world.ts';
import { startRecoveryWorld } from './recovery-world.ts';

let world: AzureWorld;

beforeAll(async () => {
  world = await startRecoveryWorld(fleet);
});

afterAll(() => world.close());

const gone = { kind: 'error', status: 404, code: 'ResourceNotFound', message: 'The vault was not found.' } as const;

const machineId = (name: string): string => world.id('app-of-vault-1', `Microsoft.Compute/virtualMachines/${name}`);

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

test('the status of machines whose vault is known costs no more than its list', async () => {
  const { recovery } = world.connect().readers;
  const vmIds = ['vault-1-vm-1', 'vault-1-vm-2'].map(machineId);
  await recovery.items('fresh', vmIds);

  const requests = await asked(() => recovery.items('fresh', vmIds));

  expect(requests).toBe(1);
});

test('a machine that is not where it was seen is looked for in every vault', async () => {
  const { recovery } = world.connect().readers;
  const vmIds = [machineId('vault-1-vm-3')];
  await recovery.items('fresh', vmIds);
  world.azure.faults.add({ path: /vault-1\/replicationProtectedItems/iu, times: 1 }, gone);

  const { value } = await recovery.items('fresh', vmIds);

  expect(value).toHaveLength(1000);
});

test('all that is shown of one machine costs at most twelve requests', async () => {
  const { recovery } = world.connect().readers;
  const vaultId = world.id('vault-1', 'Microsoft.RecoveryServices/vaults/vault-1');
  const { value } = await recovery.items('fresh', [machineId('vault-1-vm-4')]);
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
