import { afterEach, expect, test, vi } from 'vitest';
import { createClock } from '../../../../rehearsal/azure/world/clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('what falls due is carried out in the order of its due time, each at its own time', () => {
  const clock = createClock({ kind: 'stepped', start: 0 });
  const seen: [string, number][] = [];
  for (const [name, seconds] of [
    ['c', 30],
    ['a', 10],
    ['b', 20],
    ['a2', 10],
  ] as const) {
    clock.after(seconds, () => seen.push([name, clock.now()]));
  }

  clock.advance(25);

  expect(seen).toEqual([
    ['a', 10_000],
    ['a2', 10_000],
    ['b', 20_000],
  ]);
  expect(clock.now()).toBe(25_000);
});

test('a task that schedules another starts counting from its own due time', () => {
  const clock = createClock({ kind: 'stepped', start: 0 });
  const seen: number[] = [];
  clock.after(10, () => clock.after(5, () => seen.push(clock.now())));

  clock.advance(60);

  expect(seen).toEqual([15_000]);
});

test('a cancelled task is not carried out', () => {
  const clock = createClock({ kind: 'stepped', start: 0 });
  const seen: string[] = [];
  clock.after(1, () => seen.push('kept'));
  clock.after(1, () => seen.push('cancelled')).cancel();

  clock.advance(1);

  expect(seen).toEqual(['kept']);
});

test('thousands of tasks in any order come out sorted', () => {
  const clock = createClock({ kind: 'stepped', start: 0 });
  const seen: number[] = [];
  for (let index = 0; index < 5000; index += 1) clock.after((index * 7919) % 5000, () => seen.push(clock.now()));

  clock.advance(5000);

  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen).toHaveLength(5000);
});

test('a clock at speed 60 makes a minute of each second, and cannot be advanced by hand', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const clock = createClock({ kind: 'running', speed: 60, start: 1000 });
  const seen: number[] = [];
  clock.after(59, () => seen.push(clock.now()));

  vi.advanceTimersByTime(1000);
  clock.settle();

  expect([clock.now(), seen]).toEqual([61_000, [60_000]]);
  expect(() => clock.advance(1)).toThrow('only a stepped clock');
});
