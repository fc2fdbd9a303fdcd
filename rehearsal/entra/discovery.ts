import type { EntraAnswer, EntraCall } from './exchange.ts';

/** OpenID Connect metadata; both the version 2.0 and the older address serve what clients here read. */
export function openidConfiguration({ origin }: EntraCall, tenantId: string): EntraAnswer {
  const tenant = `${origin}/${tenantId}`;
  return {
    status: 200,
    body: {
      token_endpoint: `${tenant}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${tenant}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${tenant}/v2.0`,
      authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${tenant}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${tenant}/oauth2/v2.0/logout`,
      claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'tid', 'ver', 'name', 'oid'],
      tenant_region_scope: 'EU',
      cloud_instance_name: new URL(origin).host,
    },
  };
}

/** Which hosts are the same cloud: MSAL asks this of an authority that it does not know. */
export function instanceDiscovery({ origin, query }: EntraCall, tenantId: string): EntraAnswer {
  const { host } = new URL(origin);
  const asked = query.get('authorization_endpoint') ?? '';
  const tenant = URL.canParse(asked) ? (new URL(asked).pathname.split('/')[1] ?? tenantId) : tenantId;
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}
