import { z } from 'zod';
import type { Workflow } from '../../operations/workflow.ts';
import { titleOf } from '../../plans/protect/lines.ts';
import { foundation } from '../../plans/protect/order.ts';
import { listed } from '../../views/words.ts';
import type { Tools } from '../tools.ts';
import { layFoundation } from './foundations.ts';

const order = z.object({
  foundations: z.array(foundation),
  next: z.array(z.object({ label: z.string(), line: z.string() })),
});

/** Makes places for what is protected: a vault and its group, a replication policy. */
export const layFoundations: Workflow<z.infer<typeof order>, Tools> = {
  name: 'lay-foundations',
  version: 1,
  readOrder: (stored) => order.parse(stored),
  steps: ({ foundations }) => foundations.map(layFoundation),
  closing: ({ foundations, next }, running) => {
    const made = foundations.filter((each, at) => running.evidenceOf(layFoundation(each, at).name) !== undefined);
    if (made.length === foundations.length) return { sentences: [], next };
    return { sentences: made.length > 0 ? [`What is there now: ${listed(made.map(titleOf))}.`] : [], next: [] };
  },
};
