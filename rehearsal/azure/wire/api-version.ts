import { ArmError } from './errors.ts';

const FIRST_ACCEPTED = '2014-01-01';

/** The request's api-version; ARM's refusal where it is missing or is none. */
export function requireApiVersion(query: URLSearchParams, path: string): string {
  const version = apiVersionIn(query);
  if (version === undefined || version === '') {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.';
    throw new ArmError(400, 'MissingApiVersionParameter', message);
  }
  const date = /^(\d{4}-\d{2}-\d{2})(-(preview|privatepreview|alpha|beta))?$/i.exec(version)?.[1];
  if (date === undefined || !isCalendarDate(date)) throw invalidVersion(version);
  if (date < FIRST_ACCEPTED) throw tooOld(version, path);
  return version;
}

function apiVersionIn(query: URLSearchParams): string | undefined {
  for (const [name, value] of query) if (name.toLowerCase() === 'api-version') return value;
  return undefined;
}

function isCalendarDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function invalidVersion(version: string): ArmError {
  const message = `The api-version '${version}' is invalid. The supported versions are dates from '${FIRST_ACCEPTED}' on.`;
  return new ArmError(400, 'InvalidApiVersionParameter', message);
}

function tooOld(version: string, path: string): ArmError {
  const [, namespace, type] = /\/providers\/([^/]+)\/([^/]+)/i.exec(path) ?? [];
  if (namespace === undefined) return invalidVersion(version);
  const message = `The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${version}'. The supported api-versions are dates from '${FIRST_ACCEPTED}' on.`;
  return new ArmError(404, 'InvalidResourceType', message);
}
