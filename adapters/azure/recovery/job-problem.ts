import type { AzureProblem } from '../../../src/errors/azure.ts';
import { explain } from '../core/explanations.ts';
import { problemInside } from '../core/problems.ts';
import type { JobErrorRead } from './job-schema.ts';

/** The service's words, and those of the provider that it was refused by: the one whose code is known tells more. */
export const jobProblem = (error: JobErrorRead, what: string): AzureProblem => {
  const service = error.serviceErrorDetails ?? undefined;
  const provider = error.providerErrorDetails ?? undefined;
  const codes = [provider?.errorCode, provider?.errorId].map(String);
  const knows = codes.some((code) => explain(code) !== undefined);
  const [inner, outer] = knows || !service?.message ? [provider, service] : [service, provider];
  const problem = problemInside(what, { ...outer, details: inner ? [inner] : [] });
  return service?.activityId ? { ...problem, requestId: service.activityId } : problem;
};
