import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProtectMachines } from '../../../src/plans/protect/order.ts';
import { type AzureWorld, startAzureWorld } from '../../adapters/azure/azure-world.ts';
import { createAsking, growing } from './growing.ts';

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld({ scenario: growing });
});
afterAll(() => world.close());

const ordered = async (line: string) => {
  const { plan, said } = await createAsking(world)(line);
  if (!plan) throw new Error(said);
  return { plan, order: plan.work.order as ProtectMachines };
};

test('by default everything is as in the portal: what is there is used, the rest gets the suffix -asr', async () => {
  const { plan, order } = await ordered('protect test-01 --to westus');

  expect(order.foundations.map(({ kind, id }) => `${kind} ${id.split('/').at(-1)}`)).toEqual([
    'network vnet-eastus2-asr',
    'policy retention-24h-app-4h',
    'container-mapping eastus2-westus-retention-24h-app-4h',
    'container-mapping westus-eastus2-retention-24h-app-4h',
    'network-mapping vnet-eastus2-westus',
    'network-mapping vnet-eastus2-asr-eastus2',
  ]);
  expect(order.machines).toMatchObject([
    {
      recoveryResourceGroupId: expect.stringMatching(/\/intranet-asr$/u),
      recoverySubnet: 'app',
      disks: [{ cacheAccountId: expect.stringMatching(/cacheeastus201$/u), replicaType: 'Premium_LRS' }],
    },
  ]);
  expect(plan.consequences[0]).toBe(
    'Recovery points are kept 1 day (1440 minutes for Azure); app-consistent snapshots every 4 h (240 minutes for Azure).',
  );
  expect(plan.writes.every(({ resource }) => resource.startsWith('/'))).toBe(true);
  expect(plan.writes.at(-1)?.az).toContain('az rest --method put');
});

test.each<[string, Partial<ProtectMachines['machines'][number]> | Record<string, unknown>]>([
  ['--resource-group elsewhere', { recoveryResourceGroupId: expect.stringMatching(/\/elsewhere$/u) }],
  [
    '--network vnet-westus --subnet app',
    { recoveryNetworkId: expect.stringMatching(/\/vnet-westus$/u), recoverySubnet: 'app' },
  ],
  ['--policy 24-hour-retention-policy', { policyId: expect.stringMatching(/\/24-hour-retention-policy$/u) }],
  ['--retention 72h --app-consistent 12h', { policyId: expect.stringMatching(/\/retention-72h-app-12h$/u) }],
  [
    '--disk-type standard-ssd',
    { disks: [expect.objectContaining({ replicaType: 'StandardSSD_LRS', targetType: 'StandardSSD_LRS' })] },
  ],
  [
    '--cache cacheeastus201',
    { disks: [expect.objectContaining({ cacheAccountId: expect.stringMatching(/cacheeastus201$/u) })] },
  ],
  ['--group web', { multiVmGroup: 'web', policyId: expect.stringMatching(/\/retention-24h-app-4h-groups$/u) }],
  ['--vault contoso-west2', { itemId: expect.stringMatching(/\/vaults\/contoso-west2\//u) }],
])('%s is what the machine gets', async (flags, expected) => {
  const { order } = await ordered(`protect test-01 --to westus ${flags}`);

  expect(order.machines).toMatchObject([expected]);
});

test('a policy that is made keeps points for so many hours', async () => {
  const { plan } = await ordered('protect test-01 --to westus --group web');

  expect(plan.lines).toContainEqual({
    title: 'create replication policy retention-24h-app-4h-groups',
    detail: 'retention 24 h, app-consistent every 4 h',
  });
});

test('a disk that is left out is not replicated, and the plan says so', async () => {
  const { plan, order } = await ordered('protect pay-new-01 --to westus2 --exclude-disk pay-new-01-data-0');

  expect(order.machines[0]?.disks.map(({ diskId }) => diskId.split('/').at(-1))).toEqual(['pay-new-01-os']);
  expect(plan.lines.at(-1)).toMatchObject({ title: 'pay-new-01', warning: '1 disk left out' });
});

test('page blobs get a storage account in the target region', async () => {
  const { order } = await ordered('protect ledger-old-01 --to westus');
  const [machine] = order.machines;

  expect(machine).toMatchObject({ disks: [], blobDisks: [{ blobUri: expect.stringContaining('.blob.') }] });
  expect(order.foundations).toContainEqual(
    expect.objectContaining({ kind: 'account', region: 'westus', id: machine?.blobDisks?.[0]?.recoveryAccountId }),
  );
});

test('the same line gives the same plan, so that an approval holds', async () => {
  const [one, other] = [await ordered('protect test-01 --to westus'), await ordered('protect test-01 --to westus')];

  expect(other.plan.facts.decisive).toEqual(one.plan.facts.decisive);
});
