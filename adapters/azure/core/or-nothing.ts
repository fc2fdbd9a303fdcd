import { AzureRefused } from '../../../src/errors/azure.ts';
import { readingError } from './reading.ts';

/** For what may not be there: that it is not is an answer. */
export const orNothing = (what: string, error: unknown): undefined => {
  const reason = readingError(what, error);
  if (reason instanceof AzureRefused && reason.problem.status === 404) return undefined;
  throw error;
};
