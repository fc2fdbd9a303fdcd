import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contoso } from '../../../../rehearsal/azure/scenarios/contoso.ts';
import { type Fixture, startFixture } from '../fixture.ts';

const replicated =
  'microsoft.recoveryservices/vaults/replicationfabrics/replicationprotectioncontainers/replicationprotecteditems';
const backedUp = 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems';
let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture({ scenario: contoso });
});
afterAll(() => fixture.close());

async function ask(query: string): Promise<Record<string, unknown>[]> {
  const client = new ServiceClient({ credential: fixture.credential(), ...fixture.clientOptions });
  const url = `${fixture.endpoint}/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01`;
  const request = createPipelineRequest({ method: 'POST', url, body: JSON.stringify({ query }) });
  request.headers.set('content-type', 'application/json');
  const { bodyAsText } = await client.sendRequest(request);
  return JSON.parse(bodyAsText ?? '{}').data;
}

test('a replicated machine is found by its id, with its health and state', async () => {
  const found = await ask(`recoveryservicesresources
    | where type == '${replicated}'
    | extend vmId = tolower(properties.providerSpecificDetails.dataSourceInfo.resourceId)
    | where vmId endswith '/pay-web-01'
    | project vmId, state = properties.protectionState, health = properties.replicationHealth`);

  expect(found).toEqual([
    { vmId: expect.stringContaining('/resourcegroups/payments/'), state: 'Protected', health: 'Normal' },
  ]);
});

test('machines in trouble are counted', async () => {
  const counts = await ask(`recoveryservicesresources
    | where type == '${replicated}'
    | summarize count() by health = tostring(properties.replicationHealth)`);

  const byHealth = new Map(counts.map(({ health, count_ }) => [health, Number(count_)]));
  expect(byHealth.get('Critical')).toBeGreaterThan(0);
  expect(byHealth.get('Normal')).toBeGreaterThan(byHealth.get('Critical') ?? 0);
});

test('backed-up machines are in the same table under their own type', async () => {
  const found = await ask(`recoveryservicesresources
    | where type == '${backedUp}' and properties.dataSourceInfo.resourceID endswith '/pay-web-01'
    | project friendlyName = properties.friendlyName, state = properties.currentProtectionState`);

  expect(found).toEqual([{ friendlyName: 'pay-web-01', state: 'Protected' }]);
});

test('every row tells where it is', async () => {
  const astray = await ask(`recoveryservicesresources
    | where isempty(resourceGroup) or isempty(subscriptionId) or isempty(type)
    | project id`);

  expect(astray).toEqual([]);
});
