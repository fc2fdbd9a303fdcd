import { ZodError } from 'zod';
import { AzureRefused, AzureUnreachable, gapOf } from '../../../src/errors/azure.ts';
import type { Freshness, Gap, Reading } from '../../../src/ports/azure/reading.ts';
import { type Answer, currentLane, inCall } from './call.ts';
import type { Clients } from './clients.ts';
import { askedToWait } from './outcome.ts';
import { AskedToWait } from './pace.ts';
import { problemOf } from './problems.ts';
import type { Understood } from './shapes.ts';
import type { Sharing } from './sharing.ts';
import { isOfTheWire } from './wire-errors.ts';

interface Question<Value> {
  /** As people say it: `list the virtual machines`. */
  readonly what: string;
  /** Equal questions have equal keys: say all that the answer depends on. */
  readonly key: string;
  readonly how: Freshness;
  /** How old an answer may be for `shared`; some seconds where nothing is said. */
  readonly forMs?: number;
  /** Azure wants this reading as POST. */
  readonly readsByPost?: boolean;
  readonly ask: (clients: Clients) => Promise<Value>;
}

/** One part of a reading that goes on without it: a subscription, a vault. */
export interface Part<Value> {
  /** As in `the virtual machines of subscription x`. */
  readonly name: string;
  readonly read: () => Promise<Reading<readonly Value[]>>;
}

export interface Read {
  /** One thing. Throws AzureRefused or AzureUnreachable. */
  one<Value>(question: Question<Value>): Promise<Reading<Value>>;
  /** One thing that is a secret: shared with nobody, kept nowhere. */
  secret<Value>(question: Pick<Question<Value>, 'what' | 'readsByPost' | 'ask'>): Promise<Value>;
  /** A list whose members were each understood or not. */
  list<Value>(question: Question<Understood<Value>>): Promise<Reading<readonly Value[]>>;
  /** Lists from several places: what one place does not say is missing, unless none says anything. */
  across<Value>(parts: readonly Part<Value>[]): Promise<Reading<readonly Value[]>>;
}

interface Options {
  readonly clients: Clients;
  readonly sharing: Sharing;
  readonly now: () => Date;
  readonly sharedForMs: number;
}

export const createRead = ({ clients, sharing, now, sharedForMs }: Options): Read => {
  const secret: Read['secret'] = ({ what, readsByPost = false, ask }) =>
    inCall({ what, lane: currentLane(), readsByPost }, () => ask(clients)).catch((error: unknown) => {
      throw readingError(what, error);
    });
  const one = <Value>({ key, how, forMs = sharedForMs, ...question }: Question<Value>) =>
    sharing.share({ key, how, forMs, lane: currentLane() }, async (): Promise<Reading<Value>> => {
      return { value: await secret(question), readAt: now(), missing: [] };
    });
  return {
    one,
    secret,
    async list(question) {
      const { value, readAt } = await one(question);
      return { readAt, ...value };
    },
    across: (parts) => across(parts, now()),
  };
};

const across = async <Value>(parts: readonly Part<Value>[], now: Date): Promise<Reading<readonly Value[]>> => {
  const outcomes = await Promise.allSettled(parts.map(({ read }) => read()));
  const readings = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ name: parts[index]?.name ?? '', error: outcome.reason as unknown }] : [],
  );
  for (const { error } of failures) if (readings.length === 0 || !isAzures(error)) throw error;
  return {
    value: readings.flatMap(({ value }) => value),
    readAt: new Date(Math.min(now.getTime(), ...readings.map(({ readAt }) => readAt.getTime()))),
    missing: [...readings.flatMap(({ missing }) => [...missing]), ...failures.map(gapOfFailure)],
  };
};

const isAzures = (error: unknown): error is AzureRefused | AzureUnreachable =>
  error instanceof AzureRefused || error instanceof AzureUnreachable;

const gapOfFailure = ({ name, error }: { readonly name: string; readonly error: unknown }): Gap => {
  const what = `${name} could not be read`;
  return error instanceof AzureRefused
    ? gapOf(what, error.problem)
    : { kind: 'plain', sentence: `${what}: Azure could not be reached.` };
};

/** What a reading ends with, whatever the client threw. Mistakes of our own stay what they are. */
export const readingError = (what: string, error: unknown): unknown => {
  if (error instanceof AskedToWait) return askedToWait(what, error);
  if (error instanceof ZodError) return new AzureRefused(notUnderstood(what, error));
  const answer = answerIn(error);
  if (answer !== undefined) return new AzureRefused(problemOf(what, answer));
  return isOfTheWire(error) ? new AzureUnreachable(what, error) : error;
};

const notUnderstood = (what: string, error: ZodError) => ({
  what,
  code: 'NotUnderstood',
  message: `Azure's answer has an unknown shape at ${error.issues[0]?.path.join('.') || 'its root'}.`,
});

/** For raw requests: anything but a success is a refusal. */
export const requireSuccess = (what: string, answer: Answer): Answer => {
  if (answer.status < 300) return answer;
  throw new AzureRefused(problemOf(what, answer));
};

interface ResponseLike {
  readonly status: number;
  readonly headers: { toJSON(): Record<string, string> };
  readonly bodyAsText?: string | null;
}

const answerIn = (error: unknown): Answer | undefined => {
  if (!(error instanceof Error) || !('response' in error)) return undefined;
  const response = error.response as ResponseLike | undefined;
  if (response === undefined) return undefined;
  return { status: response.status, headers: response.headers.toJSON(), body: response.bodyAsText ?? '' };
};
