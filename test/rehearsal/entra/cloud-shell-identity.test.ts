import { ManagedIdentityCredential } from '@azure/identity';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startMachine } from './machine.ts';

let machine: Awaited<ReturnType<typeof startMachine>>;

beforeAll(async () => {
  machine = await startMachine();
  vi.stubEnv('MSI_ENDPOINT', machine.identityEndpoint);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await machine.close();
});

test('MSI_ENDPOINT alone, as in Cloud Shell, hands out the own identity', async () => {
  expect(await machine.holderOf(new ManagedIdentityCredential())).toBe('own');
});
