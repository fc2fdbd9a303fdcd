import type { Check, Plan } from '../plan.ts';

/** A plan that cannot be carried out at all: what stands in the way is all there is to say. */
export const refusedPlan = (title: string, checks: readonly Check[]): Plan => ({
  title,
  lines: [],
  consequences: [],
  checks,
  facts: { decisive: {}, bounded: {}, shown: {} },
  writes: [],
  vms: 0,
  work: { workflow: 'none', order: {}, locks: [] },
});
