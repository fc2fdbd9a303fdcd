import type { Running } from '../../src/operations/workflow.ts';
import { voice } from './request.ts';

/** An operation of which nothing has been done yet. */
export const sampleRunning: Running = {
  id: 'DR-1042',
  startedAt: new Date('2026-11-20T14:05:00Z'),
  asker: voice('ana'),
  approvers: [voice('cleo')],
  evidenceOf: () => undefined,
  problemOf: () => undefined,
};
