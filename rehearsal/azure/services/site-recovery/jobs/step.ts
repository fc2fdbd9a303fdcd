import type { Job, Task } from './job.ts';

/** What a job does one after the other. */
export type Step = TimedStep | SkippedStep | WorkStep | ManualStep | SilentStep;

export interface TimedStep {
  readonly kind: 'timed';
  readonly task: Task;
  readonly seconds: number;
  readonly begin?: () => void;
  /** Throws JobFailure to make the job fail here. */
  readonly finish?: () => void;
  /** Azure corrects a task's start when it ends: by so many seconds. */
  readonly startsLater?: number;
  /** Azure corrects a task's end when the next one ends: by so many seconds. */
  readonly endsLater?: number;
  /** The step at which a scripted fault may hold the job; default: the last timed one. */
  readonly main?: boolean;
}

/** Shown as state Other, description Skipped; it may have a start, and never has an end. */
interface SkippedStep {
  readonly kind: 'skipped';
  readonly task: Task;
  readonly withStart: boolean;
}

/** Work that other jobs do, side by side. */
export interface WorkStep {
  readonly kind: 'work';
  readonly task: Task;
  readonly start: () => readonly Job[];
  /** How long its jobs take, as far as can be told. */
  readonly estimate: number;
  /** How late Azure notices that the last of them has ended. */
  readonly lag: number;
  /** The tasks above `task` that begin and end with it. */
  readonly within?: readonly Task[];
  readonly finish?: () => void;
}

/** Waits for somebody to resume the job. */
export interface ManualStep {
  readonly kind: 'manual';
  readonly task: Task;
}

/** Does something between two tasks, and shows nothing. */
interface SilentStep {
  readonly kind: 'silent';
  readonly act: () => void;
}

export function estimatedSeconds(steps: readonly Step[]): number {
  let sum = 0;
  for (const step of steps) {
    if (step.kind === 'timed') sum += step.seconds;
    if (step.kind === 'work') sum += step.estimate + step.lag;
  }
  return sum;
}

/** The place of the step that a scripted fault may hold, or -1. */
export function mainStepOf(steps: readonly Step[]): number {
  const marked = steps.findIndex((step) => step.kind === 'timed' && step.main === true);
  return marked === -1 ? steps.findLastIndex((step) => step.kind === 'timed') : marked;
}
