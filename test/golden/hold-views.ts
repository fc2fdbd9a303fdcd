import type { Message } from '../../src/messages/message.ts';
import type { Job } from '../../src/ports/azure/job.ts';
import { everythingHeld, freshStore, holdLifted, holdToLift, nothingHeld } from '../../src/views/hold.ts';
import { selfChecked } from '../../src/views/self-check.ts';
import { sampleOperation } from './operation-views.ts';

const now = new Date('2026-11-20T14:30:00Z');
const behind = { kind: 'behind', had: 120, has: 97 } as const;
const job = {
  name: 'abcd1234-0000',
  what: 'Failover',
  about: 'pay-app-01',
  startedAt: new Date('2026-11-20T14:07:00Z'),
} as Job;

const passed = { outcome: 'passed', subject: 'Redis', why: 'it answers, and its clock and mine agree' } as const;

export const holdViews: Readonly<Record<string, Message>> = {
  'self-check-well': selfChecked([passed, { outcome: 'passed', subject: 'Hold', why: 'nothing is held' }]),
  'self-check-not-well': selfChecked([
    passed,
    {
      outcome: 'block',
      subject: 'Work',
      why: 'operations that have not ended: 2, and what is due has waited for 180 s: no process takes it up',
      fix: 'See that a front and a worker run, and read their logs.',
    },
  ]),
  'hold-begins': everythingHeld(behind, { voided: 2, operations: [sampleOperation] }),
  'hold-empty': everythingHeld({ kind: 'empty', had: 120 }, { voided: 0, operations: [] }),
  'hold-to-lift': holdToLift(behind, { operations: [sampleOperation], jobs: [job], now }),
  'hold-to-lift-blind': holdToLift(behind, { operations: [], jobs: undefined, now }),
  'hold-lifted': holdLifted('Cleo Wirth', [sampleOperation]),
  'hold-nothing': nothingHeld(),
  'store-fresh': freshStore([]),
  'store-fresh-with-jobs': freshStore([job]),
};
