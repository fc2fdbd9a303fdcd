import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { connectAzure } from '../../../../adapters/azure/azure.ts';
import { createCredential, type Identity, kindOf } from '../../../../adapters/azure/core/credentials.ts';
import { openAuthority } from '../../../../rehearsal/azure/wire/certificate.ts';
import { startEntra } from '../../../../rehearsal/entra/index.ts';
import { AzureUnreachable } from '../../../../src/errors/azure.ts';
import { refusalOf, startAzureWorld } from '../azure-world.ts';

const complete: Identity = {
  tenant: 't',
  clientId: 'c',
  clientSecret: 'given',
  tokenFile: '/token',
  managedIdentityOffered: true,
  authority: 'https://login.microsoftonline.com',
};

test('the first in the order for which everything is there is taken', () => {
  const withoutFile = { ...complete, tokenFile: '' };
  const withoutOffer = { ...withoutFile, managedIdentityOffered: false };
  const withoutSecret = { ...withoutOffer, clientSecret: '' };

  expect([complete, withoutFile, withoutOffer, withoutSecret].map(kindOf)).toEqual([
    'workload-identity',
    'managed-identity',
    'client-secret',
    'azure-cli',
  ]);
});

test('what is said outright wins, and says what it misses', async () => {
  expect(kindOf({ ...complete, kind: 'azure-cli' })).toBe('azure-cli');
  const { clientSecret: _, ...withoutSecret } = complete;

  await expect(createCredential({ ...withoutSecret, kind: 'client-secret' })).rejects.toThrow(
    'Signing in by client-secret needs clientSecret.',
  );
});

test('a client secret signs in at the authority that is configured, and a wrong one does not', async () => {
  const world = await startAzureWorld();
  const worker = world.entra.principals.find(({ name }) => name === 'worker');
  const secret = randomUUID();
  const authority = await openAuthority(process.env.REHEARSAL_AUTHORITY ?? '');
  const applications = [{ appId: worker?.appId ?? '', secrets: [secret] }];
  const entra = await startEntra({ entra: world.entra, authority, applications });
  const signIn = async (clientSecret: string) => {
    const tenant = world.entra.tenantId;
    const identity = { tenant, clientId: worker?.appId ?? '', clientSecret, authority: entra.url };
    const audience = 'https://management.azure.com';
    const credential = await createCredential(identity);
    return connectAzure({ credential, resourceManager: world.endpoint, audience, subscriptions: [] });
  };

  const read = await (await signIn(secret)).readers.places.vaults('fresh');
  const refused = await refusalOf((await signIn(randomUUID())).readers.places.vaults('fresh'));
  await Promise.all([entra.close(), world.close()]);

  expect(read.value.map(({ name }) => name).sort()).toEqual(['vault-backup', 'vault-recovery']);
  expect(refused).toBeInstanceOf(AzureUnreachable);
});
