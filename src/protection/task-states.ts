import type { StepState } from '../messages/message.ts';
import type { JobTask } from '../ports/azure/job.ts';

/** How a task of one of Azure's jobs stands, as people read it. */
export const taskStates = {
  waiting: 'waiting',
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'skipped',
  skipped: 'skipped',
  suspended: 'waiting',
  other: 'unknown',
} satisfies Record<JobTask['state'], StepState>;
