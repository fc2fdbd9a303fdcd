import { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
let client: RecoveryServicesClient;

beforeEach(async () => {
  fixture = await startFixture();
  const { subscriptionId, azure } = fixture;
  createResourceGroup(azure.world, { subscriptionId, name: 'rg-dr', location: 'westeurope' });
  client = new RecoveryServicesClient(fixture.credential(), subscriptionId, fixture.clientOptions);
});

afterEach(() => fixture.close());

/** Carries out the call and gives the headers of its first answer. */
async function accepted(begin: (onResponse: (response: PipelineResponse) => void) => Promise<unknown>) {
  const answers: PipelineResponse[] = [];
  await begin((response) => answers.push(response));
  const first = answers[0];
  if (first === undefined) throw new Error('nothing was answered');
  return first;
}

async function read(url: string | undefined) {
  const raw = new ServiceClient({ credential: fixture.credential(), ...fixture.clientOptions });
  const response = await raw.sendRequest(createPipelineRequest({ url: `${url}` }));
  return { status: response.status, headers: response.headers, body: JSON.parse(response.bodyAsText || 'null') };
}

function create(onResponse: (response: PipelineResponse) => void) {
  const wish = { location: 'westeurope', sku: { name: 'Standard' } };
  return client.vaults.beginCreateOrUpdate('rg-dr', 'rsv-app', wish, { onResponse });
}

test('a creation answers 201 with the vault being provisioned and one address to follow', async () => {
  const answer = await accepted(create);

  expect(answer.status).toBe(201);
  expect(answer.headers.get('azure-asyncoperation')).toMatch(
    /\/vaults\/rsv-app\/operationStatus\/[\w=]+\?api-version=/,
  );
  expect(answer.headers.get('location')).toBeUndefined();
  expect((await client.vaults.get('rg-dr', 'rsv-app')).properties?.provisioningState).toBe('Provisioning');
});

test('an operation names both of its addresses while it goes on, and neither when it has ended', async () => {
  const status = (await accepted(create)).headers.get('azure-asyncoperation');

  const going = await read(status);
  fixture.azure.clock.advance(60);
  const ended = await read(status);

  expect(going.body.status).toBe('InProgress');
  expect(going.headers.get('location')).toContain('/operationResults/');
  expect(ended.body.status).toBe('Succeeded');
  expect(ended.headers.get('location')).toBeUndefined();
});

test('the result of an operation is the vault, and nothing after a deletion', async () => {
  await accepted(create);
  fixture.azure.clock.advance(60);
  const deletion = await accepted((onResponse) => client.vaults.beginDelete('rg-dr', 'rsv-app', { onResponse }));
  const result = deletion.headers.get('location');

  const going = await read(result);
  fixture.azure.clock.advance(60);
  const ended = await read(result);

  expect([deletion.status, going.status, ended.status]).toEqual([202, 202, 204]);
});

test('the result of a change is the changed vault', async () => {
  await accepted(create);
  fixture.azure.clock.advance(60);
  const change = { properties: { redundancySettings: { crossRegionRestore: 'Enabled' } } };
  const answer = await accepted((onResponse) => client.vaults.beginUpdate('rg-dr', 'rsv-app', change, { onResponse }));
  fixture.azure.clock.advance(60);

  const result = await read(answer.headers.get('location'));

  expect(answer.status).toBe(202);
  expect(result.body.properties.redundancySettings.crossRegionRestore).toBe('Enabled');
});

test('an operation that a fault holds never ends', async () => {
  fixture.azure.faults.add({ operation: 'Vaults_CreateOrUpdate' }, { kind: 'stuck' });
  const status = (await accepted(create)).headers.get('azure-asyncoperation');
  fixture.azure.clock.advance(86_400);

  expect((await read(status)).body.status).toBe('InProgress');
});
