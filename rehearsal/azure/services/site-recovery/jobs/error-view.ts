import { fineTime } from '../times.ts';
import type { JobError } from './job.ts';

export function errorView({ complaint, provider, at, taskId }: JobError): Record<string, unknown> {
  const { code, message, possibleCauses, recommendedAction } = complaint;
  return {
    serviceErrorDetails: { code, message, possibleCauses, recommendedAction, activityId: '' },
    providerErrorDetails:
      provider === undefined
        ? null
        : {
            errorCode: provider.number,
            errorMessage: provider.message,
            errorId: provider.id,
            possibleCauses,
            recommendedAction,
          },
    errorLevel: 'Error',
    creationTime: fineTime(at),
    taskId,
  };
}
