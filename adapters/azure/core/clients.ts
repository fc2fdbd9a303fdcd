import type { AuthorizationManagementClient } from '@azure/arm-authorization';
import type { ComputeManagementClient } from '@azure/arm-compute';
import type { NetworkManagementClient } from '@azure/arm-network';
import type { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import type { SiteRecoveryManagementClient } from '@azure/arm-recoveryservices-siterecovery';
import type { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import type { ResourceManagementClient } from '@azure/arm-resources';
import type { StorageManagementClient } from '@azure/arm-storage';
import type { TokenCredential } from '@azure/core-auth';
import type { ServiceClient } from '@azure/core-client';
import { createPolicies, type PolicyOptions } from './policies.ts';

/**
 * The SDKs' clients, one a subscription, loaded when first needed: all of them at once take more than a second.
 * Mind the order of their arguments: `siteRecovery` and `backup` want (vault, group), the others (group, name).
 */
export interface Clients {
  compute(subscription: string): Promise<ComputeManagementClient>;
  network(subscription: string): Promise<NetworkManagementClient>;
  storage(subscription: string): Promise<StorageManagementClient>;
  groups(subscription: string): Promise<ResourceManagementClient>;
  vaults(subscription: string): Promise<RecoveryServicesClient>;
  siteRecovery(subscription: string): Promise<SiteRecoveryManagementClient>;
  backup(subscription: string): Promise<RecoveryServicesBackupClient>;
  authorization(subscription: string): Promise<AuthorizationManagementClient>;
  /** For what no SDK has: Cross Region Restore, locations, Resource Graph, the addresses of operations. */
  raw(): Promise<ServiceClient>;
}

export interface ClientOptions extends PolicyOptions {
  readonly credential: TokenCredential;
  readonly resourceManager: string;
  readonly scope: string;
  /** None for calls that must not be repeated: the SDKs send a POST again after a broken connection or a 5xx. */
  readonly retries: { readonly most: number; readonly firstDelayMs: number };
}

export const createClients = (options: ClientOptions): Clients => {
  const { credential } = options;
  const common = {
    endpoint: options.resourceManager,
    credentialScopes: options.scope,
    additionalPolicies: createPolicies(options),
    retryOptions: { maxRetries: options.retries.most, retryDelayInMs: options.retries.firstDelayMs },
    userAgentOptions: { userAgentPrefix: 'lifeboat' },
  };
  const raw = memoized(async () => {
    const { ServiceClient } = await import('@azure/core-client');
    return new ServiceClient({ ...common, credential });
  });
  return {
    compute: memoized(async (subscription) => {
      const { ComputeManagementClient } = await import('@azure/arm-compute');
      return new ComputeManagementClient(credential, subscription, common);
    }),
    network: memoized(async (subscription) => {
      const { NetworkManagementClient } = await import('@azure/arm-network');
      return new NetworkManagementClient(credential, subscription, common);
    }),
    storage: memoized(async (subscription) => {
      const { StorageManagementClient } = await import('@azure/arm-storage');
      return new StorageManagementClient(credential, subscription, common);
    }),
    groups: memoized(async (subscription) => {
      const { ResourceManagementClient } = await import('@azure/arm-resources');
      return new ResourceManagementClient(credential, subscription, common);
    }),
    vaults: memoized(async (subscription) => {
      const { RecoveryServicesClient } = await import('@azure/arm-recoveryservices');
      return new RecoveryServicesClient(credential, subscription, common);
    }),
    siteRecovery: memoized(async (subscription) => {
      const { SiteRecoveryManagementClient } = await import('@azure/arm-recoveryservices-siterecovery');
      return new SiteRecoveryManagementClient(credential, subscription, common);
    }),
    backup: memoized(async (subscription) => {
      const { RecoveryServicesBackupClient } = await import('@azure/arm-recoveryservicesbackup');
      return new RecoveryServicesBackupClient(credential, subscription, common);
    }),
    authorization: memoized(async (subscription) => {
      const { AuthorizationManagementClient } = await import('@azure/arm-authorization');
      return new AuthorizationManagementClient(credential, subscription, common);
    }),
    raw: () => raw(''),
  };
};

/** Subscriptions are few, and known by configuration. */
const memoized = <Client>(open: (subscription: string) => Promise<Client>) => {
  const opened = new Map<string, Promise<Client>>();
  return (subscription: string): Promise<Client> => {
    const key = subscription.toLowerCase();
    const client = opened.get(key) ?? open(key);
    opened.set(key, client);
    return client;
  };
};
