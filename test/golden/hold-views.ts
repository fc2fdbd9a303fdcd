import type { Message } from '../../src/messages/message.ts';
import type { Job } from '../../src/ports/azure/job.ts';
import { everythingHeld, freshStore, holdLifted, holdToLift, nothingHeld } from '../../src/views/hold.ts';
import { sampleOperation } from './operation-views.ts';

const now = new Date('2026-11-20T14:30:00Z');
const behind = { kind: 'behind', had: 120, has: 97 } as const;
const job = {
  name: 'abcd1234-0000',
  what: 'Failover',
  about: 'pay-app-01',
  startedAt: new Date('2026-11-20T14:07:00Z'),
} as Job;

export const holdViews: Readonly<Record<string, Message>> = {
  'hold-begins': everythingHeld(behind, { voided: 2, operations: [sampleOperation] }),
  'hold-empty': everythingHeld({ kind: 'empty', had: 120 }, { voided: 0, operations: [] }),
  'hold-to-lift': holdToLift(behind, { operations: [sampleOperation], jobs: [job], now }),
  'hold-to-lift-blind': holdToLift(behind, { operations: [], jobs: undefined, now }),
  'hold-lifted': holdLifted('Cleo Wirth', [sampleOperation]),
  'hold-nothing': nothingHeld(),
  'store-fresh': freshStore([]),
  'store-fresh-with-jobs': freshStore([job]),
};
