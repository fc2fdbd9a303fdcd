import type { JSONWebKeySet } from 'jose';
import { createLocalJWKSet, errors, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { claimsOf, issuerOf, principalOf } from './claims.ts';
import type { Principal } from './principal.ts';

/** Judges bearer tokens: what a service asks Entra about its callers. */
export interface TokenVerifier {
  verify(token: string): Promise<TokenVerdict>;
}

type TokenVerdict = { readonly principal: Principal } | { readonly problem: TokenProblem };
export type TokenProblem = 'malformed' | 'signature' | 'expired' | 'audience' | 'tenant';

interface TokenRequest {
  /** The resource that the token is for: `https://management.azure.com`, with or without a trailing slash. */
  readonly audience: string;
  readonly expiresInSeconds?: number;
  /** Only to make a token that another tenant issued. */
  readonly tenantId?: string;
}

/** A tenant's keys, its principals and the tokens that it gives them. */
export interface Entra {
  readonly tenantId: string;
  readonly principals: readonly Principal[];
  /** The public keys, as the discovery address serves them. */
  readonly keys: JSONWebKeySet;
  now(): number;
  issue(principalName: string, request: TokenRequest): Promise<string>;
  verifier(audiences?: readonly string[]): TokenVerifier;
}

interface EntraOptions {
  readonly tenantId: string;
  readonly principals: readonly Principal[];
  /** Milliseconds since the epoch; default: real time, whatever the speed of the world. */
  readonly now?: () => number;
}

const armAudiences = ['https://management.azure.com', 'https://management.core.windows.net'];
const algorithm = 'RS256';

export async function createEntra({ tenantId, principals, now = Date.now }: EntraOptions): Promise<Entra> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const keyId = crypto.randomUUID().replaceAll('-', '');
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, x5t: keyId, use: 'sig', alg: algorithm };
  const keys: JSONWebKeySet = { keys: [jwk] };
  const findKey = createLocalJWKSet(keys);

  return {
    tenantId,
    principals,
    keys,
    now,
    async issue(principalName, request) {
      const principal = principals.find(({ name }) => name === principalName);
      if (!principal) throw new Error(`No principal is called '${principalName}'.`);
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT(claimsOf(principal, request.tenantId ?? tenantId))
        .setProtectedHeader({ typ: 'JWT', alg: algorithm, kid: keyId, x5t: keyId })
        .setAudience(request.audience)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(issuedAt + (request.expiresInSeconds ?? 3600))
        .sign(privateKey);
    },
    verifier: (audiences = armAudiences) => ({
      async verify(token) {
        try {
          const { payload } = await jwtVerify(token, findKey, {
            algorithms: [algorithm],
            issuer: issuerOf(tenantId),
            audience: audiences.flatMap((audience) => [audience, `${audience}/`]),
            requiredClaims: ['oid', 'exp'],
            currentDate: new Date(now()),
          });
          const known = principals.find(({ objectId }) => objectId === payload.oid);
          return { principal: known ?? principalOf(payload) };
        } catch (error) {
          return { problem: problemOf(error) };
        }
      },
    }),
  };
}

function problemOf(error: unknown): TokenProblem {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'tenant';
    return error.claim === 'aud' ? 'audience' : 'malformed';
  }
  const unsigned = [errors.JWSSignatureVerificationFailed, errors.JWKSNoMatchingKey, errors.JOSEAlgNotAllowed];
  return unsigned.some((kind) => error instanceof kind) ? 'signature' : 'malformed';
}
