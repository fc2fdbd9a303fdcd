import type { JSONWebKeySet } from 'jose';

/** How an app proves that it is itself. The principal with the same `appId` is who it then acts as. */
export interface Application {
  readonly appId: string;
  readonly secrets?: readonly string[];
  readonly federations?: readonly Federation[];
}

/** Trust in another issuer's tokens: what a Kubernetes service account or a pipeline shows instead of a secret. */
export interface Federation {
  readonly issuer: string;
  readonly subject: string;
  readonly keys: JSONWebKeySet;
  /** Default: `api://AzureADTokenExchange`. */
  readonly audience?: string;
}

/** A principal whose tokens the machine hands out to whoever runs on it. */
export interface ManagedIdentity {
  readonly principal: string;
  /** The id of a user-assigned identity's resource; without one it is the machine's own. */
  readonly resourceId?: string;
}
