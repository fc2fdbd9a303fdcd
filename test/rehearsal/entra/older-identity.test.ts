import { ManagedIdentityCredential } from '@azure/identity';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { assigned, own, startMachine } from './machine.ts';

let machine: Awaited<ReturnType<typeof startMachine>>;

beforeAll(async () => {
  machine = await startMachine();
  vi.stubEnv('MSI_ENDPOINT', machine.identityEndpoint);
  vi.stubEnv('MSI_SECRET', machine.identitySecret);
  vi.stubEnv('DEFAULT_IDENTITY_CLIENT_ID', own.appId);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await machine.close();
});

test('MSI_ENDPOINT with MSI_SECRET hands out the own identity of the machine', async () => {
  expect(await machine.holderOf(new ManagedIdentityCredential())).toBe('own');
});

test('an assigned identity is found by its client id', async () => {
  expect(await machine.holderOf(new ManagedIdentityCredential({ clientId: assigned.appId }))).toBe('assigned');
});
