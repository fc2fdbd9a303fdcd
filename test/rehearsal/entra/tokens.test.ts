import { decodeJwt } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import type { Principal } from '../../../rehearsal/entra/principal.ts';
import type { Entra } from '../../../rehearsal/entra/tokens.ts';
import { createEntra } from '../../../rehearsal/entra/tokens.ts';

const tenantId = '6f2d8a54-3f0e-4c53-9a3d-0f8f3c2b7a10';
const bot: Principal = {
  objectId: '0d5a9a51-3a6f-4f0b-8a2b-7c0d5f1e9b01',
  tenantId,
  kind: 'app',
  name: 'bot-worker',
  appId: '5b0f3c1e-7c46-4a8e-9d2f-1b6c8e4a2f02',
  groups: ['a3d1c6f0-52b9-4a7e-8e5d-9c0b4f7a6d03'],
};
const audience = 'https://management.azure.com';
let time = Date.UTC(2026, 0, 5, 12);
let entra: Entra;

beforeAll(async () => {
  entra = await createEntra({ tenantId, principals: [bot], now: () => time });
});

test('a token issued to a principal is verified as that principal, groups included', async () => {
  const token = await entra.issue('bot-worker', { audience });

  expect(await entra.verifier().verify(token)).toEqual({ principal: bot });
});

test('a token carries the claims of a version 1.0 access token', async () => {
  const token = await entra.issue('bot-worker', { audience, expiresInSeconds: 600 });

  expect(decodeJwt(token)).toMatchObject({
    iss: `https://sts.windows.net/${tenantId}/`,
    aud: audience,
    oid: bot.objectId,
    appid: bot.appId,
    tid: tenantId,
    idtyp: 'app',
    ver: '1.0',
    exp: time / 1000 + 600,
  });
});

test('a trailing slash at the audience makes no difference', async () => {
  const token = await entra.issue('bot-worker', { audience: `${audience}/` });

  expect(await entra.verifier().verify(token)).toEqual({ principal: bot });
});

test('a token is refused from the second on at which it expires', async () => {
  const token = await entra.issue('bot-worker', { audience, expiresInSeconds: 60 });

  time += 59_000;
  const before = await entra.verifier().verify(token);
  time += 1000;
  const after = await entra.verifier().verify(token);

  expect(before).toHaveProperty('principal');
  expect(after).toEqual({ problem: 'expired' });
});

test('a token for another service is refused for its audience', async () => {
  const token = await entra.issue('bot-worker', { audience: 'https://api.botframework.com' });

  expect(await entra.verifier().verify(token)).toEqual({ problem: 'audience' });
  expect(await entra.verifier(['https://api.botframework.com']).verify(token)).toEqual({ principal: bot });
});

test('a token of another tenant is refused for its tenant', async () => {
  const token = await entra.issue('bot-worker', { audience, tenantId: crypto.randomUUID() });

  expect(await entra.verifier().verify(token)).toEqual({ problem: 'tenant' });
});

test('a token signed by somebody else is refused for its signature', async () => {
  const stranger = await createEntra({ tenantId, principals: [bot], now: () => time });

  const token = await stranger.issue('bot-worker', { audience });

  expect(await entra.verifier().verify(token)).toEqual({ problem: 'signature' });
});

test.each(['', 'x', 'a.b.c', '....', `${btoa('{"alg":"RS256"}')}.${btoa('{}')}.`])('%j is no token', async (token) => {
  const verdict = await entra.verifier().verify(token);

  expect(verdict).toHaveProperty('problem');
});

test('a token without a signature is refused for its signature', async () => {
  const header = btoa(JSON.stringify({ alg: 'none' })).replaceAll('=', '');
  const [, claims] = (await entra.issue('bot-worker', { audience })).split('.');

  expect(await entra.verifier().verify(`${header}.${claims}.`)).toEqual({ problem: 'signature' });
});

test('somebody whom nobody registered cannot be given a token', async () => {
  await expect(entra.issue('stranger', { audience })).rejects.toThrow("No principal is called 'stranger'.");
});
