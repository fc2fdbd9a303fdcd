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

test('each group has a line with its machines; an action stands where the plan has it', () => {
  expect(partsOf(tasks, groups)).toEqual([
    { title: 'Prerequisites check for the recovery plan', state: 'done' },
    { title: 'Group 1: Start', state: 'done', detail: 'pay-db-01' },
    { title: 'After group 1: Look', state: 'waiting', detail: 'by hand: Is the database consistent?' },
    { title: 'Before group 2: Look', state: 'waiting' },
    { title: 'Group 2: Start', state: 'waiting', detail: 'pay-app-01 waiting; pay-app-02 failed' },
  ]);
});

test('machines of groups within a group stand on its line', () => {
  const shutdown = task('All groups shutdown', 'running', {
    tasks: [
      task('Shutdown: Group 1', 'succeeded', { tasks: [task('pay-db-01', 'succeeded')] }),
      task('Shutdown: Group 2', 'running', { tasks: [task('pay-app-01', 'running'), task('pay-web-01', 'waiting')] }),
    ],
  });

  expect(partsOf([shutdown])).toEqual([
    {
      title: 'All groups shutdown',
      state: 'running',
      detail: 'pay-db-01 done; pay-app-01 running; pay-web-01 waiting',
    },
  ]);
});

test('how far it is counts what is over, and an order of old without groups names actions alone', () => {
  expect(partsOf(tasks).map(({ title }) => title)).toContain('Look');
  expect(percentOf(tasks)).toBe(33);
  expect(percentOf([])).toBeUndefined();
});
