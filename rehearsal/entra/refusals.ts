import type { EntraAnswer } from './exchange.ts';

/** A refusal of the token endpoint; the number is the AADSTS code. */
export class EntraRefusal extends Error {
  readonly status: number;
  readonly error: string;
  readonly code: number;

  constructor(status: number, error: string, code: number, message: string) {
    super(message);
    this.name = 'EntraRefusal';
    this.status = status;
    this.error = error;
    this.code = code;
  }
}

export const refuse = {
  parameterMissing: (name: string) =>
    new EntraRefusal(
      400,
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${name}'.`,
    ),
  postOnly: (method: string) =>
    new EntraRefusal(
      405,
      'invalid_request',
      900561,
      `The endpoint only accepts POST requests. Received a ${method} request.`,
    ),
  unknownTenant: (tenant: string) =>
    new EntraRefusal(
      400,
      'invalid_request',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    ),
  unsupportedGrant: (grant: string) =>
    new EntraRefusal(400, 'unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`),
  unknownApplication: (appId: string, tenantId: string) =>
    new EntraRefusal(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${appId}' was not found in the directory '${tenantId}'.`,
    ),
  invalidScope: (scope: string) =>
    new EntraRefusal(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  noCredential: () =>
    new EntraRefusal(
      401,
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  wrongSecret: (appId: string) =>
    new EntraRefusal(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
    ),
  malformedAssertion: () => new EntraRefusal(401, 'invalid_client', 50027, 'JWT token is invalid or malformed.'),
  assertionIssuer: (issuer: string) =>
    new EntraRefusal(
      401,
      'invalid_client',
      700211,
      `No matching federated identity record found for presented assertion issuer '${issuer}'.`,
    ),
  assertionAudience: (audience: string) =>
    new EntraRefusal(
      401,
      'invalid_client',
      700212,
      `No matching federated identity record found for presented assertion audience '${audience}'.`,
    ),
  assertionSubject: (subject: string) =>
    new EntraRefusal(
      401,
      'invalid_client',
      700213,
      `No matching federated identity record found for presented assertion subject '${subject}'.`,
    ),
  assertionExpired: () =>
    new EntraRefusal(401, 'invalid_client', 700024, 'Client assertion is not within its valid time range.'),
  assertionSignature: () => new EntraRefusal(401, 'invalid_client', 50013, 'Assertion failed signature validation.'),
};

/** The refusal in Entra's form: the code is in three places, the ids in two. */
export function refusalAnswer(refusal: EntraRefusal, now: number, correlationId: string, origin: string): EntraAnswer {
  const { status, error, code, message } = refusal;
  const traceId = crypto.randomUUID();
  const timestamp = new Date(now)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const body = {
    error,
    error_description: `AADSTS${code}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${origin}/error?code=${code}`,
  };
  return { status, body };
}
