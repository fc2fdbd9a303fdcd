import type { z } from 'zod';
import type { Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { restoreOrder } from './restore-order.ts';
import { restoreInRegion, validate } from './restore-steps.ts';

const inPlaceOrder = restoreOrder.omit({ secondary: true, group: true, zone: true, newMachine: true });

/** Exchanges the disks of a machine for those of a point. */
export const restoreInPlace: Workflow<z.infer<typeof inPlaceOrder>, Tools> = {
  name: 'restore-in-place',
  version: 1,
  readOrder: (order) => inPlaceOrder.parse(order),
  steps: ({ vaultId, machine, pointName, ...order }) => {
    const restore = { order: { ...order, into: { kind: 'in-place' } as const }, vaultId, machine, pointName };
    return [validate(restore), restoreInRegion(restore)];
  },
};
