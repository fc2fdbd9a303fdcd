import { z } from 'zod';
import type { Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { itemOrder, itemStep } from './item-step.ts';

const nowOrder = itemOrder.extend({ itemId: z.string(), keepDays: z.number() });

const dayMs = 86_400_000;

/** One backup beside the schedule. */
export const backUpNow: Workflow<z.infer<typeof nowOrder>, Tools> = {
  name: 'back-up-now',
  version: 1,
  readOrder: (order) => nowOrder.parse(order),
  steps: (order, { startedAt }) => [
    itemStep(order, {
      name: 'back-up',
      title: `back ${order.machine} up`,
      call: 'backUpNow',
      act: ({ writers }, sending) => {
        const keepUntil = new Date(startedAt.getTime() + order.keepDays * dayMs);
        return writers.backup.backUpNow({ itemId: order.itemId, keepUntil }, sending);
      },
    }),
  ],
};
