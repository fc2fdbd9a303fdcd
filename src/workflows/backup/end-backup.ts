import { z } from 'zod';
import type { Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { itemOrder, itemStep } from './item-step.ts';

const endOrder = itemOrder.extend({ itemId: z.string() });
type EndOrder = z.infer<typeof endOrder>;

const readOrder = (order: unknown): EndOrder => endOrder.parse(order);

/** No new backups of a machine; those that there are stay. */
export const stopBackup: Workflow<EndOrder, Tools> = {
  name: 'stop-backup',
  version: 1,
  readOrder,
  steps: (order) => [
    itemStep(order, {
      name: 'stop',
      title: `stop the backups of ${order.machine}`,
      call: 'stop',
      isDone: (item) => item?.state === 'stopped',
      act: ({ writers }, sending) => writers.backup.stop(order, sending),
    }),
  ],
};

/** Deletes all backups of a machine. Sent twice, it could delete what somebody has just brought back. */
export const deleteBackupData: Workflow<EndOrder, Tools> = {
  name: 'delete-backup-data',
  version: 1,
  readOrder,
  steps: (order) => [
    itemStep(order, {
      name: 'delete',
      title: `delete the backups of ${order.machine}`,
      call: 'deleteData',
      dangerous: true,
      isDone: (item) => item === undefined || item.state === 'soft-deleted',
      act: ({ writers }, sending) => writers.backup.deleteData(order, sending),
    }),
  ],
};

/** Brings deleted backups back, as long as Azure keeps them. */
export const undeleteBackup: Workflow<EndOrder, Tools> = {
  name: 'undelete-backup',
  version: 1,
  readOrder,
  steps: (order) => [
    itemStep(order, {
      name: 'undelete',
      title: `bring the backups of ${order.machine} back`,
      call: 'undelete',
      isDone: (item) => item !== undefined && item.state !== 'soft-deleted',
      act: ({ writers }, sending) => writers.backup.undelete(order, sending),
    }),
  ],
};
