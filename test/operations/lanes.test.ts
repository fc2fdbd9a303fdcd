import { expect, test } from 'vitest';
import { type Limits, readySteps } from '../../src/operations/lanes.ts';
import type { OperationState, Standing, StepRecord } from '../../src/operations/state.ts';

const waiting: Standing = { kind: 'waiting' };
const done: Standing = { kind: 'done', evidence: 'job' };
const failed: Standing = { kind: 'failed', problem: { what: 'x', code: 'y', message: 'z' } };
const running: Standing = {
  kind: 'running',
  token: { kind: 'recovery-job', at: 'job', resource: 'item', acceptedAt: '' },
};

const step = (lane: string, standing: Standing, stage = 0): StepRecord => ({
  name: `${lane}-${stage}-${standing.kind}`,
  title: lane,
  dangerous: true,
  lane,
  stage,
  standing,
});

const ready = (steps: readonly StepRecord[], limits: Partial<Limits> = {}) =>
  readySteps({ steps } as OperationState, { atOnce: 5, stopAfterFailures: 3, ...limits }).map(({ name }) => name);

test('of each lane the first unfinished step goes on', () => {
  const steps = [step('a', done), step('a', running), step('a', waiting), step('b', waiting)];

  expect(ready(steps)).toEqual(['a-0-running', 'b-0-waiting']);
});

test('only so many lanes are under way at once, and what has begun comes first', () => {
  const steps = [step('a', waiting), step('b', running), step('c', waiting), step('d', waiting)];

  expect(ready(steps, { atOnce: 2 })).toEqual(['b-0-running', 'a-0-waiting']);
});

test('a lane that failed goes no further, and the others do', () => {
  const steps = [step('a', failed), step('a', waiting), step('b', waiting)];

  expect(ready(steps)).toEqual(['b-0-waiting']);
});

test('after too many failures no other lane begins, and what has begun is followed to its end', () => {
  const steps = [step('a', failed), step('b', failed), step('c', running), step('d', waiting)];

  expect(ready(steps, { stopAfterFailures: 2 })).toEqual(['c-0-running']);
});

test('a stage waits for all of the lower ones', () => {
  expect(ready([step('db', running, 1), step('web', waiting, 2)])).toEqual(['db-1-running']);
  expect(ready([step('db', done, 1), step('web', waiting, 2)])).toEqual(['web-2-waiting']);
  expect(ready([step('db', failed, 1), step('web', waiting, 2)])).toEqual([]);
});

test('a lane that begins in a higher stage does not hold the lower one up', () => {
  const steps = [step('db', waiting, 1), step('web', waiting, 2), step('db', waiting, 2)];

  expect(ready(steps)).toEqual(['db-1-waiting']);
});
