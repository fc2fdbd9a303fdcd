import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuthority } from '../../../rehearsal/azure/wire/certificate.ts';
import type { RehearsalEntra } from '../../../rehearsal/entra/index.ts';
import { startEntra } from '../../../rehearsal/entra/index.ts';
import { createEntra } from '../../../rehearsal/entra/tokens.ts';

const tenantId = '6f2d8a54-3f0e-4c53-9a3d-0f8f3c2b7a10';
const appId = crypto.randomUUID();
const secret = crypto.randomUUID();
let entra: RehearsalEntra;

beforeAll(async () => {
  const worker = { objectId: crypto.randomUUID(), tenantId, kind: 'app' as const, name: 'worker', appId, groups: [] };
  entra = await startEntra({
    entra: await createEntra({ tenantId, principals: [worker] }),
    authority: await openAuthority(process.env.REHEARSAL_AUTHORITY ?? ''),
    applications: [{ appId, secrets: [secret] }],
  });
});

afterAll(() => entra.close());

const credentials = { grant_type: 'client_credentials', client_id: appId, client_secret: secret };

async function askForToken(form: Record<string, string>, tenant = tenantId) {
  const response = await fetch(`${entra.url}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'client-request-id': '3c4e1b8e-0d7a-4f11-9c55-7a2c0b6f1d01' },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('the OpenID metadata names addresses of this server', async () => {
  const response = await fetch(`${entra.url}/${tenantId}/v2.0/.well-known/openid-configuration`);

  expect(await response.json()).toMatchObject({
    issuer: `${entra.url}/${tenantId}/v2.0`,
    token_endpoint: `${entra.url}/${tenantId}/oauth2/v2.0/token`,
    authorization_endpoint: `${entra.url}/${tenantId}/oauth2/v2.0/authorize`,
    jwks_uri: `${entra.url}/${tenantId}/discovery/v2.0/keys`,
  });
});

test('the keys are public RSA keys and nothing more', async () => {
  const response = await fetch(`${entra.url}/${tenantId}/discovery/v2.0/keys`);

  const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
  expect(keys).toHaveLength(1);
  expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use', 'x5t']);
});

test('instance discovery knows this host as its own cloud', async () => {
  const asked = encodeURIComponent(`${entra.url}/${tenantId}/oauth2/v2.0/authorize`);
  const response = await fetch(
    `${entra.url}/common/discovery/instance?api-version=1.1&authorization_endpoint=${asked}`,
  );

  const host = new URL(entra.url).host;
  expect(await response.json()).toEqual({
    tenant_discovery_endpoint: `${entra.url}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
});

test('a refusal carries its AADSTS code, both ids and the time', async () => {
  const { status, body } = await askForToken({
    ...credentials,
    client_secret: 'wrong',
    scope: 'https://a.example/.default',
  });

  expect(status).toBe(401);
  expect(body).toMatchObject({
    error: 'invalid_client',
    error_codes: [7000215],
    correlation_id: '3c4e1b8e-0d7a-4f11-9c55-7a2c0b6f1d01',
    error_uri: `${entra.url}/error?code=7000215`,
  });
  expect(body.error_description).toMatch(
    /^AADSTS7000215: .+ Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
  );
});

test.each([
  ['no grant type', {}, 900144],
  ['another grant type', { grant_type: 'password' }, 70003],
  ['no client', { grant_type: 'client_credentials' }, 900144],
  ['no scope', credentials, 900144],
  ['a scope without .default', { ...credentials, scope: 'https://a.example/read' }, 1002012],
  ['two resources', { ...credentials, scope: 'https://a.example/.default https://b.example/.default' }, 1002012],
  ['no credential', { ...credentials, client_secret: '', scope: 'https://a.example/.default' }, 7000218],
])('a request with %s is refused', async (_, form, code) => {
  const { body } = await askForToken(form);

  expect(body.error_codes).toEqual([code]);
});

test('the first version of the protocol names the resource itself', async () => {
  const response = await fetch(`${entra.url}/${tenantId}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...credentials, resource: 'https://management.azure.com/' }),
  });

  const { access_token } = (await response.json()) as { access_token: string };
  expect(await entra.tokens.verify(access_token)).toHaveProperty('principal.name', 'worker');
});

test('another tenant is refused with AADSTS90002', async () => {
  const { status, body } = await askForToken({ ...credentials, scope: 'https://a.example/.default' }, 'elsewhere');

  expect(status).toBe(400);
  expect(body.error_codes).toEqual([90002]);
});

test('the token address takes no GET', async () => {
  const response = await fetch(`${entra.url}/${tenantId}/oauth2/v2.0/token`);

  expect(response.status).toBe(405);
  expect(await response.json()).toMatchObject({ error_codes: [900561] });
});

test.each(['/', '/x', `/${tenantId}`, `/${tenantId}/__proto__`, '/%E0%A4%A', '//'])('%s is not found', async (path) => {
  const response = await fetch(`${entra.url}${path}`);

  expect(response.status).toBe(404);
});

test.each([
  ['no secret header', {}],
  ['a wrong identity header', { 'x-identity-header': 'wrong' }],
  ['a wrong secret', { secret: 'wrong', metadata: 'true' }],
])('an identity is not handed out for %s', async (_, headers) => {
  const response = await fetch(`${entra.identityEndpoint}?resource=https://management.azure.com`, { headers });

  expect(response.status).toBe(401);
});
