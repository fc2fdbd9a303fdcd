import { expect, test } from 'vitest';
import type { PlanContext } from '../../src/definitions/command.ts';
import { planDrill } from '../../src/plans/recovery/drill.ts';
import type { SizeOffer, VirtualNetwork } from '../../src/ports/azure/estate.ts';
import type { ProtectedItem } from '../../src/ports/azure/recovery.ts';
import { now, reading, sampleItem, sampleReaders, sampleVm } from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
import { groupId, samplePolicy, vmId } from '../sample/policy.ts';

const target = {
  kind: 'application',
  name: 'payments',
  where: '2 VMs',
  resources: [vmId('rg-payments', 'pay-web-01'), vmId('rg-payments', 'pay-db-01')],
} as const;

const network = (name: string, changes: Partial<VirtualNetwork> = {}): VirtualNetwork => ({
  id: `${groupId('rg-net')}/providers/microsoft.network/virtualnetworks/${name}`,
  name,
  region: 'westus2',
  prefixes: [],
  subnets: [],
  ...changes,
});

const sampleOffer: SizeOffer = {
  size: 'Standard_D4s_v5',
  family: 'standardDSv5Family',
  cores: 4,
  memoryGb: 16,
  zones: [],
};

const apart = network('vnet-drill');
const live = network('vnet-live');
const worker = sampleVm('wiki-01');
const holding = (holders: readonly string[]) => ({
  subnets: [{ name: 'app', id: 'app', prefix: '10.0.0.0/24', holders }],
});

const plan = (typed: string | undefined, networks: readonly VirtualNetwork[], changes: Partial<ProtectedItem> = {}) => {
  const items = [
    sampleItem('pay-web-01', { recoveryNetworkId: live.id, ...changes }),
    sampleItem('pay-db-01', { recoveryNetworkId: live.id }),
  ];
  const { readers } = sampleReaders({
    recovery: { items: async () => reading(items) },
    estate: {
      vms: async () => reading([worker, sampleVm('pay-web-01-test', { nicIds: ['/nics/test'] })]),
      networks: async () => reading(networks),
      sizes: async () => reading([sampleOffer]),
      quotas: async () => reading([]),
    },
  });
  const context = { policy: samplePolicy(), now: () => now, readers, kept: nothingKept } as unknown as PlanContext;
  return planDrill({ target, network: typed, point: { kind: 'latest' } }, context);
};

const blocksOf = async (planned: ReturnType<typeof plan>) =>
  (await planned).checks.filter(({ outcome }) => outcome === 'block');

test('a network apart is taken, and whoever names it must be allowed to choose it', async () => {
  const made = await plan('VNET-drill', [apart, live]);

  expect(await blocksOf(plan('vnet-drill', [apart, live]))).toEqual([]);
  expect(made.consequences.join(' ')).toContain('the test machines cost what a running one costs');
  expect(made.writes).toContainEqual(
    expect.objectContaining({ action: 'Microsoft.Network/virtualNetworks/join/action', resource: apart.id }),
  );
  expect(made.writes.find(({ resource }) => resource === apart.id)).not.toHaveProperty('of');
});

test.each<[string, readonly VirtualNetwork[], string]>([
  ['that machines would fail over into', [live], 'replicated machines run in it after a failover'],
  ['that a machine works in', [network('vnet-live', holding(worker.nicIds))], 'replicated machines run'],
  ['of another region', [network('vnet-east', { region: 'eastus' })], 'it is in East US'],
  ['that is peered', [network('vnet-hub', { peeredWith: [live.id] })], 'it is peered with vnet-live'],
  ['that holds a working machine', [network('vnet-shared', holding(worker.nicIds))], 'wiki-01 is in it'],
])('a network %s is refused, with those that stand apart', async (_which, networks, why) => {
  const blocks = await blocksOf(plan(networks[0]?.name ?? '', [...networks, apart]));

  expect(blocks).toMatchObject([{ why: expect.stringContaining(why), fix: expect.stringContaining('vnet-drill') }]);
});

test('a network that holds the test machines of another drill alone is still apart', async () => {
  const item = { drillVmId: vmId('rg-payments', 'pay-web-01-test') };

  expect(await blocksOf(plan('vnet-drill', [network('vnet-drill', holding(['/nics/test']))], item))).toEqual([]);
});

test('a network that is not there is refused', async () => {
  expect(await blocksOf(plan('vnet-x', [apart]))).toMatchObject([{ why: 'there is no network vnet-x.' }]);
});

test('whoever names no network is told the names to choose from', async () => {
  expect(await blocksOf(plan(undefined, [live, apart]))).toMatchObject([
    { fix: 'Type: drill payments --network vnet-drill' },
  ]);
});

test('a machine that cannot go along stays, and everybody sees it', async () => {
  const made = await plan('vnet-drill', [apart], { allowed: ['TestFailoverCleanup'] });

  expect(made.vms).toBe(1);
  expect(made.checks).toContainEqual(
    expect.objectContaining({
      outcome: 'warning',
      subject: 'pay-web-01',
      fix: expect.stringContaining('drill-cleanup'),
    }),
  );
});
