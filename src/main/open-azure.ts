import type { Logger } from 'pino';
import { type Azure, connectAzure } from '../../adapters/azure/azure.ts';
import { createCredential, type Identity, kindOf } from '../../adapters/azure/core/credentials.ts';
import type { AzureIdentity, Environment } from '../configuration/environment.ts';
import { createElapsedClock } from '../operations/elapsed-clock.ts';

/** Azure as one of the two identities sees it. */
export const openAzure = async ({ azure }: Environment, given: AzureIdentity, log: Logger): Promise<Azure> => {
  const identity: Identity = { ...given, tenant: azure.tenant, authority: azure.authority };
  log.info({ by: kindOf(identity), client: given.clientId }, 'signs in to Azure');
  return connectAzure({
    credential: await createCredential(identity),
    resourceManager: azure.resourceManager,
    ...(azure.audience && { audience: azure.audience }),
    subscriptions: azure.subscriptions,
    timing: { monotonic: createElapsedClock() },
  });
};
