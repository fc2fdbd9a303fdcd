import { AzureRefused, AzureUnreachable, OutcomeUnknown, SentTooLate } from '../../../src/errors/azure.ts';
import type { Answer, Attempt, Write } from './call.ts';
import { AskedToWait } from './pace.ts';
import { problemOf } from './problems.ts';
import { isOfTheWire } from './wire-errors.ts';

/** What a write that brought no acceptance has come to. Everything that is not certain is unknown. */
export const outcomeOf = (what: string, { attempts }: Write, error: unknown): Error => {
  const last = attempts.at(-1);
  const doubtful = attempts.find(mayHaveActed);
  if (doubtful !== undefined) return new OutcomeUnknown(what, doubtful.at ?? new Date(), error);
  if (last?.answer !== undefined) return refused(what, last.answer);
  if (last?.tooLate || error instanceof SentTooLate) return new SentTooLate(what);
  if (error instanceof AskedToWait) return askedToWait(what, error);
  if (isOfTheWire(error) || !(error instanceof Error)) return new AzureUnreachable(what, error);
  return error;
};

/** It was written, and nobody heard a clear no. */
const mayHaveActed = ({ written, answer }: Attempt): boolean => {
  if (!written) return false;
  return answer === undefined || answer.status >= 500 || answer.status === 408;
};

const refused = (what: string, answer: Answer): AzureRefused => new AzureRefused(problemOf(what, answer));

/** Not even asked: Azure said before that it does not want to be. */
export const askedToWait = (what: string, { answer, seconds }: AskedToWait): AzureRefused => {
  if (answer !== undefined) return refused(what, answer);
  const message = `Azure asked not to be asked for this for another ${seconds} seconds.`;
  return new AzureRefused({ what, code: 'TooManyRequests', message, status: 429, retryAfterSeconds: seconds });
};
