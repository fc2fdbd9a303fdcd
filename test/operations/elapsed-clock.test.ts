import { expect, test } from 'vitest';
import { createElapsedClock } from '../../src/operations/elapsed-clock.ts';

test.each([
  ['the machine was suspended', [0, 10], [1000, 61_000], 60_000],
  ['the clock of the wall was set back', [0, 500], [1000, 400], 500],
  ['both went on alike', [0, 20], [1000, 1020], 20],
])('counts what has passed for certain when %s', (_how, monotonic, wall, expected) => {
  const elapsed = createElapsedClock(
    () => monotonic.shift() ?? 0,
    () => wall.shift() ?? 0,
  );

  expect(elapsed()).toBe(expected);
});

test('never counts backwards', () => {
  const [monotonic, wall] = [
    [0, 10, 10],
    [1000, 2000, 500],
  ];
  const elapsed = createElapsedClock(
    () => monotonic?.shift() ?? 0,
    () => wall?.shift() ?? 0,
  );

  expect([elapsed(), elapsed()]).toEqual([1000, 1000]);
});
