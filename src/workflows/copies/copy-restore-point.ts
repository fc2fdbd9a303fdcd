import { z } from 'zod';
import type { Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { copySteps, regionShape } from './copy-steps.ts';

const copyOrder = regionShape.extend({ vmId: z.string(), pointName: z.string() });

/** Copies a restore point to another region, and follows it until every disk has arrived. */
export const copyRestorePoint: Workflow<z.infer<typeof copyOrder>, Tools> = {
  name: 'copy-restore-point',
  version: 2,
  readOrder: (order) => copyOrder.parse(order),
  steps: (order, { id }) => copySteps({ ...order, operation: id }),
};
