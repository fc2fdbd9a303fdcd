import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';

/** Longer than an approval covers an operation that has not begun. */
const tooLate = 11 * 60_000;

/** A failover that could not begin in time waits for consent, and gets it. */
export const goOn: Rehearsed = {
  workflow: 'go-on',
  given: async (bench) => {
    const id = await bench.ask('failover pay-web-01');
    await bench.turn(id);
    bench.clock.aheadMs += tooLate;
    await bench.turn(id);
    bench.clock.aheadMs -= tooLate;
  },
  line: 'resume DR-1001',
  seconds: 1,
  turns: 6,
  once: [],
  proves: async (bench) => expect((await bench.state('DR-1001')).consentAsked).toBeUndefined(),
};
