import { z } from 'zod';
import { text, texts } from '../core/shapes.ts';
import { time } from '../core/times.ts';

const error = z.object({
  serviceErrorDetails: z
    .object({ code: text, message: text, possibleCauses: text, recommendedAction: text, activityId: text })
    .nullish(),
  providerErrorDetails: z
    .object({
      errorCode: z.union([z.number(), z.string()]).nullish(),
      errorId: text,
      errorMessage: text,
      possibleCauses: text,
      recommendedAction: text,
    })
    .nullish(),
});

/** Children are read as they are met: a task may be of any depth. */
export const taskSchema = z.object({
  name: text,
  friendlyName: text,
  state: text,
  stateDescription: text,
  startTime: time,
  endTime: time,
  customDetails: z.object({ instructions: text, jobTask: z.object({ jobId: text }).nullish() }).nullish(),
  groupTaskCustomDetails: z.object({ childTasks: z.array(z.unknown()).nullish() }).nullish(),
  errors: z.array(error).nullish(),
});

const outcome = z.object({
  friendlyName: text,
  testVmName: text,
  networkFriendlyName: text,
  recoveryPointId: text,
  recoveryPointTime: time,
});

export const jobSchema = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    activityId: text,
    scenarioName: text,
    friendlyName: text,
    state: text,
    stateDescription: text,
    tasks: z.array(z.unknown()).nullish(),
    errors: z.array(error).nullish(),
    startTime: time,
    endTime: time,
    allowedActions: texts,
    targetObjectName: text,
    customDetails: z
      .object({ newReplicationProtectedItemId: text, protectedItemDetails: z.array(outcome).nullish() })
      .nullish(),
  }),
});

export type JobRead = z.output<typeof jobSchema>;
export type OutcomeRead = z.output<typeof outcome>;
export type JobErrorRead = z.output<typeof error>;
