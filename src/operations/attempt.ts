import { AzureReadInPart, AzureRefused, AzureUnreachable, OutcomeUnknown, SentTooLate } from '../errors/azure.ts';
import type { Entry } from './entry.ts';
import type { Step } from './workflow.ts';

/** What came of a call, as it is written into the journal. */
export type Outcome = Extract<Entry, { kind: 'accepted' | 'not-sent' | 'failed' | 'unknown' }>;

interface Attempted {
  readonly outcome: Outcome;
  /** For what may be tried again: not before that. */
  readonly waitMs: number;
}

const patienceMs = 15_000;

/** Sends, and tells what came of it. Only an answer from Azure is certain, or that nothing has left this process. */
export const attempt = async <Tools>({ name }: Step<Tools>, act: () => ReturnType<Step<Tools>['act']>) => {
  try {
    return at({ kind: 'accepted', step: name, token: { ...(await act()) } });
  } catch (error) {
    return outcomeOf(name, error);
  }
};

const outcomeOf = (step: string, error: unknown): Attempted => {
  if (error instanceof SentTooLate) return at({ kind: 'not-sent', step, why: error.message });
  if (error instanceof AzureUnreachable) return at({ kind: 'not-sent', step, why: error.message }, patienceMs);
  if (error instanceof AzureRefused) return refused(step, error);
  if (error instanceof OutcomeUnknown) return at({ kind: 'unknown', step, why: error.message });
  return at({ kind: 'unknown', step, why: 'something of the bot broke while it was sent' });
};

/** To be told to wait is not to be told no. */
const refused = (step: string, { problem, message }: AzureRefused): Attempted =>
  problem.status === 429
    ? at({ kind: 'not-sent', step, why: message }, Math.max(patienceMs, (problem.retryAfterSeconds ?? 0) * 1000))
    : at({ kind: 'failed', step, problem: { ...problem } });

const at = (outcome: Outcome, waitMs = 0): Attempted => ({ outcome, waitMs });

interface Trouble {
  readonly why: string;
  readonly waitMs: number;
}

/** Azure could not be read; undefined: it is something else. */
export const troubleOf = (error: unknown): Trouble | undefined => {
  if (error instanceof AzureReadInPart) return { why: `${error.message}; I go on trying`, waitMs: 0 };
  if (error instanceof AzureUnreachable) return { why: 'Azure could not be reached; I go on trying', waitMs: 0 };
  if (!(error instanceof AzureRefused)) return undefined;
  const { message, code, retryAfterSeconds = 0 } = error.problem;
  return { why: `Azure does not let me look: ${message} (${code}); I go on trying`, waitMs: retryAfterSeconds * 1000 };
};
