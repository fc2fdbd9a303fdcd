import { z } from 'zod';
import type { Step, Workflow } from '../operations/workflow.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Tools } from './tools.ts';

const failOverOrder = z.object({
  itemId: z.string(),
  machine: z.string(),
  targetRegion: z.string(),
  /** Absent: the latest there is. */
  pointId: z.string().optional(),
  shutdownSource: z.boolean(),
});

type FailOverOrder = z.infer<typeof failOverOrder>;

/** Fails one replicated machine over. The failover itself is one call, and is never sent twice. */
export const failOverMachine: Workflow<FailOverOrder, Tools> = {
  name: 'fail-over-machine',
  version: 1,
  readOrder: (order) => failOverOrder.parse(order),
  steps: (order) => [failOver(order)],
};

const failOver = (order: FailOverOrder): Step<Tools> => ({
  name: 'fail-over',
  title: `fail ${order.machine} over to ${order.targetRegion}`,
  dangerous: true,
  look: async ({ readers }) => {
    const { value: item } = await readers.recovery.item(order.itemId, 'fresh');
    if (hasFailedOver(item)) return { kind: 'done', evidence: `it runs in ${order.targetRegion}` };
    return { kind: 'to-do' };
  },
  act: ({ writers }, sending) =>
    writers.recovery.failover(
      {
        itemId: order.itemId,
        shutdownSource: order.shutdownSource,
        ...(order.pointId && { pointId: order.pointId }),
      },
      sending,
    ),
  standing: ({ writers }, token) => writers.recovery.standing(token),
  reconcile: ({ writers }, { requestId, sentAt }) =>
    writers.recovery.reconcile({ itemId: order.itemId, scenario: 'failover', requestId, sentAt }),
});

/** Azure offers to commit what has been failed over, and nothing else. */
const hasFailedOver = (item: ProtectedItem): boolean =>
  item.activeLocation === 'target' && item.allowed.some((each) => each === 'Commit' || each === 'SwitchProtection');
