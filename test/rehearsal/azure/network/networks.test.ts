import { NetworkManagementClient } from '@azure/arm-network';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createNetworkInterface,
  createVirtualNetwork,
} from '../../../../rehearsal/azure/services/network/provision.ts';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
let client: NetworkManagementClient;
let refused: NetworkManagementClient;

beforeEach(async () => {
  fixture = await startFixture();
  const { subscriptionId, azure } = fixture;
  client = new NetworkManagementClient(fixture.credential(), subscriptionId, fixture.clientOptions);
  refused = new NetworkManagementClient(fixture.credential(), subscriptionId, fixture.expectingError);
  createResourceGroup(azure.world, { subscriptionId, name: 'home', location: 'eastus' });
});

afterEach(() => fixture.close());

function id(rest: string): string {
  return `/subscriptions/${fixture.subscriptionId}/resourceGroups/home/providers/Microsoft.Network/${rest}`;
}

function haveNetwork(): string {
  createVirtualNetwork(fixture.azure.world, {
    id: id('virtualNetworks/net'),
    location: 'eastus',
    addressPrefix: '10.5.0.0/16',
    subnets: [{ name: 'app', prefix: '10.5.1.0/29' }],
  });
  return id('virtualNetworks/net/subnets/app');
}

async function namesOf(list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

interface Poller<Result> {
  pollUntilDone(): Promise<Result>;
}

/** Lets the time of an operation pass and gives its result. */
async function done<Result>(poller: Promise<Poller<Result>>): Promise<Result> {
  const started = await poller;
  fixture.azure.clock.advance(30);
  return started.pollUntilDone();
}

const wish = {
  location: 'East US',
  addressSpace: { addressPrefixes: ['10.6.0.0/16'] },
  subnets: [{ name: 'default', addressPrefix: '10.6.0.0/24' }],
};

test('a network is made in the style of its provider: 201, an operation to follow, then it stands', async () => {
  const answers: { status: number; operation: boolean; location: boolean; state?: string }[] = [];
  const poller = await client.virtualNetworks.beginCreateOrUpdate('home', 'new', wish, {
    onResponse: ({ status, headers, parsedBody }) =>
      answers.push({
        status,
        operation: headers.get('azure-asyncoperation')?.includes('/locations/eastus/operations/') ?? false,
        location: headers.has('location'),
        state: parsedBody?.provisioningState,
      }),
  });
  fixture.azure.clock.advance(30);
  const made = await poller.pollUntilDone();

  expect(answers[0]).toEqual({ status: 201, operation: true, location: false, state: 'Updating' });
  expect(made).toMatchObject({ location: 'eastus', provisioningState: 'Succeeded' });
  expect(made.subnets?.[0]).toMatchObject({
    id: id('virtualNetworks/new/subnets/default'),
    addressPrefix: '10.6.0.0/24',
  });
});

test('a change is followed by another client from what the first one wrote down', async () => {
  const first = await client.virtualNetworks.beginCreateOrUpdate('home', 'new', wish);
  fixture.azure.clock.advance(30);

  const other = new NetworkManagementClient(fixture.credential(), fixture.subscriptionId, fixture.clientOptions);
  const resumed = await other.virtualNetworks.beginCreateOrUpdate('home', 'new', wish, {
    resumeFrom: first.toString(),
  });

  expect((await resumed.pollUntilDone()).provisioningState).toBe('Succeeded');
});

test('networks are read, tagged, listed and deleted', async () => {
  haveNetwork();

  expect((await client.virtualNetworks.get('home', 'NET')).name).toBe('net');
  expect((await client.virtualNetworks.updateTags('home', 'net', { tags: { env: 'prod' } })).tags).toEqual({
    env: 'prod',
  });
  expect(await namesOf(client.virtualNetworks.list('home'))).toEqual(['net']);
  expect(await namesOf(client.virtualNetworks.listAll())).toContain('net');
  await done(client.virtualNetworks.beginDelete('home', 'net'));
  await expect(refused.virtualNetworks.get('home', 'net')).rejects.toMatchObject({ code: 'ResourceNotFound' });
});

test('subnets are made, read, listed and deleted one by one', async () => {
  haveNetwork();

  const made = await done(client.subnets.beginCreateOrUpdate('home', 'net', 'data', { addressPrefix: '10.5.2.0/24' }));

  expect(made).toMatchObject({ name: 'data', provisioningState: 'Succeeded' });
  expect(await client.subnets.get('home', 'net', 'data')).toEqual(made);
  expect(await namesOf(client.subnets.list('home', 'net'))).toEqual(['app', 'data']);
  await done(client.subnets.beginDelete('home', 'net', 'data'));
  expect(await namesOf(client.subnets.list('home', 'net'))).toEqual(['app']);
  await expect(refused.subnets.get('home', 'net', 'data')).rejects.toMatchObject({ statusCode: 404 });
});

test.each([
  ['outside its network', '10.9.0.0/24', 'NetcfgSubnetRangeOutsideVnet'],
  ['over another one', '10.5.1.0/30', 'NetcfgSubnetRangesOverlap'],
  ['that is no block', '10.5.1', 'InvalidAddressPrefixFormat'],
])('a subnet %s is refused', async (_, addressPrefix, code) => {
  haveNetwork();

  const made = refused.subnets.beginCreateOrUpdate('home', 'net', 'bad', { addressPrefix });

  await expect(made).rejects.toMatchObject({ statusCode: 400, code });
});

test('a subnet names the interfaces in it and cannot be deleted before them', async () => {
  const subnetId = haveNetwork();
  createNetworkInterface(fixture.azure.world, { id: id('networkInterfaces/nic'), location: 'eastus', subnetId });

  const subnet = await client.subnets.get('home', 'net', 'app');

  expect(subnet.ipConfigurations?.map((held) => held.id)).toEqual([
    id('networkInterfaces/nic/ipConfigurations/ipconfig1'),
  ]);
  const refusal = { statusCode: 400, code: 'InUseSubnetCannotBeDeleted' };
  await expect(refused.subnets.beginDelete('home', 'net', 'app')).rejects.toMatchObject(refusal);
  await expect(refused.virtualNetworks.beginDelete('home', 'net')).rejects.toMatchObject(refusal);
});

test('an interface is made with the next free address', async () => {
  const subnet = { id: haveNetwork() };
  const ipConfigurations = [{ name: 'ipconfig1', subnet }];

  const { networkInterfaces } = client;
  const one = await done(
    networkInterfaces.beginCreateOrUpdate('home', 'one', { location: 'eastus', ipConfigurations }),
  );
  const two = await done(
    networkInterfaces.beginCreateOrUpdate('home', 'two', { location: 'eastus', ipConfigurations }),
  );
  const again = await done(
    networkInterfaces.beginCreateOrUpdate('home', 'one', { location: 'eastus', ipConfigurations }),
  );

  const addresses = [one, two, again].map((nic) => nic.ipConfigurations?.[0]?.privateIPAddress);
  expect(addresses).toEqual(['10.5.1.4', '10.5.1.5', '10.5.1.4']);
  expect(one.provisioningState).toBe('Succeeded');
  expect(await namesOf(networkInterfaces.list('home'))).toEqual(['one', 'two']);
  expect(await namesOf(networkInterfaces.listAll())).toEqual(expect.arrayContaining(['one', 'two']));
});

test('an address is free again when its interface is gone, however that went', async () => {
  const subnetId = haveNetwork();
  const { world } = fixture.azure;
  for (const name of ['a', 'b', 'c'])
    createNetworkInterface(world, { id: id(`networkInterfaces/${name}`), location: 'eastus', subnetId });
  const full = refused.networkInterfaces.beginCreateOrUpdate('home', 'd', {
    location: 'eastus',
    ipConfigurations: [{ name: 'ipconfig1', subnet: { id: subnetId } }],
  });
  await expect(full).rejects.toMatchObject({ statusCode: 400, code: 'SubnetIsFull' });

  await done(client.networkInterfaces.beginDelete('home', 'a'));
  world.resources.delete(id('networkInterfaces/b'));
  for (const name of ['e', 'f'])
    createNetworkInterface(world, { id: id(`networkInterfaces/${name}`), location: 'eastus', subnetId });

  expect((await client.networkInterfaces.get('home', 'f')).ipConfigurations?.[0]?.privateIPAddress).toBe('10.5.1.5');
});

test.each([
  ['taken', '10.5.1.4', 'PrivateIPAddressIsAllocated'],
  ['outside the subnet', '10.5.9.4', 'PrivateIPAddressNotInSubnet'],
  ['kept by Azure', '10.5.1.1', 'PrivateIPAddressInReservedRange'],
])('a fixed address that is %s is refused', async (_, privateIPAddress, code) => {
  const subnetId = haveNetwork();
  createNetworkInterface(fixture.azure.world, { id: id('networkInterfaces/nic'), location: 'eastus', subnetId });

  const made = refused.networkInterfaces.beginCreateOrUpdate('home', 'other', {
    location: 'eastus',
    ipConfigurations: [{ name: 'ipconfig1', subnet: { id: subnetId }, privateIPAddress }],
  });

  await expect(made).rejects.toMatchObject({ statusCode: 400, code });
});

test('an interface cannot lie in a subnet of another region', async () => {
  const ipConfigurations = [{ name: 'ipconfig1', subnet: { id: haveNetwork() } }];

  const made = refused.networkInterfaces.beginCreateOrUpdate('home', 'nic', { location: 'westus', ipConfigurations });

  await expect(made).rejects.toMatchObject({ statusCode: 400, code: 'InvalidResourceReference' });
});

test('public addresses, route tables and watchers are made, read and listed', async () => {
  const address = await done(
    client.publicIPAddresses.beginCreateOrUpdate('home', 'ip', {
      location: 'eastus',
      sku: { name: 'Standard' },
      publicIPAllocationMethod: 'Static',
    }),
  );
  const table = await done(
    client.routeTables.beginCreateOrUpdate('home', 'table', {
      location: 'eastus',
      routes: [
        { name: 'out', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.5.1.9' },
      ],
    }),
  );
  const watcher = await client.networkWatchers.createOrUpdate('home', 'watcher', { location: 'eastus' });

  expect(address.ipAddress).toMatch(/^203\.0\.113\.\d+$/);
  expect(await client.publicIPAddresses.get('home', 'ip')).toEqual(address);
  expect(await namesOf(client.publicIPAddresses.list('home'))).toEqual(['ip']);
  expect(await namesOf(client.publicIPAddresses.listAll())).toContain('ip');
  expect(await client.routeTables.get('home', 'table')).toEqual(table);
  expect(await namesOf(client.routeTables.list('home'))).toEqual(['table']);
  expect(await namesOf(client.routeTables.listAll())).toContain('table');
  expect(await client.networkWatchers.get('home', 'watcher')).toEqual(watcher);
  expect(await namesOf(client.networkWatchers.list('home'))).toEqual(['watcher']);
  expect(await namesOf(client.networkWatchers.listAll())).toContain('watcher');
  await done(client.networkWatchers.beginDelete('home', 'watcher'));
  await done(client.routeTables.beginDelete('home', 'table'));
  await done(client.publicIPAddresses.beginDelete('home', 'ip'));
});

test('tags of every kind of resource can be changed alone', async () => {
  const subnetId = haveNetwork();
  createNetworkInterface(fixture.azure.world, { id: id('networkInterfaces/nic'), location: 'eastus', subnetId });
  await done(client.publicIPAddresses.beginCreateOrUpdate('home', 'ip', { location: 'eastus' }));
  await done(client.routeTables.beginCreateOrUpdate('home', 'table', { location: 'eastus' }));
  await client.networkWatchers.createOrUpdate('home', 'watcher', { location: 'eastus' });

  const tags = { env: 'test' };
  const changed = [
    await client.networkInterfaces.updateTags('home', 'nic', { tags }),
    await client.publicIPAddresses.updateTags('home', 'ip', { tags }),
    await client.routeTables.updateTags('home', 'table', { tags }),
    await client.networkWatchers.updateTags('home', 'watcher', { tags }),
  ];

  expect(changed.map((resource) => resource.tags)).toEqual([tags, tags, tags, tags]);
});

test('a route table in use names its subnets and stays', async () => {
  haveNetwork();
  await done(client.routeTables.beginCreateOrUpdate('home', 'table', { location: 'eastus' }));
  const routeTable = { id: id('routeTables/table') };
  await done(client.subnets.beginCreateOrUpdate('home', 'net', 'data', { addressPrefix: '10.5.2.0/24', routeTable }));

  const table = await client.routeTables.get('home', 'table');

  expect(table.subnets?.map((subnet) => subnet.id)).toEqual([id('virtualNetworks/net/subnets/data')]);
  await expect(refused.routeTables.beginDelete('home', 'table')).rejects.toMatchObject({
    code: 'InUseRouteTableCannotBeDeleted',
  });
});

test('gateways and private endpoints are listed where there are any', async () => {
  const { resources } = fixture.azure.world;
  resources.put({
    id: id('virtualNetworkGateways/er'),
    name: 'er',
    type: 'Microsoft.Network/virtualNetworkGateways',
    location: 'eastus',
    properties: { provisioningState: 'Succeeded', gatewayType: 'ExpressRoute', vpnType: 'RouteBased' },
  });
  resources.put({
    id: id('privateEndpoints/pe'),
    name: 'pe',
    type: 'Microsoft.Network/privateEndpoints',
    location: 'eastus',
    properties: { provisioningState: 'Succeeded' },
  });

  expect(await namesOf(client.virtualNetworkGateways.list('home'))).toEqual(['er']);
  expect((await client.virtualNetworkGateways.get('home', 'er')).gatewayType).toBe('ExpressRoute');
  expect(await namesOf(client.privateEndpoints.list('home'))).toEqual(['pe']);
  expect(await namesOf(client.privateEndpoints.listBySubscription())).toEqual(['pe']);
  expect((await client.privateEndpoints.get('home', 'pe')).name).toBe('pe');
});

test('a region tells how much of it is used', async () => {
  haveNetwork();

  const usages = [];
  for await (const usage of client.usages.list('eastus')) usages.push(usage);

  const networks = usages.find(({ name }) => name.value === 'VirtualNetworks');
  expect(networks?.currentValue).toBeGreaterThanOrEqual(1);
  expect(networks?.limit).toBe(1000);
});

test.each([
  ['no address space', { location: 'eastus' }, 'InvalidRequestContent'],
  ['no place', { ...wish, location: 'atlantis' }, 'LocationNotAvailableForResourceType'],
])('a network with %s is refused', async (_, body, code) => {
  const made = refused.virtualNetworks.beginCreateOrUpdate('home', 'bad', body);

  await expect(made).rejects.toMatchObject({ statusCode: 400, code });
});
