import { z } from 'zod';
import type { AzureProblem } from '../../../src/errors/azure.ts';
import type { Answer } from './call.ts';
import { explain } from './explanations.ts';
import { secondsToWait } from './pace.ts';

const text = z.union([z.string(), z.number().transform(String)]);
const several = (items: readonly string[]): string => items.join(' ');
const words = z
  .union([text, z.array(text).transform(several)])
  .nullish()
  .catch(undefined);

/** Every field that one of the services uses for it. Site Recovery puts what helps into the details. */
const detail = z.looseObject({
  code: words,
  errorCode: words,
  message: words,
  errorMessage: words,
  errorString: words,
  errorTitle: words,
  possibleCauses: words,
  recommendedAction: words,
  recommendations: words,
  clientRequestId: words,
  activityId: words,
});

const error = detail.extend({ details: z.array(detail).nullish().catch(undefined) });

const envelope = z.union([
  z.looseObject({ error }).transform((body) => body.error),
  z.looseObject({ Error: error }).transform((body) => body.Error),
  error,
]);

type Detail = z.infer<typeof detail>;

/** An error as ARM, Compute, Site Recovery or Backup says it, for people. */
export const problemOf = (what: string, answer: Answer): AzureProblem => {
  const read = envelope.safeParse(parsed(answer.body));
  const outer = read.success ? read.data : {};
  const inner: Detail = (read.success && read.data.details?.[0]) || {};
  const seconds = answer.status === 429 || answer.status === 503 ? secondsToWait(answer) : undefined;
  return {
    ...problemFrom(what, outer, inner),
    status: answer.status,
    ...(seconds !== undefined && { retryAfterSeconds: Math.ceil(seconds) }),
    ...optional('requestId', requestIdIn(answer.headers)),
  };
};

/** An error inside an answer: of an operation, a job, a disk. */
export const problemInside = (what: string, found: unknown): AzureProblem => {
  const read = envelope.safeParse(found);
  if (!read.success) return problemFrom(what, {}, {});
  return problemFrom(what, read.data, read.data.details?.[0] ?? {});
};

const problemFrom = (what: string, outer: Partial<Detail>, inner: Partial<Detail>): AzureProblem => {
  const code = telling(inner, outer);
  const explanation = explain(code);
  const message = messageOf(inner) ?? messageOf(outer) ?? 'Azure gave no reason.';
  return {
    what,
    code,
    message,
    ...optional('possibleCauses', tidy(inner.possibleCauses ?? outer.possibleCauses)),
    ...optional('recommendedAction', tidy(recommended(inner) ?? recommended(outer))),
    ...optional('explanation', explanation && `${explanation.means}${missingRight(message)}`),
    ...optional('next', explanation?.next),
  };
};

/** Of things that are linked, Azure first names the action that would be allowed. */
const missingRight = (message: string): string => {
  const [, action] =
    /does not have (?:authorization|permission) to perform action(?:\(s\))? '([^']+)'/iu.exec(message) ?? [];
  return action === undefined ? '' : ` The action ${action} is missing.`;
};

/** The detail's code says more than `BadRequest` around it. */
const telling = (inner: Partial<Detail>, outer: Partial<Detail>): string => {
  const codes = [codeOf(inner), codeOf(outer)].filter((code) => code !== undefined);
  return codes.find((code) => explain(code) !== undefined) ?? codes[0] ?? 'Unknown';
};

const codeOf = ({ code, errorCode }: Partial<Detail>): string | undefined => code || errorCode || undefined;
const messageOf = ({ message, errorMessage, errorString, errorTitle }: Partial<Detail>): string | undefined =>
  tidy(message || errorMessage || errorString || errorTitle);
const recommended = ({ recommendedAction, recommendations }: Partial<Detail>) => recommendedAction || recommendations;

/** Site Recovery breaks and indents its sentences. */
const tidy = (said: string | null | undefined): string | undefined => said?.replace(/\s+/gu, ' ').trim() || undefined;

const optional = <Key extends keyof AzureProblem>(key: Key, value: AzureProblem[Key]) =>
  value === undefined ? {} : ({ [key]: value } as Pick<AzureProblem, Key>);

/** Site Recovery answers with a path as its request id: support wants the other one then. */
const requestIdIn = (headers: Answer['headers']): string | undefined => {
  const id = headers['x-ms-request-id'];
  return id === undefined || id.startsWith('/') ? (headers['x-ms-correlation-request-id'] ?? id) : id;
};

/** Undefined where it is no JSON: gateways answer with pages. */
export const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
