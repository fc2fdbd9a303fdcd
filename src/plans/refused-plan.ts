import type { Check, Plan } from './plan.ts';

type Refused = Pick<Check, 'subject' | 'why' | 'fix'> & {
  /** A verb and its object, as it would have been done. */
  readonly title: string;
};

/** What cannot even be planned: what was named is not there, or cannot be used for this. */
export const refusedPlan = ({ title, ...check }: Refused): Plan => refusedBy(title, [{ outcome: 'block', ...check }]);

/** A plan that cannot be carried out at all: what stands in the way is all there is to say. */
export const refusedBy = (title: string, checks: readonly Check[]): Plan => ({
  title,
  lines: [],
  consequences: [],
  checks,
  facts: { decisive: {}, bounded: {}, shown: {} },
  writes: [],
  vms: 0,
  work: { workflow: 'none', order: {}, locks: [] },
});
