import type { Principal } from '../../entra/principal.ts';
import type { TokenProblem, TokenVerifier } from '../../entra/tokens.ts';
import { ArmError } from './errors.ts';

/** Who sends the request; ARM's refusals for a token that is missing or not good. */
export async function authenticate(
  authorization: string | undefined,
  tokens: TokenVerifier,
  tenantId: string,
): Promise<Principal> {
  if (authorization === undefined) throw refusal(REFUSALS.missing(), tenantId);
  const token = /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
  const verdict = token === undefined ? { problem: 'malformed' as const } : await tokens.verify(token);
  if ('problem' in verdict) throw refusal(REFUSALS[verdict.problem](tenantId), tenantId);
  if (verdict.principal.tenantId !== tenantId) throw refusal(REFUSALS.tenant(tenantId), tenantId);
  return verdict.principal;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

const REFUSALS: Record<TokenProblem | 'missing', (tenantId?: string) => Refusal> = {
  missing: () => ({
    code: 'AuthenticationFailed',
    message: "Authentication failed. The 'Authorization' header is missing.",
  }),
  malformed: () => ({ code: 'InvalidAuthenticationToken', message: 'The access token is invalid.' }),
  signature: () => ({
    code: 'InvalidAuthenticationToken',
    message: 'The access token is invalid: its signature does not verify.',
  }),
  expired: () => ({
    code: 'ExpiredAuthenticationToken',
    message: 'The access token expiry UTC time is earlier than current UTC time.',
  }),
  audience: () => ({
    code: 'InvalidAuthenticationTokenAudience',
    message:
      "The access token has been obtained for wrong audience or resource. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.",
  }),
  tenant: (tenantId) => ({
    code: 'InvalidAuthenticationTokenTenant',
    message: `The access token is from the wrong issuer. It must match the tenant 'https://sts.windows.net/${tenantId}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${tenantId}' to get the token.`,
  }),
};

function refusal({ code, message }: Refusal, tenantId: string): ArmError {
  const error = code === 'AuthenticationFailed' ? 'invalid_request' : 'invalid_token';
  const challenge = `Bearer authorization_uri="https://login.windows.net/${tenantId}", error="${error}", error_description="${message}"`;
  return new ArmError(401, code, message, { headers: { 'WWW-Authenticate': challenge } });
}
