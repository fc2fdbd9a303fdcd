/** By name: to import the classes would load what is to be loaded late. */
const names = new Set([
  'RestError',
  'AbortError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
  'CredentialUnavailableError',
]);

/** No connection, no answer in time, no token; and not a mistake of our own. */
export const isOfTheWire = (error: unknown): boolean =>
  error instanceof Error && (names.has(error.name) || ('code' in error && isOfTheSystem(error.code)));

const isOfTheSystem = (code: unknown): boolean => typeof code === 'string' && /^E(?!RR_)/u.test(code);
