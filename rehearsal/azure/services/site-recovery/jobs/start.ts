import type { ArmRequest } from '../../../wire/route.ts';
import { type Job, type JobDetails, type JobTarget, newTask } from './job.ts';
import { startJob } from './run-job.ts';

/** Joins a client's call to its job. */
export function activityIdOf(request: ArmRequest): string {
  return `${request.clientRequestId ?? request.correlationId} ActivityId: ${request.correlationId}`;
}

interface ShortJob {
  readonly vaultId: string;
  readonly scenario: string;
  readonly friendlyName: string;
  readonly target: JobTarget;
  readonly seconds: number;
  readonly details?: JobDetails;
  readonly complete: () => void;
}

/** A job of a single task, as all changes of the vault's furniture are. */
export function startShortJob(request: ArmRequest, order: ShortJob): Job {
  const { complete, seconds, ...rest } = order;
  const task = newTask(request.world.guid(), `${order.scenario}Task`, order.friendlyName);
  return startJob(request.world, {
    ...rest,
    activityId: activityIdOf(request),
    steps(job) {
      job.tasks.push(task);
      return [{ kind: 'timed', task, seconds, finish: complete }];
    },
  });
}
