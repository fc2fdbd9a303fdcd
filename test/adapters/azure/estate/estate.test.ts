import { afterEach, beforeEach, expect, test } from 'vitest';
import { contoso } from '../../../../rehearsal/azure/scenarios/contoso.ts';
import { type AzureWorld, startAzureWorld } from '../azure-world.ts';

let world: AzureWorld;
beforeEach(async () => {
  world = await startAzureWorld({ scenario: contoso });
});
afterEach(() => world.close());

const estate = () => world.connected.readers.estate;
const vmId = (name: string, group: string) => world.id(group, `Microsoft.Compute/virtualMachines/${name}`);

test('all machines of a subscription are one request', async () => {
  world.forget();

  const { value } = await estate().vms('fresh');

  const names = contoso.applications.flatMap(({ machines }) => machines.map(({ name }) => name));
  expect(value.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  expect(value.find(({ name }) => name === 'pay-db-01')).toMatchObject({
    region: 'eastus',
    size: 'Standard_E8s_v5',
    os: 'linux',
    confidential: false,
  });
  expect(value.find(({ name }) => name === 'pay-web-02')?.zones).toEqual(['2']);
  expect(world.arrived()).toEqual(['VirtualMachines_ListAll']);
});

test('a machine and its state, asked for at the same time, are one request', async () => {
  world.forget();
  const id = vmId('pay-db-01', 'payments');

  const [vm, state] = await Promise.all([estate().vm(id), estate().vmState(id)]);

  expect(vm.value.disks.map(({ role, sizeGb, blobUri }) => [role, sizeGb, blobUri])).toEqual([
    ['os', 30, undefined],
    ['data', 256, undefined],
    ['data', 512, undefined],
    ['data', 512, undefined],
  ]);
  expect(vm.value.nicIds).toHaveLength(1);
  expect(state.value).toEqual({ power: 'running', agent: 'ready', provisioning: 'Succeeded' });
  expect(world.arrived()).toEqual(['VirtualMachines_Get']);
});

test.each([
  ['mail-01', 'intranet', { power: 'deallocated', agent: 'unknown' }],
  ['shop-batch-01', 'shop', { power: 'running', agent: 'not-ready' }],
])('the state of %s', async (name, group, state) => {
  expect((await estate().vmState(vmId(name, group))).value).toMatchObject(state);
});

test('what is out of the ordinary about a machine can be seen', async () => {
  const vm = async (name: string, group: string) => (await estate().vm(vmId(name, group))).value;

  expect((await vm('ledger-keys-01', 'ledger')).confidential).toBe(true);
  expect((await vm('ledger-old-01', 'ledger')).disks[0]).toMatchObject({ blobUri: expect.stringMatching(/^https:/) });
  expect((await vm('pay-app-01', 'payments')).os).toBe('windows');
});

test('a disk under a key of the customer says so', async () => {
  const vm = await estate().vm(vmId('shop-db-01', 'shop'));

  const { value } = await estate().disk(vm.value.disks[0]?.id ?? '');

  expect(value.encryption).toBe('EncryptionAtRestWithCustomerKey');
});

test('a disk behind a private link says so', async () => {
  const vm = await estate().vm(vmId('ledger-file-01', 'ledger'));

  const { value } = await estate().disk(vm.value.disks[0]?.id ?? '');

  expect(value).toMatchObject({ region: 'eastus2', networkAccess: 'private', sizeGb: 30, state: 'Attached' });
  expect(value.diskAccessId).toMatch(/diskAccesses/);
});

test('a machine that is not there is a refusal in words', async () => {
  await expect(estate().vm(vmId('ghost', 'payments'))).rejects.toMatchObject({
    problem: { what: 'read virtual machine ghost', code: 'ResourceNotFound', status: 404 },
  });
});

test('regions with their pairs and clusters, without the logical ones', async () => {
  const { value } = await estate().regions(world.subscriptionId);

  expect(value.find(({ name }) => name === 'eastus')).toEqual({
    name: 'eastus',
    title: 'East US',
    geography: 'United States',
    geographyGroup: 'US',
    pairedWith: 'westus',
    zones: true,
  });
  expect(value.map(({ name }) => name)).not.toContain('europe');
});

test('regions are read once, however often they are asked for', async () => {
  await estate().regions(world.subscriptionId);
  await estate().regions(world.subscriptionId);

  expect(world.arrived().filter((operation) => operation === 'Subscriptions_ListLocations')).toHaveLength(1);
});

test('the quota that keeps build-01 out of its target region', async () => {
  const { value } = await estate().quotas(world.subscriptionId, 'westus');

  expect(value.find(({ family }) => family === 'standardFSv2Family')).toMatchObject({ limit: 0 });
});

test('the sizes that a region offers', async () => {
  const { value } = await estate().sizes(world.subscriptionId, 'eastus');

  expect(value.find(({ size }) => size === 'Standard_D4s_v5')).toMatchObject({
    cores: 4,
    memoryGb: 16,
    zones: ['1', '2', '3'],
  });
});

test('the rules that apply to a card: what is closed is seen', async () => {
  const rules = async (name: string) => {
    const { value } = await estate().vm(vmId(name, 'shop'));
    const asked = world.connect({ timing: { sleep: async () => world.azure.clock.advance(10) } });
    return (await asked.readers.estate.effectiveRules(value.nicIds[0] ?? '')).value;
  };
  const denied = (all: Awaited<ReturnType<typeof rules>>) =>
    all.filter(({ direction, access, priority }) => direction === 'outbound' && access === 'deny' && priority < 65_000);

  const [open, closed] = [await rules('shop-app-01'), await rules('shop-app-02')];

  expect(denied(open)).toEqual([]);
  expect(denied(closed)).not.toEqual([]);
  expect(denied(closed)[0]?.groupId).toMatch(/networkSecurityGroups/);
});

test('networks with their subnets, and storage accounts, are one request each, and one to the inventory', async () => {
  world.forget();

  const networks = await estate().networks(world.subscriptionId);
  const accounts = await estate().storageAccounts(world.subscriptionId);

  expect(networks.value.find(({ region }) => region === 'westus')?.subnets[0]).toMatchObject({
    prefix: expect.stringMatching(/^10\.30\./),
  });
  expect(accounts.value.map(({ region }) => region)).toEqual(expect.arrayContaining(['eastus', 'eastus2', 'westus']));
  expect(world.arrived()).toEqual(['VirtualNetworks_ListAll', 'StorageAccounts_List', 'Resources']);
});

test('a list is shared for some seconds, and read anew where that is asked for', async () => {
  const { readers } = world.connect({ timing: { sharedForMs: 60_000 } });
  world.forget();

  await Promise.all([readers.estate.vms('shared'), readers.estate.vms('shared')]);
  await readers.estate.vms('shared');
  const shared = world.arrived().length;
  await readers.estate.vms('fresh');

  expect([shared, world.arrived().length]).toEqual([1, 2]);
});
