import type { TokenCredential } from '@azure/core-auth';

type CredentialKind = 'workload-identity' | 'managed-identity' | 'client-secret' | 'azure-cli';

/** What the bot may sign in with. It is all handed in: nothing here looks at the environment. */
export interface Identity {
  /** Said outright, it is this one and no other. */
  readonly kind?: CredentialKind;
  readonly tenant?: string;
  /** Of the application or of a user-assigned managed identity. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Where Kubernetes puts the token of the workload. */
  readonly tokenFile?: string;
  /** The host offers managed identities: it does in App Service, Container Apps, Functions. On a plain VM, say `kind`. */
  readonly managedIdentityOffered?: boolean;
  readonly authority: string;
}

/**
 * Workload identity, managed identity, client secret, Azure CLI: the first for which everything is there. Nothing is
 * tried out: a bot that silently runs as somebody else, or waits for an address that is not there, helps nobody.
 */
export const kindOf = ({
  kind,
  tenant,
  clientId,
  clientSecret,
  tokenFile,
  managedIdentityOffered,
}: Identity): CredentialKind => {
  if (kind !== undefined) return kind;
  if (tokenFile && tenant && clientId) return 'workload-identity';
  if (managedIdentityOffered) return 'managed-identity';
  return clientSecret && tenant && clientId ? 'client-secret' : 'azure-cli';
};

export const createCredential = async (identity: Identity): Promise<TokenCredential> => {
  const sdk = await import('@azure/identity');
  const { tenant, clientId, authority } = identity;
  const options = { authorityHost: authority, disableInstanceDiscovery: !isMicrosofts(authority) };
  switch (kindOf(identity)) {
    case 'workload-identity': {
      const [tokenFilePath, tenantId, client] = [
        required(identity, 'tokenFile'),
        required(identity, 'tenant'),
        required(identity, 'clientId'),
      ];
      return new sdk.WorkloadIdentityCredential({ ...options, tenantId, clientId: client, tokenFilePath });
    }
    case 'managed-identity':
      return clientId ? new sdk.ManagedIdentityCredential({ clientId }) : new sdk.ManagedIdentityCredential();
    case 'client-secret':
      return new sdk.ClientSecretCredential(
        required(identity, 'tenant'),
        required(identity, 'clientId'),
        required(identity, 'clientSecret'),
        options,
      );
    case 'azure-cli':
      return new sdk.AzureCliCredential(tenant ? { tenantId: tenant } : {});
  }
};

const required = (identity: Identity, key: 'tenant' | 'clientId' | 'clientSecret' | 'tokenFile'): string => {
  const value = identity[key];
  if (!value) throw new Error(`Signing in by ${kindOf(identity)} needs ${key}.`);
  return value;
};

/** Any other host is no authority that Microsoft's own would vouch for. */
const isMicrosofts = (authority: string): boolean =>
  /(^|\.)(microsoftonline\.(com|us)|chinacloudapi\.cn)$/u.test(new URL(authority).hostname);
