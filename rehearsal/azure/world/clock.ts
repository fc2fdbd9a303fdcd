import { createTaskHeap } from './task-heap.ts';

/**
 * The world's own time. Nothing happens between two looks: whatever fell due is carried out, in order of its due time,
 * when somebody calls `settle()`; the server does so before each request.
 */
export interface Clock {
  /** Milliseconds since the epoch, in world time. Inside a task that fell due it is the task's own due time. */
  now(): number;
  /** In world time; a task may schedule further tasks. */
  after(seconds: number, task: () => void): ScheduledTask;
  settle(): void;
  /** Stepped clocks only: moves the time on and settles. */
  advance(seconds: number): void;
  /** World seconds for each real second; 0 for a stepped clock. */
  readonly speed: number;
}

export interface ScheduledTask {
  readonly due: number;
  cancel(): void;
}

type ClockOptions =
  | { readonly kind: 'stepped'; readonly start: number }
  | { readonly kind: 'running'; readonly speed: number; readonly start: number };

export function createClock(options: ClockOptions): Clock {
  const tasks = createTaskHeap();
  const speed = options.kind === 'running' ? options.speed : 0;
  const startedAt = performance.now();
  let stepped = 0;
  let dueTimeOfRunningTask: number | undefined;

  const worldNow = () => options.start + stepped + Math.floor((performance.now() - startedAt) * speed);
  const now = () => dueTimeOfRunningTask ?? worldNow();

  function settle() {
    if (dueTimeOfRunningTask !== undefined) return;
    const until = worldNow();
    try {
      for (let next = tasks.takeDue(until); next !== undefined; next = tasks.takeDue(until)) {
        dueTimeOfRunningTask = next.due;
        next.run();
      }
    } finally {
      dueTimeOfRunningTask = undefined;
    }
  }

  return {
    now,
    speed,
    settle,
    after: (seconds, task) => tasks.add(now() + Math.round(seconds * 1000), task),
    advance(seconds) {
      if (options.kind !== 'stepped') throw new Error('only a stepped clock can be advanced');
      stepped += Math.round(seconds * 1000);
      settle();
    },
  };
}
