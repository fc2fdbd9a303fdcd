import { AzureRefused } from '../../../src/errors/azure.ts';
import { readingError } from './reading.ts';

/** That there is none is an answer, where it was asked for. */
export const orNothing = (what: string, error: unknown): undefined => {
  const reason = readingError(what, error);
  if (reason instanceof AzureRefused && reason.problem.status === 404) return undefined;
  throw error;
};
