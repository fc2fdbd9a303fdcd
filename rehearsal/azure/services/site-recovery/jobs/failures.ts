import { ArmError } from '../../../wire/errors.ts';
import { JobFailure } from '../errors.ts';
import type { Job } from './job.ts';

/** What a step threw, as a failure of its job; anything that is not meant as one is a bug. */
export function asFailure(problem: unknown): JobFailure {
  if (problem instanceof JobFailure) return problem;
  if (problem instanceof ArmError) return scriptedFailure(problem.code, problem.message);
  throw problem;
}

export function scriptedFailure(code: string, message: string): JobFailure {
  return new JobFailure({
    code,
    message,
    possibleCauses: 'The operation was interrupted.',
    recommendedAction: 'Retry the last action. If the issue persists, contact Support.',
  });
}

export function childFailure(child: Job): JobFailure {
  const [error] = child.errors;
  if (error !== undefined) return new JobFailure(error.complaint, error.provider);
  return scriptedFailure('28031', `The job '${child.friendlyName}' of '${child.target.name}' was cancelled.`);
}
