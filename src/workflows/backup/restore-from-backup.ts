import type { Workflow } from '../../operations/workflow.ts';
import { makeGroup } from '../make-group.ts';
import type { Tools } from '../tools.ts';
import { asRestoreOrder, type BackupRestore, restoreOrder } from './restore-order.ts';
import { restoreFromSecondary, restoreInRegion, seeDisks, validate } from './restore-steps.ts';

/** New disks or a new machine from a point of Azure Backup. The restore itself is sent once. */
export const restoreFromBackup: Workflow<BackupRestore, Tools> = {
  name: 'restore-from-backup',
  version: 1,
  readOrder: (order) => restoreOrder.parse(order),
  steps: (order, { startedAt }) => {
    const { group, region, secondary, vaultId, machine, pointName } = order;
    const restore = { order: asRestoreOrder(order), vaultId, machine, pointName };
    return [
      ...(group.isNew ? [makeGroup({ id: group.id, region })] : []),
      ...(secondary ? [restoreFromSecondary(restore)] : [validate(restore), restoreInRegion(restore)]),
      seeDisks(group.id, order.newMachine?.name ?? machine, startedAt),
    ];
  },
};
