import { timingSafeEqual } from 'node:crypto';
import type { Application } from './application.ts';
import { checkAssertion } from './assertion.ts';
import type { Directory, EntraAnswer, EntraCall } from './exchange.ts';
import { resourceOf, tokenLifetimeSeconds } from './exchange.ts';
import type { Principal } from './principal.ts';
import { refuse } from './refusals.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Client credentials: an app gives its secret or a federated token, and gets a token for one resource. */
export async function answerTokenRequest(directory: Directory, call: EntraCall): Promise<EntraAnswer> {
  if (call.method !== 'POST') throw refuse.postOnly(call.method);
  const form = call.form ?? new URLSearchParams();
  const grant = required(form, 'grant_type');
  if (grant !== 'client_credentials') throw refuse.unsupportedGrant(grant);
  const { application, principal } = findApplication(directory, required(form, 'client_id'));
  const audience = audienceIn(form);
  await authenticate(application, form, directory.entra.now());

  const token = await directory.entra.issue(principal.name, { audience, expiresInSeconds: tokenLifetimeSeconds });
  const lifetime = tokenLifetimeSeconds - 1;
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, access_token: token },
  };
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw refuse.parameterMissing(name);
  return value;
}

function findApplication(
  { applications, entra }: Directory,
  appId: string,
): { application: Application; principal: Principal } {
  const application = applications.find((known) => known.appId.toLowerCase() === appId.toLowerCase());
  const principal = entra.principals.find((known) => known.appId === application?.appId);
  if (!application || !principal) throw refuse.unknownApplication(appId, entra.tenantId);
  return { application, principal };
}

/** The second version of the protocol names a scope, the first one the resource itself. */
function audienceIn(form: URLSearchParams): string {
  const resource = form.get('resource');
  if (resource) return resource;
  // MSAL adds the scopes of OpenID Connect to what its caller asks for.
  const scopes = required(form, 'scope')
    .split(' ')
    .filter((scope) => scope.includes('/') || scope.includes('.'));
  const [audience] = scopes.map(resourceOf);
  if (!audience || scopes.length > 1) throw refuse.invalidScope(form.get('scope') ?? '');
  return audience;
}

async function authenticate(application: Application, form: URLSearchParams, now: number): Promise<void> {
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (assertion && form.get('client_assertion_type') === jwtBearer) return checkAssertion(application, assertion, now);
  if (!secret) throw refuse.noCredential();
  const known = (application.secrets ?? []).some((other) => isSame(secret, other));
  if (!known) throw refuse.wrongSecret(application.appId);
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
