import { performance } from 'node:perf_hooks';

/**
 * Time that passes for certain, for "not sent later than". The monotonic clock stands still while a machine is
 * suspended, and the clock of the wall can be set back: what counts is whichever went further.
 */
export const createElapsedClock = (
  monotonic: () => number = () => performance.now(),
  wall: () => number = () => Date.now(),
): (() => number) => {
  let [lastMonotonic, lastWall, elapsed] = [monotonic(), wall(), 0];
  return () => {
    const [nowMonotonic, nowWall] = [monotonic(), wall()];
    elapsed += Math.max(0, nowMonotonic - lastMonotonic, nowWall - lastWall);
    [lastMonotonic, lastWall] = [nowMonotonic, nowWall];
    return elapsed;
  };
};
