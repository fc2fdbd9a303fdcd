import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pairOf, regions } from '../../../../rehearsal/azure/services/resources/regions.ts';
import { type Fixture, startFixture } from '../fixture.ts';

interface Location {
  name: string;
  displayName: string;
  metadata: { geography: string; pairedRegion: { name: string; id: string }[] };
  availabilityZoneMappings?: { logicalZone: string; physicalZone: string }[];
}

let fixture: Fixture;
let locations: Map<string, Location>;

beforeAll(async () => {
  fixture = await startFixture();
  const { value } = await read<{ value: Location[] }>(`/subscriptions/${fixture.subscriptionId}/locations`);
  locations = new Map(value.map((location) => [location.name, location]));
});

afterAll(() => fixture.close());

async function read<Body>(path: string, principal = 'owner'): Promise<Body> {
  const client = new ServiceClient({ credential: fixture.credential(principal), ...fixture.clientOptions });
  const url = `${fixture.endpoint}${path}?api-version=2022-12-01`;
  const { bodyAsText } = await client.sendRequest(createPipelineRequest({ url }));
  return JSON.parse(bodyAsText ?? 'null');
}

test.each([
  ['westeurope', 'northeurope'],
  ['eastus', 'westus'],
  ['uksouth', 'ukwest'],
  ['germanywestcentral', 'germanynorth'],
  ['southeastasia', 'eastasia'],
  ['brazilsouth', 'southcentralus'],
  ['westus3', 'eastus'],
])('%s is paired with %s', (region, pair) => {
  expect(locations.get(region)?.metadata.pairedRegion).toEqual([
    { name: pair, id: `/subscriptions/${fixture.subscriptionId}/locations/${pair}` },
  ]);
});

test.each(['italynorth', 'qatarcentral', 'polandcentral'])('%s has no pair', (region) => {
  expect(locations.get(region)?.metadata.pairedRegion).toEqual([]);
});

test('every pair is a region, and all but the known one-way pairs are mutual', () => {
  const oneWay = regions.filter(({ name, pair }) => pair !== undefined && pairOf(pair) !== name);

  expect(regions.filter(({ pair }) => pair !== undefined && !locations.has(pair))).toEqual([]);
  expect(oneWay.map(({ name }) => name).sort()).toEqual(
    ['brazilsoutheast', 'brazilsouth', 'westindia', 'westus3'].sort(),
  );
});

test('a region with zones maps the logical ones to physical ones', () => {
  expect(locations.get('eastus')?.availabilityZoneMappings).toEqual([
    { logicalZone: '1', physicalZone: 'eastus-az1' },
    { logicalZone: '2', physicalZone: 'eastus-az2' },
    { logicalZone: '3', physicalZone: 'eastus-az3' },
  ]);
  expect(locations.get('westus')?.availabilityZoneMappings).toBeUndefined();
});

test('the subscription tells its name and its tenant', async () => {
  const { subscriptionId, azure } = fixture;

  const one = await read(`/subscriptions/${subscriptionId}`);
  const all = await read<{ value: unknown[] }>('/subscriptions');

  expect(one).toMatchObject({
    subscriptionId,
    tenantId: azure.world.tenantId,
    displayName: 'Rehearsal',
    state: 'Enabled',
  });
  expect(all.value).toEqual([one]);
});

test('whoever holds no role sees no subscription', async () => {
  expect(await read('/subscriptions', 'nobody')).toMatchObject({ value: [] });
});

test('the tenant is listed', async () => {
  expect(await read('/tenants')).toMatchObject({ value: [{ tenantId: fixture.azure.world.tenantId }] });
});
