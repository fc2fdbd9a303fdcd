import { ManagedIdentityCredential } from '@azure/identity';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { assigned, assignedResourceId, startMachine } from './machine.ts';

let machine: Awaited<ReturnType<typeof startMachine>>;

beforeAll(async () => {
  machine = await startMachine();
  vi.stubEnv('IDENTITY_ENDPOINT', machine.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', machine.identitySecret);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await machine.close();
});

test('IDENTITY_ENDPOINT hands out the own identity of the machine', async () => {
  expect(await machine.holderOf(new ManagedIdentityCredential())).toBe('own');
});

test.each([
  ['client id', () => new ManagedIdentityCredential({ clientId: assigned.appId })],
  ['object id', () => new ManagedIdentityCredential({ objectId: assigned.objectId })],
  ['resource id', () => new ManagedIdentityCredential({ resourceId: assignedResourceId })],
])('an assigned identity is found by its %s', async (_, credential) => {
  expect(await machine.holderOf(credential())).toBe('assigned');
});

test('an identity that the machine does not have is refused', async () => {
  const credential = new ManagedIdentityCredential({ clientId: crypto.randomUUID() });

  await expect(machine.holderOf(credential)).rejects.toThrow(/No User Assigned or Delegated Managed Identity found/);
});
