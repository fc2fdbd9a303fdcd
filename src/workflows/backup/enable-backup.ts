import { z } from 'zod';
import type { Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { itemOrder, itemStep } from './item-step.ts';

const enableOrder = itemOrder.extend({ policyId: z.string() });

/** Backs a machine up by a policy from now on. */
export const enableBackup: Workflow<z.infer<typeof enableOrder>, Tools> = {
  name: 'enable-backup',
  version: 1,
  readOrder: (order) => enableOrder.parse(order),
  steps: (order) => [
    itemStep(order, {
      name: 'enable',
      title: `back up ${order.machine} by the policy`,
      call: 'enable',
      isDone: (item) => item?.state === 'protected' || item?.state === 'pending',
      act: ({ writers }, sending) => writers.backup.enable(order, sending),
    }),
  ],
};
