import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientSecretCredential, WorkloadIdentityCredential } from '@azure/identity';
import type { CryptoKey } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuthority } from '../../../rehearsal/azure/wire/certificate.ts';
import type { RehearsalEntra } from '../../../rehearsal/entra/index.ts';
import { startEntra } from '../../../rehearsal/entra/index.ts';
import type { Entra } from '../../../rehearsal/entra/tokens.ts';
import { createEntra } from '../../../rehearsal/entra/tokens.ts';

const tenantId = '6f2d8a54-3f0e-4c53-9a3d-0f8f3c2b7a10';
const scope = 'https://management.azure.com/.default';
const issuer = 'https://cluster.example/oidc';
const subject = 'system:serviceaccount:lifeboat:worker';
const secret = crypto.randomUUID();
const folder = mkdtempSync(join(tmpdir(), 'entra-'));
const worker = {
  objectId: crypto.randomUUID(),
  tenantId,
  kind: 'app' as const,
  name: 'worker',
  appId: crypto.randomUUID(),
  groups: [],
};

let tenant: Entra;
let entra: RehearsalEntra;
let clusterKey: CryptoKey;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  clusterKey = privateKey;
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'cluster', alg: 'RS256' }] };
  tenant = await createEntra({ tenantId, principals: [worker] });
  entra = await startEntra({
    entra: tenant,
    authority: await openAuthority(process.env.REHEARSAL_AUTHORITY ?? folder),
    applications: [{ appId: worker.appId, secrets: [secret], federations: [{ issuer, subject, keys }] }],
  });
});

afterAll(async () => {
  await entra.close();
  rmSync(folder, { recursive: true });
});

const authority = () => ({ authorityHost: entra.url, disableInstanceDiscovery: true });

async function federatedTokenFile(claims: { iss: string; sub: string; aud: string }, lifetime = '1h'): Promise<string> {
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'cluster' })
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(clusterKey);
  const file = join(folder, crypto.randomUUID());
  writeFileSync(file, token);
  return file;
}

test('a client secret gets a token that Azure accepts as the app', async () => {
  const credential = new ClientSecretCredential(tenantId, worker.appId, secret, authority());

  const { token } = await credential.getToken(scope);

  expect(await entra.tokens.verify(token)).toEqual({ principal: worker });
});

test('the token is for the resource of the scope that was asked for', async () => {
  const credential = new ClientSecretCredential(tenantId, worker.appId, secret, authority());

  const { token } = await credential.getToken('https://api.botframework.com/.default');

  expect(await entra.tokens.verify(token)).toEqual({ problem: 'audience' });
  expect(await tenant.verifier(['https://api.botframework.com']).verify(token)).toEqual({ principal: worker });
});

test('a wrong secret is refused with AADSTS7000215', async () => {
  const credential = new ClientSecretCredential(tenantId, worker.appId, crypto.randomUUID(), authority());

  await expect(credential.getToken(scope)).rejects.toThrow(/AADSTS7000215: Invalid client secret provided/);
});

test('an app that nobody registered is refused with AADSTS700016', async () => {
  const credential = new ClientSecretCredential(tenantId, crypto.randomUUID(), secret, authority());

  await expect(credential.getToken(scope)).rejects.toThrow(/AADSTS700016: Application with identifier/);
});

test('MSAL finds no authority in another tenant', async () => {
  const credential = new ClientSecretCredential(crypto.randomUUID(), worker.appId, secret, authority());

  await expect(credential.getToken(scope)).rejects.toThrow(/endpoints_resolution_error/);
});

test('a federated token of a trusted issuer gets a token without a secret', async () => {
  const tokenFilePath = await federatedTokenFile({ iss: issuer, sub: subject, aud: 'api://AzureADTokenExchange' });
  const credential = new WorkloadIdentityCredential({
    tenantId,
    clientId: worker.appId,
    tokenFilePath,
    ...authority(),
  });

  const { token } = await credential.getToken(scope);

  expect(await entra.tokens.verify(token)).toEqual({ principal: worker });
});

test.each([
  ['another subject', { sub: 'system:serviceaccount:other:worker' }, '1h', 'AADSTS700213'],
  ['another issuer', { iss: 'https://elsewhere.example' }, '1h', 'AADSTS700211'],
  ['another audience', { aud: 'api://other' }, '1h', 'AADSTS700212'],
  ['a time that is over', {}, '-1h', 'AADSTS700024'],
])('a federated token with %s is refused', async (_, change, lifetime, code) => {
  const claims = { iss: issuer, sub: subject, aud: 'api://AzureADTokenExchange', ...change };
  const tokenFilePath = await federatedTokenFile(claims, lifetime);
  const credential = new WorkloadIdentityCredential({
    tenantId,
    clientId: worker.appId,
    tokenFilePath,
    ...authority(),
  });

  await expect(credential.getToken(scope)).rejects.toThrow(code);
});
