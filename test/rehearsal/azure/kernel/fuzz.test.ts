import { ServiceClient } from '@azure/core-client';
import { createHttpHeaders, createPipelineRequest, type HttpMethods } from '@azure/core-rest-pipeline';
import { expect, test } from 'vitest';
import { contoso } from '../../../../rehearsal/azure/scenarios/contoso.ts';
import { services } from '../../../../rehearsal/azure/services/index.ts';
import { startFixture } from '../fixture.ts';
import { createWildCalls } from './wild-calls.ts';

const routes = services.flatMap((service) => service.routes);

test('ten thousand wild calls over all routes: an answer each, and no bug', { timeout: 120_000 }, async () => {
  const fixture = await startFixture({ scenario: contoso });
  const { endpoint, subscriptionId, azure } = fixture;
  const calls = createWildCalls(routes, endpoint, subscriptionId, 20_260_302);
  const authorization = await bearer(fixture.credential());
  const unanswered: string[] = [];
  const refused = new Set<number>();

  for (let sent = 0; sent < 10_000; sent += 1) {
    if (sent % 2500 === 0) azure.reset();
    const exchange = await azure.dispatch(calls.next(authorization));
    const { call, answer } = exchange;
    if (answer === undefined || answer.status === 500) unanswered.push(`${call.method} ${call.url}`);
    if (answer !== undefined) refused.add(answer.status);
    calls.learn(exchange);
    if (sent % 50 === 0) azure.clock.advance(600);
  }

  expect(azure.bugs).toEqual([]);
  expect(unanswered).toEqual([]);
  expect([...refused]).toEqual(expect.arrayContaining([200, 400, 404]));
  await fixture.close();
});

test('hundreds of wild calls through the socket: the server is there in the end', { timeout: 60_000 }, async () => {
  const fixture = await startFixture({ scenario: contoso });
  const calls = createWildCalls(routes, fixture.endpoint, fixture.subscriptionId, 7);
  const client = new ServiceClient({ credential: fixture.credential(), ...fixture.expectingError });

  for (let sent = 0; sent < 300; sent += 1) {
    const { method, url, body } = calls.next('');
    const headers = createHttpHeaders({ 'content-type': 'application/json' });
    const request = createPipelineRequest({ method: method as HttpMethods, url: `${fixture.endpoint}${url}`, headers });
    if (body !== undefined) request.body = body;
    expect((await client.sendRequest(request)).status).not.toBe(500);
  }

  await fixture.close();
});

async function bearer(credential: { getToken(scopes: string): Promise<{ token: string } | null> }): Promise<string> {
  return `Bearer ${(await credential.getToken('https://management.azure.com/.default'))?.token}`;
}
