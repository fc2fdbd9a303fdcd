import type { JWTPayload } from 'jose';
import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import type { Application, Federation } from './application.ts';
import { refuse } from './refusals.ts';

const exchangeAudience = 'api://AzureADTokenExchange';

/** Accepts a federated token that one of the app's federations trusts; refuses it with Entra's reason otherwise. */
export async function checkAssertion(application: Application, assertion: string, now: number): Promise<void> {
  const claims = readClaims(assertion);
  const federation = matchFederation(application.federations ?? [], claims);
  try {
    await jwtVerify(assertion, createLocalJWKSet(federation.keys), {
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
      throw refuse.assertionExpired();
    }
    throw refuse.assertionSignature();
  }
}

function readClaims(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion);
  } catch {
    throw refuse.malformedAssertion();
  }
}

function matchFederation(federations: readonly Federation[], { iss = '', sub = '', aud = '' }: JWTPayload): Federation {
  const audiences = [aud].flat();
  const ofIssuer = federations.filter(({ issuer }) => issuer === iss);
  if (ofIssuer.length === 0) throw refuse.assertionIssuer(iss);
  const ofAudience = ofIssuer.filter(({ audience = exchangeAudience }) => audiences.includes(audience));
  if (ofAudience.length === 0) throw refuse.assertionAudience(audiences.join(' '));
  const match = ofAudience.find(({ subject }) => subject === sub);
  if (!match) throw refuse.assertionSubject(sub);
  return match;
}
