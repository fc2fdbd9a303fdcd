import type { World } from '../../../world/world.ts';
import type { JobFailure } from '../errors.ts';
import { siteRecoveryState } from '../state.ts';
import { asFailure, childFailure, scriptedFailure } from './failures.ts';
import { hasEnded, type Job, type JobDetails, type JobTarget, type Task } from './job.ts';
import { estimatedSeconds, mainStepOf, type Step, type TimedStep, type WorkStep } from './step.ts';
import { childJobs, correctTimes, stopOpenTasks } from './task-changes.ts';

export interface JobOrder {
  readonly vaultId: string;
  readonly activityId: string;
  readonly scenario: string;
  readonly friendlyName: string;
  readonly target: JobTarget;
  readonly affected?: Readonly<Record<string, string>>;
  readonly details?: JobDetails;
  readonly changesId?: boolean;
  readonly steps: (job: Job) => readonly Step[];
  /** Puts right what a job that failed or was cancelled has left undone. */
  readonly undo?: (job: Job) => void;
  /** Done at every end, whatever it is. */
  readonly release?: () => void;
  /** Decides how a job that did all its steps ends; default: Succeeded. */
  readonly concludes?: (job: Job) => void;
}

const SERVICE = 'site-recovery';
const SECONDS_TO_CANCEL = 5;
const KEPT_MS = 90 * 24 * 3600 * 1000;

/** Starts a job and lets it run by the world's clock. */
export function startJob(world: World, order: JobOrder): Job {
  const job = newJob(world, order);
  remember(world, job);
  const run = createRun(world, job, order);
  job.controls.restart = (activityId) => startJob(world, { ...order, activityId });
  run.start();
  return job;
}

function newJob(world: World, order: JobOrder): Job {
  return {
    id: world.guid(),
    ...(order.changesId && { laterId: world.guid() }),
    vaultId: order.vaultId,
    activityId: order.activityId,
    scenario: order.scenario,
    friendlyName: order.friendlyName,
    target: order.target,
    startedAt: world.clock.now(),
    state: 'InProgress',
    tasks: [],
    errors: [],
    details: order.details ?? { kind: 'plain' },
    affected: order.affected ?? {},
    polls: 0,
    controls: { whenEnded: [] },
  };
}

function remember(world: World, job: Job): void {
  const { jobs, jobsByVault } = world.state(siteRecoveryState);
  jobs.set(job.id, job);
  if (job.laterId !== undefined) jobs.set(job.laterId, job);
  const key = job.vaultId.toLowerCase();
  const ofVault = jobsByVault.get(key);
  if (ofVault === undefined) jobsByVault.set(key, [job]);
  else ofVault.push(job);
  forgetOld(world, ofVault ?? []);
}

/** The oldest come first. What a call was answered with goes with its job. */
function forgetOld(world: World, ofVault: Job[]): void {
  const { jobs, operations } = world.state(siteRecoveryState);
  const first = ofVault.findIndex(({ endedAt }) => endedAt === undefined || endedAt > world.clock.now() - KEPT_MS);
  for (const { id, laterId } of ofVault.splice(0, Math.max(0, first))) {
    for (const each of [id, ...(laterId ? [laterId] : [])]) jobs.delete(each);
    operations.delete(id);
  }
}

