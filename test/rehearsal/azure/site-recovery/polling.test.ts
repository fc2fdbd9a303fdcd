import { SiteRecoveryManagementClient } from '@azure/arm-recoveryservices-siterecovery';
import type { FullOperationResponse } from '@azure/core-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { small } from '../../../../rehearsal/azure/scenarios/small.ts';
import type { Scenario } from '../../../../rehearsal/azure/world/scenario.ts';
import {
  atOnce,
  type Estate,
  GROUP,
  SOURCE_CONTAINER,
  SOURCE_FABRIC,
  startEstate,
  toBeRefused,
  VAULT,
} from './estate.ts';

/** Nothing but this role: a Reader beside it could follow the operation. */
const withOperator: Scenario = {
  ...small,
  principals: [
    ...small.principals,
    {
      name: 'dr-operator',
      kind: 'app',
      objectId: '0e9c6a10-1f59-4c43-93d4-6c1f0ab10071',
      appId: '0e9c6a10-1f59-4c43-93d4-6c1f0ab1a071',
      roles: [{ role: 'Site Recovery Operator' }],
    },
  ],
};

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate();
});

afterEach(() => estate.fixture.close());

const place = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web1'] as const;
const failover = {
  properties: {
    failoverDirection: 'PrimaryToRecovery',
    sourceSiteOperations: 'NotRequired',
    providerSpecificDetails: { instanceType: 'A2A' as const },
  },
};

async function startFailover() {
  const responses: FullOperationResponse[] = [];
  const onResponse = (response: FullOperationResponse) => void responses.push(response);
  const items = estate.client.replicationProtectedItems;
  const poller = await items.beginUnplannedFailover(...place, failover, { ...atOnce, onResponse });
  const [accepted] = responses;
  if (accepted === undefined) throw new Error('the failover was not answered');
  return { poller, accepted };
}

test('a change is answered with an empty 202 and two long addresses that name the same job', async () => {
  estate.protect('web1');

  const { accepted } = await startFailover();

  const status = accepted.headers.get('azure-asyncoperation') ?? '';
  const result = accepted.headers.get('location') ?? '';
  const jobId = /replicationOperationStatus\/([0-9a-f-]{36})/.exec(status)?.[1];
  expect(accepted.status).toBe(202);
  expect(accepted.bodyAsText ?? '').toBe('');
  expect(accepted.headers.get('retry-after')).toBe('30');
  expect(result).toMatch(new RegExp(`/replicationProtectedItems/web1/operationresults/${jobId}\\?`));
  expect([...new URL(status).searchParams.keys()]).toEqual(['api-version', 't', 'c', 's', 'h']);
  expect(status.length).toBeGreaterThan(3000);
  expect(accepted.headers.get('x-ms-request-id')).toMatch(new RegExp(`^/Subscriptions/.*/replicationJobs/${jobId}$`));
});

test('an operation is followed to its end by a client that only knows the state of the poller', async () => {
  estate.protect('web1');
  const { poller } = await startFailover();
  const { fixture } = estate;

  const other = new SiteRecoveryManagementClient(fixture.credential(), fixture.subscriptionId, fixture.clientOptions);
  const resumed = await other.replicationProtectedItems.beginUnplannedFailover(...place, failover, {
    ...atOnce,
    resumeFrom: poller.toString(),
  });
  estate.advance(300);
  const item = await resumed.pollUntilDone();

  const posts = fixture.azure.log.lines().filter(({ method }) => method === 'POST');
  expect(item.properties?.protectionState).toBe('UnplannedFailoverCommitPendingStatesBegin');
  expect(posts).toHaveLength(1);
});

test('a Site Recovery Operator starts a failover and may not follow its operation, but its job', async () => {
  await estate.fixture.close();
  estate = await startEstate({ scenario: withOperator });
  estate.protect('web1');
  const operator = estate.as('dr-operator');

  const following = toBeRefused(
    operator.replicationProtectedItems.beginUnplannedFailoverAndWait(...place, failover, atOnce),
  );

  await expect(following).rejects.toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
  const jobs = [];
  for await (const job of operator.replicationJobs.list(VAULT, GROUP)) jobs.push(job.properties?.scenarioName);
  expect(jobs).toEqual(['UnplannedFailover']);
});
