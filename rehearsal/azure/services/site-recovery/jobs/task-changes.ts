import type { Job, Task } from './job.ts';
import type { Step, TimedStep } from './step.ts';

/** Azure corrects times that it has already shown. */
export function correctTimes(step: TimedStep, before: Step | undefined): void {
  const { task } = step;
  if (step.startsLater !== undefined && task.startedAt !== undefined) task.startedAt += step.startsLater * 1000;
  if (before?.kind !== 'timed' || before.endsLater === undefined || before.task.endedAt === undefined) return;
  before.task.endedAt += before.endsLater * 1000;
  task.startedAt = before.task.endedAt;
  task.endedAt = Math.max(task.endedAt ?? 0, task.startedAt);
}

/** Marks the innermost running tasks and those around them; gives back the id of the innermost. */
export function stopOpenTasks(tasks: readonly Task[], state: 'Failed' | 'Cancelled', now: number): string | undefined {
  let innermost: string | undefined;
  for (const task of tasks) {
    if (task.state !== 'InProgress' && task.state !== 'Waiting') continue;
    task.state = state;
    task.endedAt = now;
    innermost ??= stopOpenTasks(task.children ?? [], state, now) ?? task.taskId;
  }
  return innermost;
}

export function childJobs(tasks: readonly Task[]): Job[] {
  return tasks.flatMap((task) => [...(task.work?.job ? [task.work.job] : []), ...childJobs(task.children ?? [])]);
}