/** The run of one job: its steps one after the other, and a timer beside them that scripted faults may hold or break. */
function createRun(world: World, job: Job, order: JobOrder) {
  const { clock, operations } = world;
  const steps = order.steps(job);
  const main = mainStepOf(steps);
  let at = -1;
  let timerDone = false;
  let waitingForTimer = false;

  function start() {
    const seconds = main === -1 ? 0 : estimatedSeconds(steps.slice(0, main + 1));
    const timer = operations.start({
      service: SERVICE,
      id: job.id,
      seconds,
      complete() {
        timerDone = true;
        if (waitingForTimer) endTimed(steps[at] as TimedStep);
      },
      fail: ({ code, message }) => fail(scriptedFailure(code, message)),
    });
    job.controls.cancel = () => {
      timer.status = 'Cancelled';
      cancel();
    };
    next();
  }

  function next() {
    if (isOver(job)) return;
    at += 1;
    const step = steps[at];
    if (step === undefined) return end('Succeeded');
    begin(step);
  }

  function begin(step: Step) {
    if (step.kind === 'silent') return guarded(step.act, next);
    if (step.kind === 'skipped') {
      step.task.state = 'Skipped';
      if (step.withStart) step.task.startedAt = clock.now();
      return next();
    }
    open(step.task);
    if (step.kind === 'manual') return wait(step.task);
    if (step.kind === 'work') return beginWork(step);
    return guarded(
      () => step.begin?.(),
      () => beginTimed(step),
    );
  }

  function beginTimed(step: TimedStep) {
    if (at === main && !timerDone) {
      waitingForTimer = true;
      return;
    }
    clock.after(step.seconds, () => endTimed(step));
  }

  function endTimed(step: TimedStep) {
    if (isOver(job)) return;
    waitingForTimer = false;
    guarded(
      () => step.finish?.(),
      () => {
        close(step.task);
        correctTimes(step, steps[at - 1]);
        next();
      },
    );
  }

  function beginWork(step: WorkStep) {
    for (const task of step.within ?? []) open(task);
    guarded(
      () => {
        const jobs = step.start();
        let running = jobs.length;
        const ended = () => {
          running -= 1;
          if (running === 0) clock.after(step.lag, () => endWork(step, jobs));
        };
        for (const child of jobs) child.controls.whenEnded.push(ended);
        if (running === 0) clock.after(0, () => endWork(step, jobs));
      },
      () => {},
    );
  }

  function endWork(step: WorkStep, jobs: readonly Job[]) {
    if (isOver(job)) return;
    const failed = jobs.find((child) => child.state === 'Failed' || child.state === 'Cancelled');
    guarded(
      () => {
        if (failed !== undefined) throw childFailure(failed);
        step.finish?.();
      },
      () => {
        for (const task of [step.task, ...(step.within ?? [])]) close(task);
        next();
      },
    );
  }

  function wait(task: Task) {
    task.state = 'Waiting';
    job.state = 'Suspended';
    job.stateDescription = 'WaitingForManualAction';
    job.controls.resume = () => {
      delete job.controls.resume;
      delete job.stateDescription;
      job.state = 'InProgress';
      close(task);
      next();
    };
  }

  function guarded(act: () => void, then: () => void) {
    try {
      act();
    } catch (problem) {
      fail(asFailure(problem));
      return;
    }
    then();
  }

  function fail(failure: JobFailure) {
    if (isOver(job)) return;
    const taskId = stopOpenTasks(job.tasks, 'Failed', clock.now()) ?? '';
    job.errors.push({ complaint: failure.complaint, provider: failure.provider, at: clock.now(), taskId });
    order.undo?.(job);
    end('Failed');
  }

  function cancel() {
    job.state = 'Cancelling';
    delete job.controls.cancel;
    delete job.controls.resume;
    for (const child of childJobs(job.tasks)) child.controls.cancel?.();
    clock.after(SECONDS_TO_CANCEL, () => {
      stopOpenTasks(job.tasks, 'Cancelled', clock.now());
      order.undo?.(job);
      end('Cancelled');
    });
  }

  function end(state: 'Succeeded' | 'Failed' | 'Cancelled') {
    job.endedAt = clock.now();
    job.state = state;
    delete job.stateDescription;
    delete job.controls.cancel;
    delete job.controls.resume;
    if (state !== 'Failed') delete job.controls.restart;
    order.release?.();
    if (state === 'Succeeded') order.concludes?.(job);
    for (const tell of job.controls.whenEnded.splice(0)) tell();
  }

  function open(task: Task) {
    task.state = 'InProgress';
    task.startedAt ??= clock.now();
  }

  function close(task: Task) {
    task.state = 'Succeeded';
    task.endedAt = clock.now();
  }

  return { start };
}

function isOver(job: Job): boolean {
  return hasEnded(job) || job.state === 'Cancelling';
}
