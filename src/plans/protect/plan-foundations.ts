import type { Check, Plan } from '../plan.ts';
import { lineOf } from './lines.ts';
import type { Foundation } from './order.ts';
import { writeOf } from './writes.ts';

interface Laid {
  readonly title: string;
  readonly foundations: readonly Foundation[];
  readonly checks: readonly Check[];
  readonly consequences: readonly string[];
  readonly next: readonly { readonly label: string; readonly line: string }[];
}

/** A plan that makes places and touches no machine. */
export const planFoundations = ({ title, foundations, checks, consequences, next }: Laid): Plan => ({
  title,
  lines: foundations.map(lineOf),
  consequences,
  checks,
  facts: {
    decisive: Object.fromEntries(
      foundations.map(({ kind, id, ...settings }) => [`${kind} ${id.toLowerCase()}`, JSON.stringify(settings)]),
    ),
    bounded: {},
    shown: {},
  },
  writes: foundations.map((each) => writeOf(each, undefined)),
  vms: 0,
  work: { workflow: 'lay-foundations', order: { foundations, next }, locks: [] },
});

/** Where nothing can be planned at all. */
export const refusedFoundations = (title: string, checks: readonly Check[]): Plan =>
  planFoundations({ title, foundations: [], checks, consequences: [], next: [] });
