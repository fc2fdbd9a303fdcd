import { expect, test } from 'vitest';
import type { JobTask } from '../../src/ports/azure/job.ts';
import { partsOf, percentOf } from '../../src/workflows/plan-parts.ts';

const task = (name: string, state: JobTask['state'], more: Partial<JobTask> = {}): JobTask => ({
  name,
  state,
  tasks: [],
  ...more,
});

const tasks = [
  task('Prerequisites check for the recovery plan', 'succeeded'),
  task('Group 1: Start', 'succeeded', { tasks: [task('pay-db-01', 'succeeded')] }),
  task('Look', 'suspended', { instructions: 'Is the database consistent?' }),
  task('Look', 'waiting'),
  task('Group 2: Start', 'waiting', { tasks: [task('pay-app-01', 'waiting'), task('pay-app-02', 'failed')] }),
];
const groups = [
  { before: [], after: ['Look'] },
  { before: ['Look'], after: [] },
];

test('each group has a line, and in it each machine; an action stands where the plan has it', () => {
  expect(partsOf(tasks, groups)).toEqual([
    { title: 'Prerequisites check for the recovery plan', state: 'done' },
    { title: 'Group 1: Start', state: 'done' },
    { title: 'Group 1: Start: pay-db-01', state: 'done' },
    { title: 'After group 1: Look', state: 'waiting', detail: 'by hand: Is the database consistent?' },
    { title: 'Before group 2: Look', state: 'waiting' },
    { title: 'Group 2: Start', state: 'waiting' },
    { title: 'Group 2: Start: pay-app-01', state: 'waiting' },
    { title: 'Group 2: Start: pay-app-02', state: 'failed' },
  ]);
});

test('how far it is counts what is over, and an order of old without groups names actions alone', () => {
  const parts = partsOf(tasks);

  expect(parts.map(({ title }) => title)).toContain('Look');
  expect(percentOf(parts)).toBe(37);
  expect(percentOf([])).toBeUndefined();
});
