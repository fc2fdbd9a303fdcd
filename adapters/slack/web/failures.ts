import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { isNeverSent } from '../../chat/never-sent.ts';

/** How a call to Slack failed. */
export type Failure =
  /** It was not carried out; after so many seconds it may be tried again. */
  | { readonly kind: 'too-many'; readonly seconds: number }
  /** It was not sent. */
  | { readonly kind: 'not-sent' }
  /** Whether it was carried out is not known. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly code: string };

export const failureOf = (error: unknown): Failure => {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'too-many', seconds: error.retryAfter };
  if (error instanceof WebAPIPlatformError) return platformFailure(error.data.error);
  if (error instanceof WebAPIHTTPError) return { kind: 'unknown' };
  if (error instanceof WebAPIRequestError) return { kind: neverLeft(error.original) ? 'not-sent' : 'unknown' };
  throw error;
};

/** Slack's own trouble: it may have come as far as doing it. */
const slacksTrouble = ['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout'];

const platformFailure = (code: string): Failure => {
  if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'too-many', seconds: 1 };
  return slacksTrouble.includes(code) ? { kind: 'unknown' } : { kind: 'refused', code };
};

const neverLeft = (error: Error): boolean => {
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === 'string' && isNeverSent(cause.code);
};
