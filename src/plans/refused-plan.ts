import type { Check, Plan } from './plan.ts';

type Refused = Pick<Check, 'subject' | 'why' | 'fix'> & {
  /** A verb and its object, as it would have been done. */
  readonly title: string;
};

/** What cannot even be planned: what was named is not there, or cannot be used for this. */
export const refusedPlan = ({ title, ...check }: Refused): Plan => ({
  title,
  lines: [],
  consequences: [],
  checks: [{ outcome: 'block', ...check }],
  facts: { decisive: {}, bounded: {}, shown: {} },
  writes: [],
  vms: 1,
  work: { workflow: 'none', order: {}, locks: [] },
});
