/** Somebody who can hold a token: a person, an app or a managed identity. */
export interface Principal {
  readonly objectId: string;
  readonly tenantId: string;
  readonly kind: 'user' | 'app' | 'managed-identity';
  readonly name: string;
  /** Client id of an app or of a managed identity. */
  readonly appId?: string;
  /** Object ids of the groups that it belongs to, nested ones included. */
  readonly groups: readonly string[];
}
