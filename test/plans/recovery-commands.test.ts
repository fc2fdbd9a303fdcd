import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AzureWorld, sending, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { createAsking, growing } from './protect/growing.ts';

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld({ scenario: growing });
});
afterAll(() => world.close());

const update = 'recovery-plan update plan-payments --group';

test.each<[string, string, string, string]>([
  ['a machine that is not replicated', `${update} "test-01"`, 'Site Recovery replicates no machine of that name.', ''],
  ['a machine in two groups', `${update} "pay-db-01" --group "pay-db-01"`, 'it is named twice.', ''],
  [
    'a machine that goes the other way',
    `${update} "pay-db-01" --group "build-01"`,
    'it goes from East US 2 to West US',
    'A recovery plan takes machines of one vault that go in one direction.',
  ],
  [
    'an action of a group that is not there',
    `${update} "pay-db-01" --manual "after 2: Look"`,
    'there is no group 2.',
    '',
  ],
  [
    'a name that is taken',
    'recovery-plan create plan-payments --group "shop-db-01"',
    'there is a recovery plan of that name',
    'recovery-plan update plan-payments',
  ],
  [
    'a job that is not there',
    'job-cancel 00000000-0000-4000-8000-00000000dead',
    'I know no such job',
    'jobs shows them',
  ],
])('%s is refused before anything is written, with the way out', async (_what, line, why, fix) => {
  const { said, plan, written } = await createAsking(world)(line);

  expect(said).toContain(why);
  expect(said).toContain(fix);
  expect([plan, written]).toEqual([undefined, []]);
});

test('a recovery plan at work is not changed under its hands', async () => {
  const { value: plans } = await world.connected.readers.recovery.plans('fresh');
  const plan = plans.find(({ name }) => name === 'plan-payments');
  const networkId = world.id('network-westus', 'Microsoft.Network/virtualNetworks/vnet-drill-westus');
  const order = { planId: plan?.id ?? '', networkId, point: 'latest', direction: 'to-recovery' } as const;
  await world.connected.writers.recovery.drillPlan(order, sending());

  const { said, plan: made, written } = await createAsking(world)(`${update} "pay-db-01"`);

  expect(said).toContain('its drill still runs.');
  expect(said).toContain('Wait for its end: jobs');
  expect([made, written]).toEqual([undefined, []]);
});

test.each([
  ['job-restart', 'Azure does not allow to restart it now'],
  ['job-resume', 'Azure does not allow to resume it now'],
])('%s of a job that runs is refused with what Azure allows instead', async (command, why) => {
  const { value: items } = await world.connected.readers.recovery.items('fresh');
  const itemId = items.find(({ vmName }) => vmName === 'wiki-01')?.id ?? '';
  const { at } = await world.connected.writers.recovery.failover({ itemId, shutdownSource: false }, sending()).catch(
    // The job of the case before runs still.
    async () => ({ at: items.find(({ vmName }) => vmName === 'wiki-01')?.runningJob?.jobId ?? '' }),
  );
  world.azure.clock.advance(20);

  const { said, plan, written } = await createAsking(world)(`${command} ${at.split('/').at(-1)}`);

  expect(said).toContain(why);
  expect(said).toContain('It allows: job-cancel.');
  expect([plan, written]).toEqual([undefined, []]);
});

test.each(['protect old-01 --to westus', 'check old-01'])('a classic VM is refused by its name: %s', async (line) => {
  const id = world.id('payments', 'Microsoft.ClassicCompute/virtualMachines/old-01');
  const type = 'Microsoft.ClassicCompute/virtualMachines';
  world.azure.world.resources.put({ id, name: 'old-01', type, location: 'eastus', properties: {} });

  const { said, plan, written } = await createAsking(world)(line);

  expect(said).toContain('old-01 is a classic VM');
  expect(said).toContain('Migrate it to Azure Resource Manager');
  expect([plan, written]).toEqual([undefined, []]);
});
