import { expect, test } from 'vitest';
import type { Running } from '../../src/operations/workflow.ts';
import { runRecoveryPlan } from '../../src/workflows/run-recovery-plan.ts';
import { voice } from '../sample/request.ts';

const order = {
  call: 'failOverPlan',
  planId: '/plans/payments',
  plan: 'payments',
  members: [{ itemId: '/items/pay-db-01', machine: 'pay-db-01' }],
  direction: 'to-recovery',
  point: 'latest',
  shutdownSource: true,
};

const running: Running = {
  id: 'DR-1',
  startedAt: new Date(0),
  asker: voice('ana'),
  approvers: [],
  evidenceOf: () => undefined,
  problemOf: () => undefined,
};

const endOf = (sealed: unknown) => {
  const read = runRecoveryPlan.readOrder(sealed);
  return { steps: runRecoveryPlan.steps(read, running), closing: runRecoveryPlan.closing?.(read, running) };
};

test('an order that was sealed before orders said where machines go is carried on, and its end says less', () => {
  const [old, today] = [endOf(order), endOf({ ...order, targetRegion: 'West US 2' })];

  expect(old.steps.map(({ name }) => name)).toEqual(today.steps.map(({ name }) => name));
  expect(old.closing?.done).toBeUndefined();
  expect(today.closing?.done).toBe('pay-db-01 runs in West US 2.');
});
