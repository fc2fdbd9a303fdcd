import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAvailabilitySet, findVirtualMachine } from '../../../rehearsal/azure/services/compute/provision.ts';
import type { ProtectMachines } from '../../../src/plans/protect/order.ts';
import { type AzureWorld, startAzureWorld } from '../../adapters/azure/azure-world.ts';
import { createAsking, growing } from './growing.ts';

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld({ scenario: growing });
  const machine = findVirtualMachine(
    world.azure.world,
    world.id('payments', 'Microsoft.Compute/virtualMachines/pay-new-01'),
  );
  if (machine) machine.properties.availabilitySet = { id: setId('payments', 'pay-new') };
  createAvailabilitySet(world.azure.world, { id: setId('payments', 'pay-new'), location: 'eastus' });
  createAvailabilitySet(world.azure.world, { id: setId('payments-asr', 'pay-there'), location: 'westus2' });
  createAvailabilitySet(world.azure.world, { id: setId('payments-asr', 'pay-astray'), location: 'westus' });
});
afterAll(() => world.close());

const setId = (group: string, name: string) => world.id(group, `Microsoft.Compute/availabilitySets/${name}`);
const fresh = 'protect pay-new-01 --to westus2';

test.each([
  ['makes one with the suffix -asr, with the domains of its own', fresh, 'pay-new-asr', ['pay-new-asr']],
  ['makes the one that is named', `${fresh} --availability-set pay-other`, 'pay-other', ['pay-other']],
  ['uses the one that is there', `${fresh} --availability-set pay-there`, 'pay-there', []],
])('for a machine that is in an availability set, protect %s', async (_what, line, name, made) => {
  const { plan, said } = await createAsking(world)(line);
  if (!plan) throw new Error(said);
  const { foundations, machines } = plan.work.order as ProtectMachines;
  const sets = foundations.filter(({ kind }) => kind === 'availability-set');

  expect(machines[0]?.recoveryAvailabilitySetId?.split('/').at(-1)?.toLowerCase()).toBe(name);
  expect(sets.map(({ id }) => id.split('/').at(-1)?.toLowerCase())).toEqual(made);
  expect(sets).toEqual(sets.map((each) => ({ ...each, region: 'westus2', faultDomains: 2, updateDomains: 5 })));
});

test('a set in another region than the machine would be in is refused before anything is written', async () => {
  const line = `${fresh} --availability-set pay-astray`;

  const { said, plan, written } = await createAsking(world)(line);

  expect(said.toLowerCase()).toContain('pay-astray is in west us, but the machine would be failed over to west us 2.');
  expect(said).toContain('Choose one in West US 2, or leave --availability-set out.');
  expect([plan, written]).toEqual([undefined, []]);
});
