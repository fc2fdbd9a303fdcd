import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ProbeFixture, startProbe } from './probe.ts';

let fixture: ProbeFixture;
beforeEach(async () => {
  fixture = await startProbe();
  putResource('/resourceGroups/app', 'Microsoft.Resources/resourceGroups', 'eastus');
  putResource('/resourceGroups/app/providers/Microsoft.Probe/things/east', 'Microsoft.Probe/things', 'eastus');
  putResource('/resourceGroups/app/providers/Microsoft.Probe/things/west', 'Microsoft.Probe/things', 'westus');
  fixture.azure.faults.regionDown('East US');
});
afterEach(() => fixture.close());

test('what lives in a lost region cannot be read, the rest can', async () => {
  expect(await fixture.code({ path: thing('east') })).toEqual([503, 'ServiceUnavailable']);
  expect((await fixture.send({ path: thing('west') })).status).toBe(200);
});

test('nothing can be made in a lost region', async () => {
  const body = JSON.stringify({ location: 'eastus' });

  expect(await fixture.code({ method: 'PUT', path: thing('west'), body })).toEqual([503, 'ServiceUnavailable']);
});

test('a group of a lost region takes nothing new, even for another region', async () => {
  const body = JSON.stringify({ location: 'westus' });

  expect(await fixture.code({ method: 'PUT', path: thing('new'), body })).toEqual([503, 'ServiceUnavailable']);
});

test('a list of the subscription goes on without the lost region', async () => {
  const path = `/subscriptions/${fixture.subscriptionId}/providers/Microsoft.Probe/things`;

  const { body } = await fixture.send({ path });

  expect((body as { value: { name: string }[] }).value.map(({ name }) => name)).toEqual(['west']);
});

test('a region that is up again has lost nothing', async () => {
  fixture.azure.faults.regionUp('eastus');

  expect((await fixture.send({ path: thing('east') })).status).toBe(200);
});

function thing(name: string): string {
  return `/subscriptions/${fixture.subscriptionId}/resourceGroups/app/providers/Microsoft.Probe/things/${name}`;
}

function putResource(path: string, type: string, location: string): void {
  const id = `/subscriptions/${fixture.subscriptionId}${path}`;
  fixture.azure.world.resources.put({ id, name: id.split('/').at(-1) ?? '', type, location, properties: {} });
}
