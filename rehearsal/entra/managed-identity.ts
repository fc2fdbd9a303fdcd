import type { ManagedIdentity } from './application.ts';
import type { Directory, EntraAnswer, EntraCall } from './exchange.ts';
import { tokenLifetimeSeconds } from './exchange.ts';
import type { Principal } from './principal.ts';

/**
 * The address on a machine that hands out its identities' tokens. Three callers are told apart by what they send: App
 * Service (`X-IDENTITY-HEADER`), its older form and Machine Learning (`secret`), and Cloud Shell (a POST).
 */
export async function answerIdentityRequest(directory: Directory, call: EntraCall): Promise<EntraAnswer> {
  const asked = call.method === 'POST' ? (call.form ?? new URLSearchParams()) : call.query;
  if (!maySpeak(directory, call)) return refusal(401, 'Unauthorized: the secret header is missing or wrong.');
  const audience = asked.get('resource');
  if (!audience) return refusal(400, "The parameter 'resource' is required.");
  const found = findIdentity(directory, asked);
  if (!found)
    return refusal(
      400,
      'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.',
    );

  const token = await directory.entra.issue(found.name, { audience, expiresInSeconds: tokenLifetimeSeconds });
  const expiresOn = Math.floor(directory.entra.now() / 1000) + tokenLifetimeSeconds;
  return {
    status: 200,
    body: {
      access_token: token,
      client_id: found.appId ?? '',
      expires_on: String(expiresOn),
      resource: audience,
      token_type: 'Bearer',
    },
  };
}

function maySpeak({ identitySecret }: Directory, { method, headers }: EntraCall): boolean {
  const shown = headers['x-identity-header'] ?? headers.secret;
  if (shown !== undefined) return shown === identitySecret;
  return method === 'POST' && headers.metadata === 'true';
}

function findIdentity({ entra, identities }: Directory, asked: URLSearchParams): Principal | undefined {
  const known = identities.flatMap((identity) => {
    const principal = entra.principals.find(({ name }) => name === identity.principal);
    return principal ? [{ identity, principal }] : [];
  });
  const wanted = [...asked].filter(([name, value]) => selectors.has(name) && value !== '' && value !== 'undefined');
  if (wanted.length === 0) return known.find(({ identity }) => !identity.resourceId)?.principal;
  const fits = ({ identity, principal }: Known) =>
    wanted.every(([name, value]) => selectors.get(name)?.(identity, principal)?.toLowerCase() === value.toLowerCase());
  return known.find(fits)?.principal;
}

interface Known {
  readonly identity: ManagedIdentity;
  readonly principal: Principal;
}

type Selector = (identity: ManagedIdentity, principal: Principal) => string | undefined;

const byClientId: Selector = (_, { appId }) => appId;
const byObjectId: Selector = (_, { objectId }) => objectId;
const byResourceId: Selector = ({ resourceId }) => resourceId;

const selectors: ReadonlyMap<string, Selector> = new Map([
  ['client_id', byClientId],
  ['clientid', byClientId],
  ['object_id', byObjectId],
  ['principal_id', byObjectId],
  ['mi_res_id', byResourceId],
  ['msi_res_id', byResourceId],
]);

function refusal(statusCode: number, message: string): EntraAnswer {
  return { status: statusCode, body: { statusCode, message, correlationId: crypto.randomUUID() } };
}
