import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEntra } from '../../../../rehearsal/entra/tokens.ts';
import { type ProbeFixture, startProbe } from './probe.ts';

const ARM = 'https://management.azure.com';
const ELSEWHERE = '3f1c8a77-2a52-4a0e-9a35-0d7d7c0e9999';

let fixture: ProbeFixture;
beforeAll(async () => {
  fixture = await startProbe();
});
afterAll(() => fixture.close());

test('a request without a token is refused with a challenge that names the tenant', async () => {
  const { status, code, challenge } = await sendWith(undefined);

  expect([status, code]).toEqual([401, 'AuthenticationFailed']);
  expect(challenge).toContain(`authorization_uri="https://login.windows.net/${fixture.entra.tenantId}"`);
});

test.each([
  ['no token at all', async () => 'gibberish', 'InvalidAuthenticationToken'],
  ['a forged token', forgedToken, 'InvalidAuthenticationToken'],
  ['an expired token', () => token({ expiresInSeconds: -600 }), 'ExpiredAuthenticationToken'],
  [
    'a token for something else',
    () => token({ audience: 'https://vault.azure.net' }),
    'InvalidAuthenticationTokenAudience',
  ],
  ['a token of another tenant', () => token({ tenantId: ELSEWHERE }), 'InvalidAuthenticationTokenTenant'],
])('%s is refused', async (_name, make, code) => {
  const refused = await sendWith(`Bearer ${await make()}`);

  expect(refused).toMatchObject({ status: 401, code });
  expect(refused.challenge).toContain('invalid_token');
});

test('a good token is let through', async () => {
  expect(await sendWith(`Bearer ${await token({})}`)).toMatchObject({ status: 404, code: 'ResourceNotFound' });
});

test('who lacks the role is refused, told the action and the scope, and nothing happens', async () => {
  const refused = await fixture.send({ method: 'PUT', path: fixture.thing, body: '{}', principal: 'reader' });
  fixture.azure.clock.advance(100);

  expect(refused).toMatchObject({ status: 403, body: { error: { code: 'AuthorizationFailed' } } });
  expect(refused.body).toHaveProperty(
    'error.message',
    expect.stringContaining(`perform action 'Microsoft.Probe/things/write' over scope '${fixture.thing}'`),
  );
  expect(await fixture.code({ path: fixture.thing, principal: 'reader' })).toEqual([404, 'ResourceNotFound']);
});

function token(request: { audience?: string; expiresInSeconds?: number; tenantId?: string }): Promise<string> {
  return fixture.entra.issue('owner', { audience: ARM, ...request });
}

async function forgedToken(): Promise<string> {
  const forger = await createEntra(fixture.entra);
  return forger.issue('owner', { audience: ARM });
}

async function sendWith(authorization: string | undefined) {
  const client = new ServiceClient(fixture.expectingError);
  const request = createPipelineRequest({ url: `${fixture.endpoint}${fixture.thing}?api-version=2024-01-01` });
  if (authorization !== undefined) request.headers.set('authorization', authorization);
  const { status, headers, bodyAsText } = await client.sendRequest(request);
  return { status, code: JSON.parse(bodyAsText ?? '{}').error?.code, challenge: headers.get('www-authenticate') };
}
