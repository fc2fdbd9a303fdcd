import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNetworkSecurityGroup } from '../../../rehearsal/azure/services/network/provision.ts';
import { type AzureWorld, startAzureWorld } from '../../adapters/azure/azure-world.ts';
import { benchPolicy } from '../../harness/bench.ts';
import { gives, samplePolicy } from '../../sample/policy.ts';
import { createAsking, growing } from './growing.ts';

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld({ scenario: growing });
});
afterAll(() => world.close());

const fresh = 'protect pay-new-01 --to westus2';

test.each<[string, string, string, string]>([
  ['a retention of 73 h', `${fresh} --retention 73h`, 'a number of hours from 1h to 72h', '73h'],
  ['an app-consistent interval of 0', `${fresh} --app-consistent 0h`, 'a number of hours from 1h to 12h', '0h'],
  [
    'an availability set where the source has none',
    `${fresh} --availability-set web-asr`,
    'pay-new-01 is in no availability set',
    'Leave --availability-set out.',
  ],
  [
    'a vault in the source region',
    `${fresh} --vault contoso-backup`,
    'There is no vault outside East US.',
    'vault create <name> --for recovery --region westus2',
  ],
  [
    'a machine protected already',
    'protect pay-web-01 --to westus',
    'It is replicated already, East US -> West US (',
    'protection-update pay-web-01',
  ],
  ['a confidential VM', 'protect ledger-keys-01 --to westus', 'is a confidential VM', 'backup enable'],
  [
    'a cache account in the wrong region',
    `${fresh} --cache cachewestus01`,
    'cachewestus01 is in West US, but the machines run in East US.',
    'leave --cache out to have one created',
  ],
  ['a cache account that is not there', `${fresh} --cache nowhere`, 'no storage account nowhere', 'leave --cache out'],
  [
    'a target network in another region',
    `${fresh} --network vnet-eastus2`,
    'vnet-eastus2 is in East US 2, but the machine would be failed over to West US 2.',
    'Choose a network in West US 2',
  ],
  [
    'a subnet that the network has not',
    `${fresh} --network vnet-westus2 --subnet none`,
    'has no subnet none',
    'It has: app',
  ],
  [
    'a group in the source region',
    `${fresh} --resource-group payments`,
    'payments is in East US, the source region.',
    '--resource-group',
  ],
  [
    'a disk that is not there',
    `${fresh} --exclude-disk nope`,
    'No such disk is attached.',
    'The disks are: pay-new-01-os',
  ],
  ['the system disk left out', `${fresh} --exclude-disk pay-new-01-os`, 'It is the system disk', 'Leave it in.'],
  ['a policy that is not there', `${fresh} --policy nope`, 'The vault has no policy nope', 'replication-policy create'],
  [
    'a policy that contradicts the rest',
    'protect test-01 --to westus --policy 24-hour-retention-policy --retention 12h',
    'keeps recovery points 1 day, not 12 h',
    'Leave --policy out',
  ],
  ['a region out of reach', 'protect pay-new-01 --to eastus', 'East US is where it runs', 'regions pay-new-01'],
  [
    'machines of two regions at once',
    'protect pay-new-01 test-01 --to westus',
    'They run in different places: eastus, eastus2',
    'by themselves',
  ],
])('%s is refused before anything is written, with the rule and the way out', async (_what, line, why, fix) => {
  const { said, plan, written } = await createAsking(world)(line);

  expect(said.toLowerCase()).toContain(why.toLowerCase());
  expect(said.toLowerCase()).toContain(fix.toLowerCase());
  expect(plan).toBeUndefined();
  expect(written).toEqual([]);
});

test('a group whose machines cannot reach each other over port 20004 is refused', async () => {
  const nsgId = world.id('payments', 'Microsoft.Network/networkSecurityGroups/apart');
  createNetworkSecurityGroup(world.azure.world, {
    id: nsgId,
    location: 'eastus',
    rules: [
      {
        name: 'Apart',
        direction: 'Outbound',
        access: 'Deny',
        priority: 200,
        protocol: 'Tcp',
        sourceAddressPrefix: '*',
        sourcePortRange: '*',
        destinationAddressPrefix: 'VirtualNetwork',
        destinationPortRange: '20004',
      },
    ],
  });
  const nic = world.azure.world.resources.get(
    (await world.connected.readers.estate.vm(world.id('payments', 'Microsoft.Compute/virtualMachines/pay-new-01')))
      .value.nicIds[0] ?? '',
  );
  if (nic) nic.properties.networkSecurityGroup = { id: nsgId };

  const ask = createAsking(world, benchPolicy, 'owner');
  const together = await ask(`${fresh} --group payments`);
  const alone = await ask(fresh);

  expect(together.said).toContain('The members of payments cannot reach each other over TCP 20004 (outbound)');
  expect(together.written).toEqual([]);
  expect(alone.plan?.checks.filter(({ outcome }) => outcome === 'block')).toEqual([]);
});

test('what the asker may not touch cannot be reached by a flag', async () => {
  const mine = { kind: 'application', name: 'payments' } as const;
  const machine = world.id('payments', 'Microsoft.Compute/virtualMachines/pay-new-01').toLowerCase();
  const policy = samplePolicy({
    applications: [{ name: 'payments', title: 'payments', vms: [machine], resourceGroups: [] }],
    grants: [
      gives('ana', 'contributor', mine),
      { ...gives('ana', 'contributor', mine), gives: { kind: 'special', grants: ['network-setup'] } },
    ],
  });
  const ask = createAsking(world, policy);

  const other = await ask('protect pay-new-01 --to westus --resource-group shop-asr');
  const network = await ask('protect pay-new-01 --to westus --policy 24-hour-retention-policy --network vnet-westus');

  expect(other.said).toMatch(/^You may not do this[\s\S]*resourceGroups\/shop-asr/u);
  expect(network.said).toMatch(/^You may not do this[\s\S]*vnet-westus\/subnets\/app needs Contributor \(recovery\)/u);
  expect([...other.written, ...network.written]).toEqual([]);
});
