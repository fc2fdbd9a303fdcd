import { NetworkManagementClient } from '@azure/arm-network';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDisk, createVirtualMachine, setPower } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  createNetworkInterface,
  createNetworkSecurityGroup,
  createNetworkWatcher,
  createRouteTable,
  createVirtualNetwork,
} from '../../../../rehearsal/azure/services/network/provision.ts';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

const denyInternet = {
  name: 'deny-internet',
  direction: 'Outbound' as const,
  access: 'Deny' as const,
  priority: 4000,
  protocol: '*' as const,
  sourceAddressPrefix: '*',
  sourcePortRange: '*',
  destinationAddressPrefix: 'Internet',
  destinationPortRange: '*',
};
const allowEntra = {
  ...denyInternet,
  name: 'allow-entra',
  access: 'Allow' as const,
  priority: 200,
  protocol: 'Tcp' as const,
  destinationAddressPrefix: 'AzureActiveDirectory',
  destinationPortRange: '443',
};
let fixture: Fixture;
let client: NetworkManagementClient;
let refused: NetworkManagementClient;
let machineId: string;

beforeEach(async () => {
  fixture = await startFixture();
  const { subscriptionId, azure } = fixture;
  const { world } = azure;
  const location = 'eastus';
  client = new NetworkManagementClient(fixture.credential(), subscriptionId, fixture.clientOptions);
  refused = new NetworkManagementClient(fixture.credential(), subscriptionId, fixture.expectingError);
  createResourceGroup(world, { subscriptionId, name: 'home', location });
  createNetworkWatcher(world, { id: id('Network/networkWatchers/watcher'), location });
  createNetworkSecurityGroup(world, {
    id: id('Network/networkSecurityGroups/of-nic'),
    location,
    rules: [denyInternet, allowEntra],
  });
  createNetworkSecurityGroup(world, { id: id('Network/networkSecurityGroups/of-subnet'), location });
  createRouteTable(world, {
    id: id('Network/routeTables/table'),
    location,
    routes: [
      { name: 'out', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.5.1.9' },
    ],
  });
  createVirtualNetwork(world, {
    id: id('Network/virtualNetworks/net'),
    location,
    addressPrefix: '10.5.0.0/16',
    subnets: [
      {
        name: 'app',
        prefix: '10.5.1.0/24',
        nsgId: id('Network/networkSecurityGroups/of-subnet'),
        routeTableId: id('Network/routeTables/table'),
      },
    ],
  });
  createNetworkInterface(world, {
    id: id('Network/networkInterfaces/nic'),
    location,
    subnetId: id('Network/virtualNetworks/net/subnets/app'),
    nsgId: id('Network/networkSecurityGroups/of-nic'),
  });
  machineId = id('Compute/virtualMachines/vm');
  const osDiskId = id('Compute/disks/os');
  createDisk(world, { id: osDiskId, location, sizeGb: 30, sku: 'Premium_LRS', osType: 'Linux' });
  createVirtualMachine(world, {
    id: machineId,
    location,
    size: 'Standard_D2s_v5',
    osType: 'Linux',
    osDiskId,
    dataDiskIds: [],
    nicIds: [id('Network/networkInterfaces/nic')],
    running: true,
  });
});

afterEach(() => fixture.close());

function id(rest: string): string {
  return `/subscriptions/${fixture.subscriptionId}/resourceGroups/home/providers/Microsoft.${rest}`;
}

interface Poller<Result> {
  pollUntilDone(): Promise<Result>;
}

async function done<Result>(poller: Promise<Poller<Result>>): Promise<Result> {
  const started = await poller;
  fixture.azure.clock.advance(30);
  return started.pollUntilDone();
}

test('a group has the six default rules beside its own', async () => {
  const { securityRules, defaultSecurityRules, networkInterfaces } = await client.networkSecurityGroups.get(
    'home',
    'of-nic',
  );

  expect(securityRules?.map(({ name }) => name)).toEqual(['deny-internet', 'allow-entra']);
  expect(defaultSecurityRules?.map(({ name, priority }) => [name, priority])).toEqual([
    ['AllowVnetInBound', 65000],
    ['AllowAzureLoadBalancerInBound', 65001],
    ['DenyAllInBound', 65500],
    ['AllowVnetOutBound', 65000],
    ['AllowInternetOutBound', 65001],
    ['DenyAllOutBound', 65500],
  ]);
  expect(networkInterfaces?.map((nic) => nic.id)).toEqual([id('Network/networkInterfaces/nic')]);
});

test('a group is made, listed, tagged and deleted', async () => {
  const { name: _, ...rule } = denyInternet;
  const securityRules = [{ name: 'deny', ...rule }];

  const made = await done(
    client.networkSecurityGroups.beginCreateOrUpdate('home', 'new', { location: 'eastus', securityRules }),
  );
  const names: (string | undefined)[] = [];
  for await (const { name } of client.networkSecurityGroups.list('home')) names.push(name);
  const everywhere: (string | undefined)[] = [];
  for await (const { name } of client.networkSecurityGroups.listAll()) everywhere.push(name);

  expect(made).toMatchObject({ provisioningState: 'Succeeded', securityRules: [{ name: 'deny', priority: 4000 }] });
  expect(names).toEqual(['of-nic', 'of-subnet', 'new']);
  expect(everywhere).toEqual(expect.arrayContaining(names));
  expect((await client.networkSecurityGroups.updateTags('home', 'new', { tags: { a: 'b' } })).tags).toEqual({ a: 'b' });
  await done(client.networkSecurityGroups.beginDelete('home', 'new'));
  await expect(refused.networkSecurityGroups.get('home', 'new')).rejects.toMatchObject({ statusCode: 404 });
});

test('a group in use cannot be deleted', async () => {
  const deleted = refused.networkSecurityGroups.beginDelete('home', 'of-subnet');

  await expect(deleted).rejects.toMatchObject({ code: 'InUseNetworkSecurityGroupCannotBeDeleted' });
});

test('rules are added, read, listed and taken away one by one', async () => {
  const { name, ...rule } = allowEntra;

  const made = await done(client.securityRules.beginCreateOrUpdate('home', 'of-subnet', name, rule));
  const read = await client.securityRules.get('home', 'of-subnet', name);
  const listed = [];
  for await (const found of client.securityRules.list('home', 'of-subnet')) listed.push(found.name);
  const defaults = [];
  for await (const found of client.defaultSecurityRules.list('home', 'of-subnet')) defaults.push(found.name);
  await done(client.securityRules.beginDelete('home', 'of-subnet', name));

  expect(read).toEqual(made);
  expect(made).toMatchObject({ provisioningState: 'Succeeded', destinationAddressPrefix: 'AzureActiveDirectory' });
  expect(listed).toEqual([name]);
  expect(defaults).toHaveLength(6);
  await expect(refused.securityRules.get('home', 'of-subnet', name)).rejects.toMatchObject({ statusCode: 404 });
});

test.each([
  ['a priority out of range', { priority: 99 }, 'SecurityRuleInvalidPriority'],
  ['a priority that is taken', { priority: 4000 }, 'SecurityRuleConflict'],
])('a rule with %s is refused', async (_, change, code) => {
  const { name: _name, ...rule } = allowEntra;

  const made = refused.securityRules.beginCreateOrUpdate('home', 'of-nic', 'other', { ...rule, ...change });

  await expect(made).rejects.toMatchObject({ statusCode: 400, code });
});

test('the rules in force are those of the interface and of its subnet', async () => {
  const { value } = await done(client.networkInterfaces.beginListEffectiveNetworkSecurityGroups('home', 'nic'));

  expect(value?.map(({ networkSecurityGroup, association }) => [networkSecurityGroup?.id, association])).toEqual([
    [id('Network/networkSecurityGroups/of-nic'), { networkInterface: { id: id('Network/networkInterfaces/nic') } }],
    [id('Network/networkSecurityGroups/of-subnet'), { subnet: { id: id('Network/virtualNetworks/net/subnets/app') } }],
  ]);
  expect(value?.[0]?.effectiveSecurityRules?.[0]).toMatchObject({
    name: 'securityRules/allow-entra',
    protocol: 'Tcp',
    destinationPortRange: '443-443',
    destinationAddressPrefix: 'AzureActiveDirectory',
    sourceAddressPrefix: '0.0.0.0/0',
    priority: 200,
  });
  expect(value?.[1]?.effectiveSecurityRules).toHaveLength(6);
});

test('the question is followed by another client from what the first one wrote down', async () => {
  const first = await client.networkInterfaces.beginListEffectiveNetworkSecurityGroups('home', 'nic');
  fixture.azure.clock.advance(30);

  const resumed = await client.networkInterfaces.beginListEffectiveNetworkSecurityGroups('home', 'nic', {
    resumeFrom: first.toString(),
  });

  expect((await resumed.pollUntilDone()).value).toHaveLength(2);
});

test('nothing is in force while the machine does not run', async () => {
  setPower(fixture.azure.world, machineId, 'deallocated');

  await expect(refused.networkInterfaces.beginListEffectiveNetworkSecurityGroups('home', 'nic')).rejects.toMatchObject({
    statusCode: 400,
  });
  await expect(refused.networkInterfaces.beginGetEffectiveRouteTable('home', 'nic')).rejects.toMatchObject({
    statusCode: 400,
  });
});

test("a user's route puts Azure's own out of force", async () => {
  const { value } = await done(client.networkInterfaces.beginGetEffectiveRouteTable('home', 'nic'));

  const toEverywhere = value?.filter(({ addressPrefix }) => addressPrefix?.includes('0.0.0.0/0'));
  expect(toEverywhere).toEqual([
    {
      source: 'Default',
      state: 'Invalid',
      addressPrefix: ['0.0.0.0/0'],
      nextHopType: 'Internet',
      nextHopIpAddress: [],
    },
    {
      name: 'out',
      source: 'User',
      state: 'Active',
      addressPrefix: ['0.0.0.0/0'],
      nextHopType: 'VirtualAppliance',
      nextHopIpAddress: ['10.5.1.9'],
    },
  ]);
});

const flow = {
  direction: 'Outbound' as const,
  protocol: 'TCP' as const,
  localIPAddress: '10.5.1.4',
  localPort: '*',
  remotePort: '443',
};
const prefixOf = async (tag: string) => {
  const { values } = await client.serviceTags.list('eastus');
  return values?.find(({ name }) => name === tag)?.properties?.addressPrefixes?.[0]?.replace('.0/24', '.7') ?? '';
};

test.each([
  ['Entra', 'AzureActiveDirectory', {}, 'Allow', 'securityRules/allow-entra'],
  ['Entra at another port', 'AzureActiveDirectory', { remotePort: '80' }, 'Deny', 'securityRules/deny-internet'],
  ['Storage', 'Storage.EastUS', {}, 'Deny', 'securityRules/deny-internet'],
  ['from the internet', 'Sql', { direction: 'Inbound' as const }, 'Deny', 'defaultSecurityRules/DenyAllInBound'],
])('a packet to %s: %s', async (_, tag, change, access, ruleName) => {
  const remoteIPAddress = await prefixOf(tag);

  const verdict = await done(
    client.networkWatchers.beginVerifyIPFlow('home', 'watcher', {
      targetResourceId: machineId,
      ...flow,
      remoteIPAddress,
      ...change,
    }),
  );

  expect(verdict).toEqual({ access, ruleName });
});

test('a packet within the network passes', async () => {
  const asked = { targetResourceId: machineId, ...flow, remoteIPAddress: '10.5.9.9', remotePort: '20004' };

  const verdict = await done(client.networkWatchers.beginVerifyIPFlow('home', 'watcher', asked));

  expect(verdict).toEqual({ access: 'Allow', ruleName: 'defaultSecurityRules/AllowVnetOutBound' });
});

test.each([
  ['a machine that does not exist', { targetResourceId: '/subscriptions/x' }, 'InvalidResourceReference'],
  ['an address that is none', { remoteIPAddress: 'here' }, 'InvalidRequestContent'],
])('a question about %s is refused', async (_, change, code) => {
  const asked = { targetResourceId: machineId, ...flow, remoteIPAddress: '10.5.9.9', ...change };

  const verdict = refused.networkWatchers.beginVerifyIPFlow('home', 'watcher', asked);

  await expect(verdict).rejects.toMatchObject({ statusCode: 400, code });
});

test('the tags that replication needs are known, those of every region included', async () => {
  const { values } = await client.serviceTags.list('eastus');

  const names = values?.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['AzureSiteRecovery', 'AzureActiveDirectory', 'Storage.WestEurope', 'EventHub.EastUS2']),
  );
  expect(new Set(values?.flatMap(({ properties }) => properties?.addressPrefixes)).size).toBe(names?.length);
});
