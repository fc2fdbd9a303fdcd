import type { Logger } from 'pino';
import { type Azure, connectAzure } from '../../adapters/azure/azure.ts';
import { createCredential, type Identity, kindOf } from '../../adapters/azure/core/credentials.ts';
import type { Environment } from '../configuration/environment.ts';
import type { AzureMetrics } from '../metrics/azure-metrics.ts';
import { createElapsedClock } from '../operations/elapsed-clock.ts';

/** Azure as one of the two identities sees it. */
export const openAzure = async (
  { azure }: Environment,
  who: 'front' | 'worker',
  { log, metrics }: { readonly log: Logger; readonly metrics: AzureMetrics },
): Promise<Azure> => {
  const given = azure[who];
  const identity: Identity = { ...given, tenant: azure.tenant, authority: azure.authority };
  log.info({ by: kindOf(identity), client: given.clientId }, 'signs in to Azure');
  const opened = connectAzure({
    credential: await createCredential(identity),
    resourceManager: azure.resourceManager,
    ...(azure.audience && { audience: azure.audience }),
    subscriptions: azure.subscriptions,
    onCall: (call) => metrics.note(who, call),
    timing: { monotonic: createElapsedClock() },
  });
  metrics.watch(who, opened.figures);
  return opened;
};
